import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Demo, DemoOptions } from '../../src/demo/demo.ts';
import { demoSources } from '../../src/demo/sources/index.ts';
import { startDemo } from '../../src/demo/start.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { isEnvRef } from '../../src/sdk/index.ts';
import { adminUrl, dropDatabase, toDatabaseName } from './population-database.ts';

const populationDatabase = toDatabaseName();
let dataDir: string;
let demo: Demo | undefined;

async function start(options: Partial<DemoOptions> = {}): Promise<Demo> {
  demo = await startDemo({
    dataDir,
    scale: 'small',
    seed: 5,
    adminUrl,
    populationDatabase,
    log: silentLog,
    tick: false,
    faults: false,
    ...options,
  });
  return demo;
}

beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'demo-'));
});
afterEach(() => demo?.close());
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await dropDatabase(populationDatabase);
});

/** Names of the environment that a source's configuration asks for. */
function listNames(config: unknown): string[] {
  if (isEnvRef(config)) return [config.env];
  if (typeof config === 'string') return /^[A-Z]+(_[A-Z]+)+$/.test(config) ? [config] : [];
  return typeof config === 'object' && config !== null ? Object.values(config).flatMap(listNames) : [];
}

describe('the demo', () => {
  it('gives every address and secret that its sources name, and no other', async () => {
    const { env } = await start();
    expect([...new Set(demoSources.flatMap(({ config }) => listNames(config)))].sort()).toEqual(
      Object.keys(env).sort(),
    );
  });

  it('counts what is right and wrong at each source', async () => {
    const { expected } = await start();
    expect(expected).toEqual({
      vehicle: { good: 4_990, bad: 10 },
      resident: { good: 6_986, bad: 14 },
      roadSegment: { good: 119, bad: 1 },
      trafficAccident: { good: 399, bad: 1 },
      trafficViolation: { good: 2_994, bad: 6 },
      patrolShift: { good: 199, bad: 1 },
    });
  });

  it('stops: nothing listens any more, and a second start finds its world again', async () => {
    const first = await start();
    const key = first.control.addViolation();
    const files = readdirSync(first.env.FILE_DROP_DIR!);
    await first.close();
    for (const url of [first.env.VEHICLE_REGISTRY_URL!, first.env.SENSORS_URL!, first.env.POPULATION_URL!]) {
      const { port } = new URL(url);
      const refused = new Promise((resolve) => net.connect(Number(port), '127.0.0.1').on('error', resolve));
      expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
    }
    const second = await start();
    expect(readdirSync(second.env.FILE_DROP_DIR!)).toEqual(files);
    expect(second.control.addViolation() > key).toBe(true);
  });

  it('refuses a folder that holds another world', async () => {
    await (await start()).close();
    await expect(start({ seed: 6 })).rejects.toMatchObject({
      code: 'HUB_DEMO_OTHER_WORLD',
      fixer: 'operator',
    });
  });

  it('closes what it had started when it cannot start', async () => {
    await expect(start({ adminUrl: 'postgres://postgres@127.0.0.1:1/postgres' })).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  it('has a switch for every server', async () => {
    const { env, control } = await start();
    const client = new pg.Client({ connectionString: env.POPULATION_URL });
    await client.connect();
    await client.query('SELECT 1');
    await client.end();
    await control.setDown('vehicle-registry', true);
    await expect(fetch(env.VEHICLE_REGISTRY_URL!)).rejects.toThrow();
    await control.setDown('vehicle-registry', false);
    control.setGarbage('vehicle-registry', true);
    expect(await (await fetch(`${env.VEHICLE_REGISTRY_URL}/v1/vi-pham`)).text()).toContain('<html>');
    control.setGarbage('road-inventory', true);
    control.dropFile('accidents-tay.csv', 'x');
    expect(readdirSync(env.FILE_DROP_DIR!)).toEqual(
      expect.arrayContaining(['accidents-hong-1.csv', 'accidents-tay.csv']),
    );
    control.publishFlow();
    control.publishIncident();
    expect(control.requests).toMatchObject({
      population: { connections: 1, statements: 1 },
      'vehicle-registry': { '/v1/vi-pham': 1 },
      'traffic-sensors': { flow: 1, incident: 1 },
    });
  });
});
