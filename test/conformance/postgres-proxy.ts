import net, { type AddressInfo, type Socket } from 'node:net';

export interface StatementProxy {
  port: number;
  /** Statements that clients sent. */
  readonly statements: number;
  readonly connections: number;
  cut(): void;
  close(): Promise<void>;
}

/** Sees the bytes of one client and says when a statement is among them. */
type Counter = (onStatement: () => void) => (chunk: Buffer) => void;

/** Cuts a client's stream into messages. `lengthOf` gives the whole length, or nothing while it is not known. */
function inMessages(
  lengthOf: (rest: Buffer) => number | undefined,
  onMessage: (message: Buffer) => void,
): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (
      let length = lengthOf(rest);
      length !== undefined && rest.length >= length;
      length = lengthOf(rest)
    ) {
      onMessage(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}

/** PostgreSQL protocol 3, §55.7: messages of type Query and Parse. The first message has no type byte. */
export const countPostgres: Counter = (onStatement) => {
  let started = false;
  return inMessages(
    (rest) => {
      const head = started ? 1 : 0;
      return rest.length < head + 4 ? undefined : head + rest.readUInt32BE(head);
    },
    (message) => {
      if (started && (message[0] === 0x51 || message[0] === 0x50)) onStatement();
      started = true;
    },
  );
};

/** MySQL client/server protocol: COM_QUERY and COM_STMT_EXECUTE. A command is the first packet of its sequence. */
export const countMysql: Counter = (onStatement) =>
  inMessages(
    (rest) => (rest.length < 4 ? undefined : 4 + rest.readUIntLE(0, 3)),
    (message) => {
      if (message[3] === 0 && (message[4] === 0x03 || message[4] === 0x17)) onStatement();
    },
  );

/** Stands between a client and a database server on loopback, and sees what is asked. */
export async function createStatementProxy(
  target: { host: string; port: number },
  counter: Counter,
): Promise<StatementProxy> {
  const sockets = new Set<Socket>();
  let statements = 0;
  const server = net.createServer((client) => {
    const upstream = net.connect(target.port, target.host);
    // Else a statement in several pieces waits 40 ms for the acknowledgement of the first.
    for (const socket of [client, upstream]) socket.setNoDelay(true);
    sockets.add(client);
    const count = counter(() => {
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

export const createPostgresProxy = (target: { host: string; port: number }) =>
  createStatementProxy(target, countPostgres);
