import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/kernel/id.ts';
import { type Cluster, startCluster } from '../../../src/store/embedded/cluster.ts';

const settings = { fsync: 'off' };
const running: Cluster[] = [];

async function start(dataDir: string): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, settings });
  running.push(cluster);
  return cluster;
}
afterEach(async () => {
  for (const cluster of running.splice(0)) await cluster.stop();
});

async function query(cluster: Pick<Cluster, 'url'>, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

function isThere(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !readFileSync(stat, 'utf8').includes(') Z ');
}

function isListening(cluster: Cluster): Promise<boolean> {
  const socket = connect(Number(new URL(cluster.url('x')).port), '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

describe('embedded PostgreSQL', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'hub-cluster-'));
    await chmod(dataDir, 0o755);
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('starts where a first start was interrupted, and finds its data again', async () => {
    await mkdir(path.join(dataDir, 'pg/draft-1'), { recursive: true });
    await writeFile(path.join(dataDir, 'pg/draft-1/PG_VERSION'), '18\n');
    const first = await start(dataDir);
    await query(first, 'CREATE TABLE kept AS SELECT 42 AS n');
    expect(await query(first, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    await first.stop();
    expect(isThere(first.pid)).toBe(false);
    expect(await isListening(first)).toBe(false);
    expect((await readdir(path.join(dataDir, 'pg'))).sort()).toEqual(['data', 'password', 'pg.log']);

    const second = await start(dataDir);
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    await second.stop();
    // Stopping what has stopped is nothing.
    await second.stop();
  });

  it('takes over a server whose hub was killed', async () => {
    const source = fileURLToPath(new URL('../../../src/store/embedded/cluster.ts', import.meta.url));
    const script = `const { startCluster } = await import(${JSON.stringify(source)});
      const cluster = await startCluster({ dataDir: ${JSON.stringify(dataDir)} });
      console.log(cluster.pid);
      setInterval(() => undefined, 1000);`;
    const hub = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = Number(await firstLine(hub));
    const gone = new Promise((resolve) => hub.once('exit', resolve));
    hub.kill('SIGKILL');
    await gone;
    expect(isThere(pid)).toBe(true);

    const adopted = await start(dataDir);
    expect(adopted.pid).toBe(pid);
    expect(await query(adopted, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    await adopted.stop();
    expect(isThere(pid)).toBe(false);
    expect(await isListening(adopted)).toBe(false);
  });

  it('refuses a wrong password', async () => {
    const cluster = await start(dataDir);
    const url = new URL(cluster.url('postgres'));
    url.password = 'guess';
    await expect(query({ url: () => url.href }, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('says which log to read when the server does not start', async () => {
    const failing = startCluster({ dataDir, settings: { shared_buffers: 'many' } });
    const logFile = path.join(dataDir, 'pg/pg.log');
    await expect(failing).rejects.toMatchObject({
      code: 'HUB_STORE_POSTGRES_START',
      where: { file: logFile },
    });
    expect(readFileSync(logFile, 'utf8')).toContain('shared_buffers');
  });
});

describe.skipIf(process.getuid?.() !== 0)(
  'embedded PostgreSQL of root, in a folder nobody else may enter',
  () => {
    it('keeps its files where the server may go, and finds them again', async () => {
      const dataDir = await mkdtemp(path.join(homedir(), 'hub-cluster-'));
      const home = path.join('/var/tmp', `lien-thong-${sha256Hex(dataDir).slice(0, 16)}`);
      try {
        const first = await start(dataDir);
        expect(await query(first, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
          { rolsuper: true },
        ]);
        await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
        // Not as root: PostgreSQL would refuse.
        expect(readFileSync(`/proc/${first.pid}/status`, 'utf8')).not.toMatch(/^Uid:\s+0/m);
        await first.stop();
        expect(existsSync(path.join(home, 'data/PG_VERSION'))).toBe(true);
        const second = await start(dataDir);
        expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
        await second.stop();
      } finally {
        await rm(dataDir, { recursive: true, force: true });
        await rm(home, { recursive: true, force: true });
      }
    });
  },
);

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(text.split('\n')[0]!);
    });
    child.once('exit', (code) => reject(new Error(`exit ${code}`)));
  });
}
