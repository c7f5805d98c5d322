import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/client.ts';
import { findProcesses, type Spawned, spawnHub } from '../../support/hub-process.ts';

const READY = /home +(http:\/\/\S+)\//;

let dataDir: string;
let running: Spawned | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'hub-start-'));
  // The server's own user, where that is not us, must be let in.
  await chmod(dataDir, 0o755);
});
afterAll(async () => {
  await running?.stop('SIGKILL');
  for (const pid of findProcesses(dataDir)) process.kill(pid, 'SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** As `npm start`, with the embedded PostgreSQL of a data directory of its own. */
function start(env: Record<string, string> = {}): Spawned {
  running = spawnHub({ PORT: '0', HUB_DATA_DIR: dataDir, DATABASE_URL: '', ...env });
  return running;
}

async function countVehicles(url: string): Promise<number> {
  const { data } = await ask<{ vehicles: { totalCount: number } }>(
    url,
    '{ vehicles(first: 0) { totalCount } }',
  );
  return data!.vehicles.totalCount;
}

describe('npm start', { timeout: 240_000 }, () => {
  let keys: Record<string, string>;
  let vehicles: number;

  it('on an empty directory: the province is alive, and says where', async () => {
    const hub = start();
    const [, url] = await hub.until(READY);
    expect(hub.output()).toContain('/kham-pha');
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    keys = JSON.parse(await readFile(path.join(dataDir, 'demo-keys.json'), 'utf8'));
    expect(Object.keys(keys)).toEqual(['partner', 'officer', 'analyst', 'operator']);
    for (const key of Object.values(keys)) expect(hub.output()).toContain(key);

    const paste = /-d '(\{"query":.*\})'/.exec(hub.output())![1]!;
    const { query } = JSON.parse(paste) as { query: string };
    const answer = await ask<{ vehicles: { nodes: object[] } }>(url!, query, { key: keys.partner });
    expect(answer.errors).toBeUndefined();
    expect(answer.data!.vehicles.nodes).toHaveLength(2);
    vehicles = await countVehicles(url!);
    expect(vehicles).toBeGreaterThan(4_900);
  });

  it('a second hub on the same directory is refused, by name', async () => {
    const second = spawnHub({ PORT: '0', HUB_DATA_DIR: dataDir, DATABASE_URL: '' });
    await second.until(/HUB_STORE_DATA_DIR_BUSY/);
    expect(await second.ended).toBe(3);
  });

  it('Ctrl-C stops everything in order and leaves no process behind', async () => {
    expect(findProcesses(dataDir).length).toBeGreaterThan(0);
    expect(await running!.stop('SIGINT')).toBe(0);
    expect(findProcesses(dataDir)).toEqual([]);
    expect(running!.output()).not.toContain('not stopped cleanly');
  });

  it('a second start finds its data and its keys again', async () => {
    const hub = start();
    const [, url] = await hub.until(READY);
    expect(JSON.parse(await readFile(path.join(dataDir, 'demo-keys.json'), 'utf8'))).toEqual(keys);
    expect(await countVehicles(url!)).toBe(vehicles);
    expect(hub.output()).not.toMatch(/"dataset":"vehicle"[^}]*"inserted":[1-9]/);
  });

  it('after kill -9 the next start adopts the PostgreSQL that was left and goes on', async () => {
    await running!.stop('SIGKILL');
    expect(findProcesses(dataDir)).not.toEqual([]);
    const hub = start();
    const [, url] = await hub.until(READY);
    expect(await countVehicles(url!)).toBe(vehicles);
    expect(await hub.stop('SIGTERM')).toBe(0);
    expect(findProcesses(dataDir)).toEqual([]);
  });

  it('a port that is taken, and a wrong variable, are named with a remedy', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    const hub = start({ PORT: String(port) });
    await hub.until(new RegExp(`HUB_START_PORT_BUSY[\\s\\S]*${port}[\\s\\S]*→`));
    expect(await hub.ended).toBe(3);
    expect(findProcesses(dataDir)).toEqual([]);
    blocker.close();

    const wrong = start({ PORT: 'bốn nghìn' });
    await wrong.until(/HUB_CONFIG_ENV_INVALID[\s\S]*PORT[\s\S]*→/);
    expect(await wrong.ended).toBe(3);
  });
});
