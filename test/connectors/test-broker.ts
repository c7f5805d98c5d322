import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { Aedes, type AedesOptions } from 'aedes';

export interface TestBroker {
  url: string;
  port: number;
  /** Subscriptions made so far. */
  readonly subscriptions: number;
  /** Packet ids acknowledged by clients, in order. */
  acks: number[];
  publish(topic: string, payload: string | Buffer): Promise<void>;
  /** Cuts every connection; clients may come back. */
  cut(): void;
  /** Number of connections right now. */
  readonly connections: number;
  close(): Promise<void>;
}

/** A real broker on a free port of loopback, or the one wanted, with its sessions in memory. */
export async function createTestBroker(options: AedesOptions = {}, wanted = 0): Promise<TestBroker> {
  const broker = await Aedes.createBroker(options);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  await new Promise<void>((listening) => server.listen(wanted, '127.0.0.1', listening));
  const acks: number[] = [];
  let subscriptions = 0;
  broker.on('subscribe', () => {
    subscriptions += 1;
  });
  broker.on('ack', (packet) => {
    if (packet?.messageId !== undefined) acks.push(packet.messageId);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    acks,
    publish: (topic, payload) =>
      new Promise((resolve, reject) =>
        broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, (error) =>
          error ? reject(error) : resolve(),
        ),
      ),
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    get subscriptions() {
      return subscriptions;
    },
    get connections() {
      return sockets.size;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((closed) => broker.close(closed));
      await new Promise((closed) => server.close(closed));
    },
  };
}
