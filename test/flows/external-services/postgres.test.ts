import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/client.ts';
import { findProcesses, spawnHub } from '../../support/hub-process.ts';
import { findService } from '../../support/services.ts';

const service = await findService('PostgreSQL', 5432);
const admin = process.env.HUB_TEST_EXTERNAL_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const name = `hub_external_${randomBytes(4).toString('hex')}`;
const dataDir = await mkdtemp(path.join(tmpdir(), 'hub-external-'));

async function runAsAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

afterAll(async () => {
  for (const pid of findProcesses(dataDir)) process.kill(pid, 'SIGKILL');
  if (service.isThere) {
    await runAsAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await runAsAdmin('DROP DATABASE IF EXISTS dan_cu_small WITH (FORCE)');
  }
  await rm(dataDir, { recursive: true, force: true });
});

describe.skipIf(!service.isThere)(`DATABASE_URL: ${service.title}`, { timeout: 240_000 }, () => {
  it('the same hub on an external server, and none is embedded', async () => {
    await runAsAdmin(`CREATE DATABASE ${name}`);
    const url = new URL(admin);
    url.pathname = `/${name}`;
    const hub = spawnHub({ PORT: '0', HUB_DATA_DIR: dataDir, DATABASE_URL: url.href });
    const [, address] = await hub.until(/home +(http:\/\/\S+)\//);
    const programs = findProcesses(dataDir).map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    expect(programs.filter((program) => program.includes('postgres'))).toEqual([]);
    const { data } = await ask<{ vehicles: { totalCount: number } }>(
      address!,
      '{ vehicles(first: 0) { totalCount } }',
    );
    expect(data!.vehicles.totalCount).toBeGreaterThan(4_900);
    expect(await hub.stop('SIGTERM')).toBe(0);
  });

  it('a server that does not answer is named, with the remedy', async () => {
    const hub = spawnHub({
      PORT: '0',
      HUB_DATA_DIR: dataDir,
      DATABASE_URL: 'postgres://postgres@127.0.0.1:1/nothing',
    });
    await hub.until(/HUB_STORE_UNREACHABLE[\s\S]*→ .*DATABASE_URL/);
    expect(await hub.ended).toBe(3);
  });
});
