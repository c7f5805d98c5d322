import { type Msg, type NatsConnection, nanos } from '@nats-io/transport-node';

/** Where a message stands: in the stream, with the consumer, and how often it was sent. */
export interface Delivery {
  subject: string;
  data: Uint8Array;
  /** Stream sequence. */
  seq: number;
  /** How often the server has sent it, this time included. */
  times: number;
  /** When the stream stored it: ISO 8601 with the server's nanoseconds. */
  at: string;
  /** Bytes as the server counts them. */
  size: number;
  /** Resolves when the server has said that it knows. */
  ack(timeoutMs: number): Promise<void>;
  /** We are still at it: the server waits `ackWait` from now. */
  working(): void;
  /** Not done: the server sends it again after this pause. */
  giveBack(ms: number): void;
}

/**
 * Reads the reply subject of a JetStream message: `$JS.ACK.<stream>.<consumer>.<times>.<seq>.<consumer seq>.<time>.<pending>`,
 * since server 2.10 with domain and account hash before the stream (ADR-15). Undefined = not a JetStream message.
 */
export function toDelivery(nc: NatsConnection, message: Msg): Delivery | undefined {
  const reply = message.reply ?? '';
  const parts = reply.split('.');
  if (parts[0] !== '$JS' || parts[1] !== 'ACK' || parts.length < 9) return undefined;
  const at = parts.length >= 11 ? 6 : 4;
  const stamp = BigInt(parts[at + 3]!);
  const seconds = new Date(Number(stamp / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  return {
    subject: message.subject,
    data: message.data,
    seq: Number(parts[at + 1]),
    times: Number(parts[at]),
    at: `${seconds}.${String(stamp % 1_000_000_000n).padStart(9, '0')}Z`,
    size: message.data.length + message.subject.length + reply.length,
    async ack(timeoutMs) {
      await nc.request(reply, '+ACK', { timeout: timeoutMs });
    },
    working: () => nc.publish(reply, '+WPI'),
    giveBack: (ms) => nc.publish(reply, ms > 0 ? `-NAK {"delay":${nanos(ms)}}` : '-NAK'),
  };
}
