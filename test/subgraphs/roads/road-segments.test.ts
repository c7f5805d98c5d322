import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '../../../src/access/principal.ts';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { roadsSubgraph } from '../../../src/subgraphs/roads/index.ts';
import { roadSegmentDataset } from '../../../src/subgraphs/roads/road-segment.dataset.ts';
import { openTestStore, type TestStore } from '../../support/store.ts';

const gateway = createGateway({ subgraphs: [roadsSubgraph()] });
let test: TestStore;

const geometry = {
  type: 'LineString',
  coordinates: [
    [106.05, 21.18],
    [106.07, 21.19],
  ],
};

/** What anyone may ask: the roads are open. */
async function ask(query: string) {
  const context = test.context({ principal: anonymous });
  const answer = await gateway.execute({ document: parse(query), contextValue: context });
  return { ...answer, statements: context.counts.statements };
}

beforeAll(async () => {
  test = await openTestStore({ datasets: [roadSegmentDataset] });
  const candidates = [
    {
      id: 'QL18-1',
      officialRef: 'QL18',
      name: 'Quốc lộ 18, đoạn Đình Bảng',
      roadClass: 'NATIONAL',
      startKilometer: 10,
      endKilometer: 14.5,
      startPointLon: 106.05,
      startPointLat: 21.18,
      endPointLon: 106.07,
      endPointLat: 21.19,
      geometry,
      totalLaneNumber: 4,
      width: 21.5,
      maximumAllowedSpeed: 80,
      populatedArea: false,
      unitCode: '09169',
      unitValidFrom: '2025-07-01',
    },
    {
      id: 'DT276-1',
      officialRef: 'ĐT.276',
      name: 'Đường tỉnh 276',
      roadClass: 'PROVINCIAL',
      status: 'CLOSED',
      maximumAllowedSpeed: 50,
      populatedArea: true,
    },
    { id: 'VILLAGE-1', roadClass: 'VILLAGE' },
  ];
  const puts = candidates.map((candidate) => ({ record: roadSegmentDataset.record.parse(candidate) }));
  await test.store.door.write('roadSegment', { source: 's', run: 'r', puts, deletes: [], bads: [] });
});
afterAll(() => test.close());

describe('road segments', () => {
  it('come back as they were written, places as points, geometry as GeoJSON', async () => {
    const { data, errors } = await ask(`{ roadSegment(id: "QL18-1") {
      officialRef roadClass startKilometer endKilometer startPoint { lon lat } endPoint { lon lat } geometry
      totalLaneNumber width maximumAllowedSpeed status populatedArea administrativeUnit { code validFrom } } }`);
    expect(errors).toBeUndefined();
    expect(data?.roadSegment).toEqual({
      officialRef: 'QL18',
      roadClass: 'NATIONAL',
      startKilometer: 10,
      endKilometer: 14.5,
      startPoint: { lon: 106.05, lat: 21.18 },
      endPoint: { lon: 106.07, lat: 21.19 },
      geometry,
      totalLaneNumber: 4,
      width: 21.5,
      maximumAllowedSpeed: 80,
      status: 'OPEN',
      populatedArea: false,
      administrativeUnit: { code: '09169', validFrom: '2025-07-01' },
    });
  });

  it('say nothing where nothing is known', async () => {
    const { data } = await ask(
      `{ roadSegment(id: "VILLAGE-1") { name startPoint { lon } administrativeUnit { code } } }`,
    );
    expect(data?.roadSegment).toEqual({ name: null, startPoint: null, administrativeUnit: null });
  });

  it.each([
    ['name: { contains: "dinh bang" }', ['QL18-1']],
    ['officialRef: { startsWith: "dt" }', ['DT276-1']],
    ['roadClass: { in: [NATIONAL, VILLAGE] }', ['QL18-1', 'VILLAGE-1']],
    ['status: { eq: CLOSED }', ['DT276-1']],
    ['populatedArea: { eq: false }', ['QL18-1']],
    ['maximumAllowedSpeed: { between: [50, 60] }', ['DT276-1']],
    ['startKilometer: { lte: 12 }, endKilometer: { gte: 12 }', ['QL18-1']],
    ['unit: { code: "09169", asOf: "2026-05-01" }', ['QL18-1']],
  ])('are found where %s', async (where, ids) => {
    const { data, errors, statements } = await ask(
      `{ roadSegments(where: { ${where} }) { totalCount nodes { id } } }`,
    );
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data!.roadSegments as { nodes: { id: string }[]; totalCount: number };
    expect(nodes.map((node) => node.id)).toEqual([...ids].sort());
    expect(totalCount).toBe(ids.length);
    expect(statements).toBe(2);
  });
});
