import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Demo } from '../../../src/demo/demo.ts';
import { startDemo } from '../../../src/demo/start.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Spawned, spawnProgram } from '../../support/hub-process.ts';

const KILLS = 10;

let database: TestDatabase;
let demo: Demo;
let dataDir: string;
let store: pg.Pool;
let hub: Spawned | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'hub-crash-'));
  database = await createTestDatabase();
  demo = await startDemo({
    dataDir,
    scale: 'small',
    seed: 11,
    adminUrl: database.url,
    log: silentLog,
    tick: false,
    faults: false,
    messagesPerSecond: 100,
    populationDatabase: `${new URL(database.url).pathname.slice(1)}_population`,
    // Enough pages that there is always a middle to be killed in.
    sizes: { vehicles: 24_000, residents: 300, violations: 9_000, accidents: 6_000, patrolShifts: 500 },
  });
  store = new pg.Pool({ connectionString: database.url, max: 2 });
  store.on('error', () => undefined);
});
afterAll(async () => {
  await hub?.stop('SIGKILL');
  await store.end();
  await demo.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

function start(): Spawned {
  return spawnProgram('test/flows/crash/hub-child.ts', {
    ...demo.env,
    PORT: '0',
    HUB_DATA_DIR: path.join(dataDir, 'hub'),
    DATABASE_URL: database.url,
  });
}

/** Cursor positions, as a text that changes with every committed page. */
async function progress(): Promise<string> {
  const { rows } = await store
    .query<{
      at: string;
    }>(`SELECT string_agg(source || dataset || cursor, '|' ORDER BY source, dataset) AS at FROM source_cursor
      WHERE source IN ('vehicle-registry', 'road-inventory')`)
    .catch(() => ({ rows: [] }));
  return rows[0]?.at ?? '';
}

/** Readings that the broker was given while the hub lived, died and was away. */
let published = 0;

function publishReadings(count: number): void {
  for (let i = 0; i < count; i++) demo.control.publishFlow({ maCamBien: `CB-KILL-${published++}` });
}

/** From the first subscription on the broker keeps what the hub has not acknowledged; one reading proves it. */
async function untilSubscribed(): Promise<void> {
  const arrived = async () => {
    demo.control.publishFlow({ maCamBien: 'CB-PROBE' });
    const { rows } = await store
      .query<{ n: number }>(
        `SELECT count(*)::int AS n FROM traffic_flow_observed WHERE sensor_id = 'CB-PROBE'`,
      )
      .catch(() => ({ rows: [] }));
    return (rows[0]?.n ?? 0) > 0;
  };
  await expect.poll(arrived, { timeout: 60_000, interval: 50 }).toBe(true);
}

/** Lets some pages be committed, then kills without warning. */
async function killInTheMiddle(pages: number): Promise<boolean> {
  hub = start();
  await untilSubscribed();
  publishReadings(40);
  let last = await progress();
  for (let moved = 0; moved < pages; ) {
    if (hub.output().includes('first sync over')) break;
    const now = await progress();
    if (now !== last) moved += 1;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const inTheMiddle = !hub.output().includes('first sync over');
  await hub.stop('SIGKILL');
  return inTheMiddle;
}

describe(`kill -9 in the middle of a sync, ${KILLS} times`, { timeout: 400_000 }, () => {
  it('loses no row and stores none twice', async () => {
    let inTheMiddle = 0;
    for (let kill = 0; kill < KILLS; kill++) if (await killInTheMiddle(1 + (kill % 3))) inTheMiddle += 1;
    // The last kills may find that all is done; most must have hit a run.
    expect(inTheMiddle).toBeGreaterThanOrEqual(KILLS - 2);

    hub = start();
    await hub.until(/first sync over/);
    const tables = {
      vehicle: 'vehicle',
      trafficViolation: 'traffic_violation',
      patrolShift: 'patrol_shift',
      roadSegment: 'road_segment',
      trafficAccident: 'traffic_accident',
    } as const;
    for (const [dataset, table] of Object.entries(tables)) {
      const { good, bad } = demo.expected[dataset as keyof typeof tables];
      const stored = await store.query<{ rows: number; versions: number }>(
        `SELECT count(*)::int AS rows, max(_version) AS versions FROM ${table}`,
      );
      // One version each: a page that came again changed nothing.
      expect(stored.rows[0], dataset).toEqual({ rows: good, versions: 1 });
      const refused = await store.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM quarantine WHERE dataset = $1',
        [dataset],
      );
      expect(refused.rows[0]!.n, `${dataset} in quarantine`).toBe(bad);
    }
    const readings = async () => {
      const { rows } = await store.query<{ rows: number; versions: number }>(
        `SELECT count(*)::int AS rows, max(_version) AS versions FROM traffic_flow_observed WHERE sensor_id LIKE 'CB-KILL-%'`,
      );
      return rows[0];
    };
    await expect.poll(readings, { timeout: 30_000 }).toEqual({ rows: published, versions: 1 });
    // Announced once each: an event row commits with its page or not at all.
    const announced = await store.query<{ n: number; ids: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT item->>'id')::int AS ids FROM event, jsonb_array_elements(items) AS item
       WHERE dataset = 'vehicle'`,
    );
    expect(announced.rows[0]).toEqual({ n: demo.expected.vehicle.good, ids: demo.expected.vehicle.good });
    expect(await hub.stop('SIGTERM')).toBe(0);
  });
});
