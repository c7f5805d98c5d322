import type { IPublishPacket, MqttClient } from 'mqtt';

/** A message and the right to acknowledge it. */
export interface Delivery {
  topic: string;
  payload: Buffer;
  packetId: number | undefined;
  /** Tells the broker that it need not keep the message. Once; of no effect on a later connection. */
  ack(): void;
}

type SendPacket = (
  packet: { cmd: string; messageId?: number },
  done?: (error?: Error) => void,
  ...rest: unknown[]
) => void;

/**
 * Takes the acknowledging of QoS 1 messages out of the client's hands. The client sends PUBACK as soon as
 * `handleMessage` calls back, and hands over the next message only then: holding the callback back would mean one message
 * per page. So the callback is given at once while there is room, and its PUBACK is kept until the page is
 * committed. When there is no room the callback waits, the socket is not read, and the broker feels it.
 */
export function withholdAcks(
  client: MqttClient,
  room: number,
  onDelivery: (delivery: Delivery) => void,
): void {
  // No public way exists to send a PUBACK later; `_sendPacket` is what the client itself sends it with.
  const holder = client as unknown as { _sendPacket: SendPacket };
  const send = holder._sendPacket.bind(client);
  let pending = new Set<number>();
  let resume: (() => void) | undefined;

  const makeRoom = () => {
    const next = resume;
    resume = undefined;
    next?.();
  };

  holder._sendPacket = (packet, done, ...rest) => {
    if (packet.cmd === 'puback')
      done?.(); // ours go through `send`
    else send(packet, done, ...rest);
  };

  client.handleMessage = (packet: IPublishPacket, callback) => {
    const { messageId } = packet;
    const connection = pending;
    if (packet.qos > 0) connection.add(messageId!);
    onDelivery({
      topic: packet.topic,
      payload: packet.payload as Buffer,
      packetId: messageId,
      ack() {
        // On another connection the broker sends the message again, maybe under a number that now means another one.
        if (connection !== pending || !connection.delete(messageId!)) return;
        send({ cmd: 'puback', messageId: messageId! });
        if (connection.size < room) makeRoom();
      },
    });
    if (connection.size < room) callback();
    else resume = () => callback();
  };

  client.on('close', () => {
    pending = new Set();
    makeRoom();
  });
}
