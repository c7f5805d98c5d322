import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hub as demonstration } from '../../../hub.config.ts';
import { createKeyBook } from '../../../src/access/keys.ts';
import { printPlan } from '../../../src/gateway/explain/print-plan.ts';
import { readFieldUsage } from '../../../src/gateway/usage/field-usage.ts';
import { ask } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

describe('whoever runs the hub', () => {
  it('is shown how a query was answered; nobody else is', async () => {
    const operator = await createKeyBook(hub.store.pool, demonstration.policies).issue(
      'VN-BN/GOV/OPS',
      'operator',
    );
    const query = '{ trafficIncidents(first: 2) { nodes { id roadSegment { name } } } }';
    const headers = { 'hub-plan': '1' };
    const { data, errors, extensions } = await ask(hub.url, query, { key: operator, headers });
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('trafficIncidents.nodes');
    expect(printPlan(extensions.plan.tree)).toMatch(
      /Fetch traffic .*ms\]\n.*Fetch roads {2}RoadSegment\(id\)/,
    );
    for (const key of [undefined, hub.keys.partner, hub.keys.analyst])
      expect((await ask(hub.url, query, { key, headers })).extensions?.plan).toBeUndefined();
  });

  it('can look up who uses a field', async () => {
    const query = '{ roadSegments(first: 1) { nodes { surface } } }';
    await ask(hub.url, query, { key: hub.keys.analyst });
    const { usageOf } = readFieldUsage(hub.store.pool);
    await expect
      .poll(() => usageOf('RoadSegment', 'surface', 1), { timeout: 20_000, interval: 500 })
      .toMatchObject([{ client: 'VN-BN/GOV/TTTTCH/ANALYSIS', count: 1 }]);
  });
});
