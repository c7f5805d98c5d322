import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(async () => hub.stop());

const VEHICLES =
  '{ vehicles(first: 2) { totalCount nodes { vehicleType inspectionValidUntil plateDisplay } } }';

interface Data {
  vehicles: {
    totalCount: number;
    nodes: Record<'vehicleType' | 'inspectionValidUntil' | 'plateDisplay', string | null>[];
  };
}

describe('field classes over HTTP', () => {
  it('without a key: open fields only, each refusal names its field', async () => {
    const { data, errors } = await ask<Data>(hub.url, VEHICLES);
    expect(data!.vehicles.totalCount).toBe(hub.demo.expected.vehicle.good);
    expect(data!.vehicles.nodes[0]).toMatchObject({
      vehicleType: expect.any(String),
      inspectionValidUntil: null,
      plateDisplay: null,
    });
    expect(errors!.map((error) => error.path!.at(-1)).sort()).toEqual([
      'inspectionValidUntil',
      'inspectionValidUntil',
      'plateDisplay',
      'plateDisplay',
    ]);
    expect(errors![0]!.extensions).toMatchObject({ code: 'HUB_ACCESS_FIELD_DENIED', fixer: 'client' });
  });

  it('an analyst sees what says nothing about a person', async () => {
    const { data } = await ask<Data>(hub.url, VEHICLES, { key: hub.keys.analyst });
    expect(data!.vehicles.nodes.every((node) => node.plateDisplay === null)).toBe(true);
    const dated =
      '{ vehicles(where: { inspectionValidUntil: { lt: "2026-11-24" } }, first: 1) { nodes { inspectionValidUntil } } }';
    const overdue = await ask<Data>(hub.url, dated, { key: hub.keys.analyst });
    expect(overdue.errors).toBeUndefined();
    expect(overdue.data!.vehicles.nodes[0]!.inspectionValidUntil! < '2026-11-24').toBe(true);
  });

  it('a partner sees persons, for a purpose it was granted', async () => {
    const { data, errors } = await ask<Data>(hub.url, VEHICLES, { key: hub.keys.partner });
    expect(errors).toBeUndefined();
    expect(data!.vehicles.nodes[0]!.plateDisplay).toMatch(/^9[89]/);
    const other = await ask<Data>(hub.url, VEHICLES, {
      key: hub.keys.partner,
      headers: { 'x-hub-purpose': encodeURIComponent('tiếp thị') },
    });
    expect(other.data!.vehicles.nodes[0]!.plateDisplay).toBeNull();
    expect(other.errors![0]!.extensions.code).toBe('HUB_ACCESS_FIELD_DENIED');
  });

  it('a filter on a hidden field is refused like a read of it', async () => {
    const probe =
      '{ vehicles(where: { or: [{ vehiclePlateIdentifier: { startsWith: "99" } }] }) { totalCount } }';
    const { data, errors } = await ask<Data>(hub.url, probe, { key: hub.keys.analyst });
    expect(data).toBeNull();
    expect(errors![0]!.extensions).toMatchObject({ code: 'HUB_ACCESS_FILTER_DENIED' });
  });

  it('the register of residents is not asked for somebody who may not see it', async () => {
    const before = hub.demo.control.requests.population.statements!;
    const { data } = await ask<{ residents: null }>(
      hub.url,
      '{ residents(first: 1) { nodes { fullName } } }',
      {
        key: hub.keys.analyst,
      },
    );
    expect(data!.residents).toBeNull();
    expect(hub.demo.control.requests.population.statements).toBe(before);
  });

  it('a wrong key is no anonymous one', async () => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer hub_000000000000_nothing' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(response.status).toBe(401);
    expect(JSON.stringify(await response.json())).toContain('HUB_ACCESS_KEY_INVALID');
  });

  it('keeps no resident in the store', async () => {
    await ask(hub.url, '{ residents(first: 50) { nodes { fullName personalId } } }', {
      key: hub.keys.partner,
    });
    const { rows } = await hub.store.pool.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name LIKE '%resident%'`,
    );
    expect(rows).toEqual([]);
  });
});
