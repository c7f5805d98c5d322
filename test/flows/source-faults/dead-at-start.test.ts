import { afterAll, expect, it } from 'vitest';
import { ask } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

let hub: TestHub;
afterAll(async () => hub.stop());

it('sources that are dead when the hub starts stop nobody, and are used when they come to life', async () => {
  hub = await startTestHub({
    arrange: async (demo) => {
      await demo.control.setDown('population', true);
      await demo.control.setDown('vehicle-registry', true);
    },
  });
  const query =
    '{ roadSegments(first: 1) { totalCount } resident(personalId: "024090000001") { fullName } vehicles { totalCount } }';
  const { data, extensions } = await ask<Record<string, { totalCount: number } | null>>(hub.url, query, {
    key: hub.keys.partner,
  });
  expect(data).toEqual({
    roadSegments: { totalCount: hub.demo.expected.roadSegment.good },
    resident: null,
    vehicles: { totalCount: 0 },
  });
  expect(
    extensions.sources.map((source: { name: string; status: string }) => [source.name, source.status]).sort(),
  ).toEqual([
    ['population', 'DOWN'],
    ['vehicle-registry', 'DOWN'],
  ]);

  await hub.demo.control.setDown('population', false);
  await hub.demo.control.setDown('vehicle-registry', false);
  const again = async () => {
    const { data: now } = await ask<{
      residents: { nodes: object[] } | null;
      vehicles: { totalCount: number };
    }>(hub.url, '{ residents(first: 1) { nodes { fullName } } vehicles { totalCount } }', {
      key: hub.keys.partner,
    });
    return [now!.residents?.nodes.length, now!.vehicles.totalCount];
  };
  // The schedule tries again by itself; the breaker of an HTTP source rests half a minute.
  await expect.poll(again, { timeout: 90_000, interval: 1_000 }).toEqual([1, hub.demo.expected.vehicle.good]);
}, 120_000);
