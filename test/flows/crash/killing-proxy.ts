import net, { type AddressInfo, type Socket } from 'node:net';

/** One moment to die at: the n-th piece that the child sends after its first BEGIN, passed on or swallowed. */
export interface Moment {
  after: number;
  passOn: boolean;
}

/**
 * Stands between a child and PostgreSQL and ends the child in the middle of what it says: while it opens a transaction,
 * copies, upserts, moves the cursor, commits, or writes its ledger. The moment is counted in what was said, not in
 * milliseconds, so that the same seed kills at the same places on any machine.
 */
export interface KillingProxy {
  port: number;
  /** Calls `kill` once, at that moment of the next life. */
  arm(moment: Moment, kill: () => void): void;
  disarm(): void;
  close(): Promise<void>;
}

export async function createKillingProxy(target: { host: string; port: number }): Promise<KillingProxy> {
  const sockets = new Set<Socket>();
  let armed: { left: number; hasBegun: boolean; passOn: boolean; kill: () => void } | undefined;

  /** Whether this piece still reaches the server. */
  const passes = (chunk: Buffer): boolean => {
    if (!armed) return true;
    armed.hasBegun ||= chunk.includes('BEGIN');
    if (!armed.hasBegun) return true;
    if (armed.left > 0) {
      armed.left -= 1;
      return true;
    }
    const { kill, passOn } = armed;
    armed = undefined;
    kill();
    return passOn;
  };

  const server = net.createServer((client) => {
    const upstream = net.connect(target);
    // Else each small piece waits 40 ms for the acknowledgement of the one before.
    for (const socket of [client, upstream]) socket.setNoDelay(true);
    let isSwallowing = false;
    sockets.add(client).add(upstream);
    client.on('data', (chunk: Buffer) => {
      // What was written behind a lost piece is lost with it.
      isSwallowing ||= !passes(chunk);
      if (!isSwallowing) upstream.write(chunk);
    });
    upstream.on('data', (chunk) => client.write(chunk));
    for (const socket of [client, upstream])
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          // What the dead had sent still arrives; then the server hears that nobody is there.
          (socket === client ? upstream : client).end();
        });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    arm: (moment, kill) => {
      armed = { left: moment.after, hasBegun: false, passOn: moment.passOn, kill };
    },
    disarm: () => {
      armed = undefined;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
