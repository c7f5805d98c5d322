import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a connection goes through on its way to a server. */
export interface FaultProxy {
  readonly port: number;
  /** true: open connections are cut and new ones refused, on the same port. */
  setDown(down: boolean): Promise<void>;
  /** Holds every answer back by this many milliseconds. */
  setSlow(ms: number): void;
  /** Answers with bytes that follow no protocol. */
  setGarbage(garbage: boolean): void;
  /** Cuts what is open once; new connections are let in. */
  cut(): void;
  readonly connections: number;
  close(): Promise<void>;
}

export interface FaultProxyOptions {
  targetHost: string;
  targetPort: number;
  /** Sees what clients send, e.g. to count statements. */
  onClientData?: (socket: net.Socket, chunk: Buffer) => void;
}

const GARBAGE = Buffer.from('%%% đây không phải là câu trả lời %%%\n');

/** A TCP proxy on loopback that makes "down", "slow" and "talking nonsense" real for any protocol behind it. */
export async function createFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const open = new Set<net.Socket>();
  let accepted = 0;
  let delayMs = 0;
  let isGarbage = false;

  const relay = (client: net.Socket) => {
    accepted++;
    open.add(client);
    if (isGarbage) {
      client.on('error', () => client.destroy());
      client.on('close', () => open.delete(client));
      client.resume();
      client.end(GARBAGE);
      return;
    }
    const upstream = net.connect(options.targetPort, options.targetHost);
    for (const [socket, peer] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.setNoDelay(true);
      // A broken half ends its other half: that is all a proxy can say about it.
      socket.on('error', () => peer.destroy());
      socket.on('close', () => {
        open.delete(socket);
        peer.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      options.onClientData?.(client, chunk);
      if (!upstream.write(chunk)) client.pause();
    });
    upstream.on('drain', () => client.resume());
    // What is held back keeps its place: nothing overtakes it when the delay is taken away.
    let queue = Promise.resolve();
    let held = 0;
    const answer = (act: () => void) => {
      if (delayMs === 0 && held === 0) return act();
      held++;
      const due = Date.now() + delayMs;
      queue = queue
        .then(() => sleep(due - Date.now()))
        .then(() => {
          held--;
          if (client.writable) act();
        });
    };
    upstream.on('data', (chunk: Buffer) =>
      answer(() => {
        if (!client.write(chunk)) upstream.pause();
      }),
    );
    client.on('drain', () => upstream.resume());
    client.on('end', () => upstream.end());
    upstream.on('end', () => answer(() => client.end()));
  };

  const server = net.createServer({ allowHalfOpen: true }, relay);
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const stopListening = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      cut();
    });

  await listen(0);
  const { port } = server.address() as net.AddressInfo;

  return {
    port,
    get connections() {
      return accepted;
    },
    setDown: (down) => {
      if (down) return stopListening();
      return server.listening ? Promise.resolve() : listen(port);
    },
    setSlow: (ms) => {
      delayMs = ms;
    },
    setGarbage: (garbage) => {
      isGarbage = garbage;
      if (garbage) cut();
    },
    cut,
    close: stopListening,
  };
}
