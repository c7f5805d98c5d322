import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import net, { type AddressInfo, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A server process of our own that can be ended as a power cut ends it, and started again on the same data. */
export interface OwnServer {
  port: number;
  /** Its folder; removed by `remove`. */
  dir: string;
  start(): Promise<void>;
  /** SIGTERM by default; SIGKILL for a crash. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  remove(): Promise<void>;
}

/** `command` gets the folder and gives the program's arguments. */
export async function createOwnServer(
  program: string,
  port: number,
  command: (dir: string) => string[] | Promise<string[]>,
): Promise<OwnServer> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'own-server-'));
  const args = await command(dir);
  let child: ChildProcess | undefined;
  const stop: OwnServer['stop'] = async (signal = 'SIGTERM') => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  };
  return {
    port,
    dir,
    async start() {
      const output: Buffer[] = [];
      const started = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      child = started;
      for (const stream of [started.stdout, started.stderr])
        stream.on('data', (chunk: Buffer) => {
          if (output.length < 200) output.push(chunk);
        });
      const gone = new Promise<never>((_, reject) => {
        started.once('error', reject);
        started.once('exit', (code) =>
          reject(new Error(`${program} ended (${code}): ${Buffer.concat(output)}`)),
        );
      });
      gone.catch(() => undefined); // a later end is wanted
      await Promise.race([gone, untilListening(port)]);
    },
    stop,
    async remove() {
      await stop('SIGKILL');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`nobody listens on ${port}`);
}

/** Stands between a client and a server of loopback: counts connections and cuts them. */
export interface CutProxy {
  port: number;
  readonly connections: number;
  cut(): void;
  close(): Promise<void>;
}

export async function createCutProxy(target: number): Promise<CutProxy> {
  const sockets = new Set<Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(target, '127.0.0.1');
    sockets.add(client);
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
