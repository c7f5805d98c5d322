import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, chown, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { sha256Hex } from '../../kernel/id.ts';
import { Problem, toError } from '../../kernel/problem.ts';
import { STORE_POSTGRES_START } from '../../kernel/problems/store.ts';
import { findPostgresBinaries } from './binaries.ts';
import { initialise } from './initialise.ts';
import { findServerUser, isReachable, publicFolder, type ServerUser } from './server-user.ts';

export interface Cluster {
  /** Superuser address of one database of the cluster. */
  url(database: string): string;
  pid: number;
  /** It was running already: a hub that crashed left it, or a hub uses it right now. */
  wasRunning: boolean;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** The server's files go to `<dataDir>/pg`, or to a public folder when its user is not let in there. */
  dataDir: string;
  /** Extra `-c name=value` settings. */
  settings?: Record<string, string>;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // No socket file: its path may be too long, and TCP with a password serves every user alike.
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // A forgotten transaction would hold the change feed back for everybody.
  idle_in_transaction_session_timeout: '60s',
};

/** Starts (or adopts, after a crash of the hub) the PostgreSQL server of a data directory. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const user = await findServerUser();
  await mkdir(options.dataDir, { recursive: true });
  const home = await chooseHome(options.dataDir, user);
  const binaries = await findPostgresBinaries(user);
  const password = await toPassword(path.join(home, 'password'));
  const data = path.join(home, 'data');
  const logFile = path.join(home, 'pg.log');
  const isNew = await readFile(path.join(data, 'PG_VERSION')).then(
    () => false,
    () => true,
  );
  if (isNew) await initialise(binaries.initdb, data, password, user, logFile);

  const orphan = await findRunning(data);
  if (orphan) return toCluster(orphan.pid, orphan.port, password, true);
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    const flags = Object.entries({ ...SETTINGS, ...options.settings, port: String(port) });
    const args = ['-D', data, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    try {
      const pid = await launch(binaries.postgres, args, user, logFile);
      await untilReady(pid, port, password, logFile);
      return toCluster(pid, port, password, false);
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function chooseHome(dataDir: string, user: ServerUser): Promise<string> {
  const wanted = path.join(dataDir, 'pg');
  const home = (await isReachable(dataDir, user))
    ? wanted
    : path.join(publicFolder(), `lien-thong-${sha256Hex(path.resolve(dataDir)).slice(0, 16)}`);
  await mkdir(home, { recursive: true });
  if (user.uid !== undefined) await chown(home, user.uid, user.gid!);
  await chmod(home, 0o700);
  return home;
}

async function toPassword(file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known) return known;
  const made = randomBytes(24).toString('base64url');
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

/** A server that outlived its hub (kill -9) goes on serving the next one. */
async function findRunning(data: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || !isAlive(pid)) return undefined;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command === '' || command.includes(data) ? { pid, port } : undefined;
}

async function launch(postgres: string, args: string[], user: ServerUser, logFile: string): Promise<number> {
  const log = await open(logFile, 'a');
  // Own process group: Ctrl-C must reach the hub only, which stops the server last.
  const child = spawn(postgres, args, {
    ...user,
    cwd: path.dirname(logFile),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  await log.close();
  return child.pid!;
}

async function untilReady(pid: number, port: number, password: string, logFile: string): Promise<void> {
  let last = 'timeout';
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if (!isAlive(pid))
      throw new Problem(
        STORE_POSTGRES_START,
        { reason: 'the server exited', logFile },
        { where: { file: logFile } },
      );
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password,
      database: 'postgres',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      last = toError(error).message;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Problem(STORE_POSTGRES_START, { reason: last, logFile }, { where: { file: logFile } });
}

function toCluster(pid: number, port: number, password: string, wasRunning: boolean): Cluster {
  return {
    pid,
    wasRunning,
    url: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      if (!isAlive(pid)) return;
      // SIGINT = fast shutdown: sessions are ended, everything committed is flushed.
      process.kill(pid, 'SIGINT');
      for (const deadline = Date.now() + 20_000; isAlive(pid); ) {
        if (Date.now() > deadline) process.kill(pid, 'SIGQUIT');
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
}

/** A zombie is dead: it waits to be reaped, which process 1 of a container may never do for an orphan. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // A platform without /proc: the signal's answer stands.
    return true;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
