import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectors } from '../../../connectors/index.ts';
import type { Demo } from '../../../src/demo/demo.ts';
import { population } from '../../../src/demo/sources/population.source.ts';
import { roadInventory } from '../../../src/demo/sources/road-inventory.source.ts';
import { trafficSensors } from '../../../src/demo/sources/traffic-sensors.source.ts';
import { vehicleRegistry } from '../../../src/demo/sources/vehicle-registry.source.ts';
import { startDemo } from '../../../src/demo/start.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { createCtx } from '../../../src/sdk/create-ctx.ts';
import type {
  Change,
  Connector,
  Ctx,
  Json,
  SourceDataset,
  SourceDefinition,
} from '../../../src/sdk/index.ts';
import { judgeConfig } from '../../../src/sdk/judge-config.ts';
import { adminUrl, dropDatabase, toDatabaseName } from '../population-database.ts';

const populationDatabase = toDatabaseName();
const stop = new AbortController();
let dataDir: string;
let demo: Demo;

interface Opened {
  connector: Connector;
  ctx: Ctx;
  datasets: SourceDataset[];
}

async function open(source: SourceDefinition): Promise<Opened> {
  const module = connectors.find(({ manifest }) => manifest.name === source.connector)!;
  const ctx = await createCtx({
    source: source.name,
    config: judgeConfig(module.manifest, source.config, source.name, demo.env),
    manifest: module.manifest,
    secrets: (name) => demo.env[name],
    network: ['127.0.0.0/8', '::1/128'],
    log: silentLog,
    signal: stop.signal,
  });
  const connector = await module.create(ctx);
  return { connector, ctx, datasets: await connector.discover(ctx) };
}

async function readAll({ connector, ctx, datasets }: Opened, name: string, cursor: Json = null) {
  const changes: Change[] = [];
  const dataset = datasets.find((candidate) => candidate.name === name)!;
  let last: Json = cursor;
  for await (const page of connector.read!(ctx, { dataset, cursor, follow: false, pageBytes: 1 << 20 })) {
    changes.push(...page.changes);
    last = page.cursor;
    await page.ack?.();
  }
  return { changes, cursor: last };
}

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'demo-'));
  demo = await startDemo({
    dataDir,
    scale: 'small',
    seed: 5,
    adminUrl,
    populationDatabase,
    log: silentLog,
    tick: false,
  });
});
afterAll(async () => {
  stop.abort();
  await demo.close();
  rmSync(dataDir, { recursive: true });
  await dropDatabase(populationDatabase);
});

describe('the demo province’s sources, through their connectors', () => {
  it.each([vehicleRegistry, population, roadInventory, trafficSensors])(
    '$name: is there and lets us in',
    async (source) => {
      const { connector, ctx, datasets } = await open(source);
      expect(await connector.check(ctx)).toMatchObject({ ok: true });
      expect(datasets.map(({ name }) => name).sort()).toEqual(source.bindings.map(({ from }) => from).sort());
      await connector.close?.();
    },
  );

  it('vehicle-registry: everything once, then only what changed', async () => {
    const opened = await open(vehicleRegistry);
    const { expected } = demo;
    const vehicles = await readAll(opened, 'phuong-tien');
    expect(vehicles.changes).toHaveLength(expected.vehicle.good + expected.vehicle.bad);
    const shifts = await readAll(opened, 'ca-tuan-tra');
    expect(shifts.changes).toHaveLength(200);
    const violations = await readAll(opened, 'vi-pham');
    expect(violations.changes).toHaveLength(3_000);
    const key = demo.control.addViolation();
    const later = await readAll(opened, 'vi-pham', violations.cursor);
    expect(later.changes.map((change) => (change.op === 'put' ? change.data.maViPham : null))).toContain(key);
    expect(later.changes.length).toBeLessThan(10);
  });

  it('road-inventory: both registers, and a new file', async () => {
    const opened = await open(roadInventory);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await readAll(opened, 'road-segments')).changes).toHaveLength(120);
    const register = await readAll(opened, 'accidents');
    expect(register.changes).toHaveLength(400);
    await demo.control.dropAccidents(3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await readAll(opened, 'accidents', register.cursor)).changes).toHaveLength(3);
  });

  it('population: many people in one statement', async () => {
    const { connector, ctx, datasets } = await open(population);
    const owners = (await readAll(await open(vehicleRegistry), 'phuong-tien')).changes
      .flatMap((change) => (change.op === 'put' ? [change.data.chuXe as { loai: string; ma: string }] : []))
      .filter(({ loai }) => loai === 'Cá nhân')
      .slice(0, 200);
    const ids = [...new Set(owners.map(({ ma }) => ma))];
    await connector.query!(ctx, {
      dataset: datasets[0]!,
      select: ['ho_va_ten'],
      keys: { fields: ['so_dinh_danh'], values: [[ids[0]!]] },
    });
    const before = demo.control.requests.population.statements!;
    const { rows } = await connector.query!(ctx, {
      dataset: datasets[0]!,
      select: ['ho_va_ten', 'ma_don_vi'],
      keys: { fields: ['so_dinh_danh'], values: ids.map((id) => [id]) },
    });
    expect(rows).toHaveLength(ids.length);
    expect(demo.control.requests.population.statements! - before).toBe(1);
    await connector.close?.();
  });

  it('traffic-sensors: messages arrive with what was published', async () => {
    const { connector, ctx, datasets } = await open(trafficSensors);
    const own = new AbortController();
    const dataset = datasets.find(({ name }) => name === 'su-co')!;
    const pages = connector.read!(
      { ...ctx, signal: own.signal },
      { dataset, cursor: null, follow: true, pageBytes: 1 << 20 },
    );
    const first = pages[Symbol.asyncIterator]().next();
    while (demo.control.requests['traffic-sensors'].clients === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const incident = demo.control.publishIncident({ loai: 'Tai nạn' });
    const page = (await first).value;
    expect(page.changes).toMatchObject([{ op: 'put', data: { maSuCo: incident.maSuCo, loai: 'Tai nạn' } }]);
    await page.ack?.();
    own.abort();
    await connector.close?.();
  });
});
