import net, { type AddressInfo, type Socket } from 'node:net';

export interface PostgresProxy {
  port: number;
  /** Statements that clients sent: simple queries and parses. */
  readonly statements: number;
  readonly connections: number;
  cut(): void;
  close(): Promise<void>;
}

/** Counts the messages of type Query and Parse in a client's stream (PostgreSQL protocol 3, §55.7). */
function createStatementCounter(onStatement: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      // The first message has no type byte.
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) return;
      if (started && (rest[0] === 0x51 || rest[0] === 0x50)) onStatement();
      rest = rest.subarray(length);
      started = true;
    }
  };
}

/** Stands between a client and a PostgreSQL server on loopback, and sees what is asked. */
export async function createPostgresProxy(target: { host: string; port: number }): Promise<PostgresProxy> {
  const sockets = new Set<Socket>();
  let statements = 0;
  const server = net.createServer((client) => {
    const upstream = net.connect(target.port, target.host);
    sockets.add(client);
    const count = createStatementCounter(() => {
      statements += 1;
    });
    client.on('data', count);
    client.pipe(upstream).pipe(client);
    const end = () => {
      sockets.delete(client);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get statements() {
      return statements;
    },
    get connections() {
      return sockets.size;
    },
    cut,
    async close() {
      cut();
      await new Promise((closed) => server.close(closed));
    },
  };
}
