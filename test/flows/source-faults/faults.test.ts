import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  // `asOf` tells when a source last answered well: it must have done so once.
  await untilHealthy();
});
afterAll(async () => hub.stop());
afterEach(async () => {
  await hub.demo.control.setDown('population', false);
  await hub.demo.control.setDown('vehicle-registry', false);
  hub.demo.control.setSlow('population', 0);
  hub.demo.control.setGarbage('population', false);
  // The breaker lets a source rest after failures; each test starts with one that is well again.
  await untilHealthy();
}, 60_000);

const QUERY = '{ vehicles(first: 20) { totalCount nodes { vehicleType owner { personalId fullName } } } }';

interface Data {
  vehicles: {
    totalCount: number;
    nodes: { vehicleType: string; owner: { personalId: string; fullName: string | null } | null }[];
  };
}

const asPartner = () => ask<Data>(hub.url, QUERY, { key: hub.keys.partner });

async function untilHealthy(): Promise<void> {
  // Longer than the breaker of an HTTP source stays open.
  for (const deadline = Date.now() + 50_000; Date.now() < deadline; ) {
    const answer = await asPartner();
    if (!answer.errors && !answer.extensions?.sources) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the source did not recover');
}

describe('a live source in trouble', () => {
  it('down: the rest is served, its fields are null, and the answer says which source and since when', async () => {
    await hub.demo.control.setDown('population', true);
    const { data, errors, extensions } = await asPartner();
    expect(data!.vehicles.totalCount).toBe(hub.demo.expected.vehicle.good);
    const withOwner = data!.vehicles.nodes.filter((node) => node.owner !== null);
    expect(withOwner.length).toBeGreaterThan(0);
    expect(withOwner.every((node) => node.owner!.fullName === null)).toBe(true);
    expect(errors!.every((error) => error.extensions.code === 'HUB_INGEST_LIVE_FAILED')).toBe(true);
    expect(extensions.sources).toEqual([
      expect.objectContaining({
        name: 'population',
        status: 'DOWN',
        since: expect.any(String),
        asOf: expect.any(String),
      }),
    ]);
  });

  it('slow: nothing waits longer than the timeout of the binding', async () => {
    hub.demo.control.setSlow('population', 60_000);
    const { data, extensions } = await asPartner();
    expect(data!.vehicles.nodes).toHaveLength(20);
    expect(data!.vehicles.nodes.every((node) => !node.owner?.fullName)).toBe(true);
    expect(extensions.sources[0]).toMatchObject({ name: 'population', status: 'SLOW' });
  });

  it('nonsense: records that fail their rules are left out and the source is named', async () => {
    hub.demo.control.setGarbage('population', true);
    const { data, extensions } = await asPartner();
    expect(data!.vehicles.nodes).toHaveLength(20);
    expect(data!.vehicles.nodes.every((node) => !node.owner?.fullName)).toBe(true);
    expect(extensions.sources[0]).toMatchObject({ name: 'population' });
    expect(extensions.sources[0].status).not.toBe('OK');
  });

  it('down for long: the breaker spares it and every answer is immediate', async () => {
    await hub.demo.control.setDown('population', true);
    for (let i = 0; i < 3; i++) await asPartner();
    const before = hub.demo.control.requests.population.connections!;
    const { extensions } = await asPartner();
    expect(extensions.sources[0].message).toContain('tạm ngừng hỏi');
    expect(hub.demo.control.requests.population.connections).toBe(before);
  });
});

describe('a synced source in trouble', { timeout: 120_000 }, () => {
  it('down: what it brought is still served, with a word on its age', async () => {
    await hub.demo.control.setDown('vehicle-registry', true);
    await expect(hub.ingest.sync('vehicle-registry', 'vehicle')).rejects.toMatchObject({
      code: 'HUB_INGEST_RUN_FAILED',
    });
    const { data, errors, extensions } = await asPartner();
    expect(errors).toBeUndefined();
    expect(data!.vehicles.totalCount).toBe(hub.demo.expected.vehicle.good);
    expect(extensions.sources).toEqual([
      expect.objectContaining({ name: 'vehicle-registry', status: 'DOWN', asOf: expect.any(String) }),
    ]);
    await hub.demo.control.setDown('vehicle-registry', false);
    await expect
      .poll(
        () =>
          hub.ingest.sync('vehicle-registry', 'vehicle').then(
            () => 'synced',
            () => 'not yet',
          ),
        {
          timeout: 50_000,
          interval: 1_000,
        },
      )
      .toBe('synced');
    expect((await asPartner()).extensions?.sources).toBeUndefined();
  });
});

describe('wrong records', () => {
  it('are all in quarantine, with field, reason and place; none is lost', async () => {
    const { expected } = hub.demo;
    const { rows } = await hub.store.pool.query<{ dataset: string; n: number }>(
      'SELECT dataset, count(*) AS n FROM quarantine GROUP BY 1',
    );
    const counts = Object.fromEntries(rows.map((row) => [row.dataset, row.n]));
    for (const name of [
      'vehicle',
      'trafficViolation',
      'trafficAccident',
      'roadSegment',
      'patrolShift',
    ] as const)
      expect(counts[name] ?? 0, name).toBe(expected[name].bad);
    const { rows: unplaced } = await hub.store.pool.query(
      'SELECT dataset, reason, message FROM quarantine WHERE field IS NULL OR src_uri IS NULL OR src_pos IS NULL',
    );
    expect(unplaced).toEqual([]);
  });
});
