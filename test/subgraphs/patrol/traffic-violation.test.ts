import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous, type Principal } from '../../../src/access/principal.ts';
import { trafficViolationDataset } from '../../../src/subgraphs/patrol/traffic-violation.dataset.ts';
import { roadSegmentDataset } from '../../../src/subgraphs/roads/road-segment.dataset.ts';
import { vehicleDataset } from '../../../src/subgraphs/vehicles/vehicle.dataset.ts';
import { segment, vehicle, violation } from '../../model/samples.ts';
import { allSeeing } from '../../support/store.ts';
import { openPatrolGraph } from './patrol-graph.ts';

/** Thị Cầu until 30 June 2025, Vũ Ninh since: one code, two wards. Vũ Ninh was made of Thị Cầu (09169) among others. */
const OLD = { unitCode: '09169', unitValidFrom: '2004-07-08' };
const NEW = { unitCode: '09169', unitValidFrom: '2025-07-01' };
const SPEEDING = 'ND168-2024.D6.K5.đ';
const RED_LIGHT = 'ND168-2024.D6.K9.b';

const violations = [
  {
    ...violation,
    ...OLD,
    id: 'VP-1',
    occurredAt: '2025-03-01T01:00:00Z',
    detectedAt: '2025-03-01T01:00:00Z',
  },
  // A tie in the instant, and fines of which some are not known.
  { ...violation, ...NEW, id: 'VP-2', fineAmount: 5_000_000, refRoadSegment: 'QL18-001', roadRef: 'QL18' },
  { ...violation, ...NEW, id: 'VP-3', refRoadSegment: 'QL18-001', roadRef: 'QL18' },
  {
    ...violation,
    id: 'VP-4',
    violationCode: RED_LIGHT,
    fineAmount: 19_000_000,
    vehicleRef: '99B11111:CAR:WHITE_BLACK',
  },
  {
    ...violation,
    id: 'VP-5',
    occurredAt: '2026-04-01T01:00:00Z',
    detectedAt: '2026-04-02T01:00:00Z',
    driverPersonalId: '027091000001',
    locationLon: 106.07,
    locationLat: 21.18,
    measurement: { kind: 'SPEED', value: 72.5, unit: 'km/h', limit: 60, deviceId: 'TB-1' },
    pointsDeducted: 2,
    state: 'PAID',
  },
];

let graph: Awaited<ReturnType<typeof openPatrolGraph>>;
beforeAll(async () => {
  graph = await openPatrolGraph();
  await graph.put(trafficViolationDataset, violations);
  await graph.put(roadSegmentDataset, [segment, { ...segment, id: 'QL18-002' }]);
  await graph.put(vehicleDataset, [vehicle, { ...vehicle, vehiclePlateIdentifier: '99B-111.11' }]);
});
afterAll(() => graph.close());

const idsWhere = async (where: string): Promise<string[]> => {
  const { data, errors } = await graph.ask(
    `{ trafficViolations(where: ${where}) { totalCount nodes { id } } }`,
  );
  expect(errors).toEqual([]);
  const ids = data.trafficViolations.nodes.map((node: { id: string }) => node.id);
  expect(data.trafficViolations.totalCount).toBe(ids.length);
  return ids;
};

describe('a violation', () => {
  it('says what its code means, what was measured and what the law cited is', async () => {
    const { data, errors, statements } = await graph.ask(`{ trafficViolation(id: "VP-5") {
      group violationDescription { vi citation fineMin fineMax }
      occurredAt detectedAt detectionMethod state pointsDeducted fineAmount location { lon lat }
      measurement { kind value unit limit deviceId } driver { personalId } vehicle { id } roadSegment { id }
    } }`);
    expect(errors).toEqual([]);
    expect(statements).toBe(1);
    expect(data.trafficViolation).toEqual({
      group: 'SPEEDING',
      violationDescription: {
        vi: 'Quá tốc độ 10 đến 20 km/h',
        citation: 'Nghị định 168/2024/NĐ-CP Điều 6 khoản 5 điểm đ',
        fineMin: 4_000_000,
        fineMax: 6_000_000,
      },
      occurredAt: '2026-04-01T01:00:00.000Z',
      detectedAt: '2026-04-02T01:00:00.000Z',
      detectionMethod: 'FIXED_CAMERA',
      state: 'PAID',
      pointsDeducted: 2,
      fineAmount: null,
      location: { lon: 106.07, lat: 21.18 },
      measurement: { kind: 'SPEED', value: 72.5, unit: 'km/h', limit: 60, deviceId: 'TB-1' },
      driver: { personalId: '027091000001' },
      vehicle: { id: '99A12345:CAR:WHITE_BLACK' },
      roadSegment: null,
    });
  });

  it('refers to its vehicle, road and unit, one statement per level', async () => {
    const query = `{ trafficViolations(where: { id: { in: ["VP-2", "VP-3", "VP-4"] } }) { nodes {
      id vehicle { plateDisplay } roadSegment { officialRef } administrativeUnit { nameVi } } } }`;
    const { data, errors, statements } = await graph.ask(query);
    expect(errors).toEqual([]);
    expect(statements).toBe(3);
    expect(data.trafficViolations.nodes).toEqual([
      { id: 'VP-4', vehicle: { plateDisplay: '99B-111.11' }, roadSegment: null, administrativeUnit: null },
      ...['VP-3', 'VP-2'].map((id) => ({
        id,
        vehicle: { plateDisplay: '99A-123.45' },
        roadSegment: { officialRef: 'QL18' },
        administrativeUnit: { nameVi: 'Phường Vũ Ninh' },
      })),
    ]);
  });

  it('is expressed in the units of another day', async () => {
    const { data } = await graph.ask(`{ trafficViolation(id: "VP-1") {
      recorded: administrativeUnit { nameVi } today: administrativeUnit(asOf: "2026-05-01") { nameVi } } }`);
    expect(data.trafficViolation).toEqual({
      recorded: { nameVi: 'Phường Thị Cầu' },
      today: { nameVi: 'Phường Vũ Ninh' },
    });
  });
});

describe('the list', () => {
  it('filters by code, group, road, segment, vehicle, fine and time', async () => {
    expect(await idsWhere(`{ violationCode: { startsWith: "ND168-2024.D6.K9" } }`)).toEqual(['VP-4']);
    expect(await idsWhere(`{ group: { eq: SIGNAL } }`)).toEqual(['VP-4']);
    expect(await idsWhere(`{ group: { ne: SIGNAL } }`)).toHaveLength(4);
    expect(await idsWhere(`{ group: { in: [SIGNAL, SPEEDING], notIn: [SPEEDING] } }`)).toEqual(['VP-4']);
    expect(await idsWhere(`{ group: { isNull: true } }`)).toEqual([]);
    expect(await idsWhere(`{ roadRef: { eq: "QL18" }, fineAmount: { gte: 5000000 } }`)).toEqual(['VP-2']);
    expect(await idsWhere(`{ roadSegment: { eq: "QL18-001" } }`)).toEqual(['VP-3', 'VP-2']);
    expect(await idsWhere(`{ vehicle: { eq: "99B11111:CAR:WHITE_BLACK" } }`)).toEqual(['VP-4']);
    expect(await idsWhere(`{ occurredAt: { lt: "2025-03-01T08:00:01+07:00" } }`)).toEqual(['VP-1']);
    expect(await idsWhere(`{ not: { state: { eq: DETECTED } } }`)).toEqual(['VP-5']);
  });

  it('finds a place by its code of either time, and keeps apart the two places of one code', async () => {
    expect(await idsWhere(`{ unit: { code: "09169", asOf: "2026-05-01" } }`)).toEqual([
      'VP-3',
      'VP-2',
      'VP-1',
    ]);
    expect(await idsWhere(`{ unit: { code: "09169", asOf: "2024-05-01", exact: true } }`)).toEqual(['VP-1']);
    // Not to miss any, those of the larger ward that the old one went into are found too.
    expect(await idsWhere(`{ unit: { code: "09169", asOf: "2024-05-01" } }`)).toEqual([
      'VP-3',
      'VP-2',
      'VP-1',
    ]);
    // Old province 27 lies wholly in today's 24: everything recorded with a unit is found from above.
    expect(await idsWhere(`{ unit: { code: "24" } }`)).toEqual(['VP-3', 'VP-2', 'VP-1']);
    const unknown = await graph.ask(
      `{ trafficViolations(where: { unit: { code: "99999" } }) { totalCount } }`,
    );
    expect(unknown.errors[0]?.code).toBe('HUB_QUERY_UNIT_UNKNOWN');
  });

  it('pages through ties and empty values without losing or repeating a row', async () => {
    for (const orderBy of ['[{ occurredAt: DESC }]', '[{ fineAmount: ASC }]', '[{ fineAmount: DESC }]']) {
      const seen: string[] = [];
      let after = 'null';
      for (;;) {
        const { data, statements } =
          await graph.ask(`{ trafficViolations(first: 2, orderBy: ${orderBy}, after: ${after}) {
          nodes { id } pageInfo { hasNextPage endCursor } } }`);
        expect(statements).toBe(1);
        const { nodes, pageInfo } = data.trafficViolations;
        seen.push(...nodes.map((node: { id: string }) => node.id));
        if (!pageInfo.hasNextPage) break;
        after = JSON.stringify(pageInfo.endCursor);
      }
      expect(seen).toHaveLength(violations.length);
      expect(new Set(seen).size).toBe(violations.length);
      if (orderBy.includes('fineAmount: ASC')) expect(seen).toEqual(['VP-2', 'VP-4', 'VP-1', 'VP-3', 'VP-5']);
      if (orderBy.includes('fineAmount: DESC'))
        expect(seen).toEqual(['VP-4', 'VP-2', 'VP-1', 'VP-3', 'VP-5']);
    }
  });
});

describe('what hangs on other types', () => {
  it("adds each vehicle's and each segment's violations in one statement for all of them", async () => {
    const { data, errors, statements } = await graph.ask(`{
      vehicles { nodes { violations(first: 2, where: { group: { in: [SPEEDING, SIGNAL] } }) { totalCount nodes { id } } } }
      roadSegments { nodes { id violations { nodes { id } } } }
    }`);
    expect(errors).toEqual([]);
    // Two lists, the pages of all vehicles, their counts, the pages of all segments.
    expect(statements).toBe(5);
    expect(data.vehicles.nodes).toEqual([
      { violations: { totalCount: 4, nodes: [{ id: 'VP-5' }, { id: 'VP-3' }] } },
      { violations: { totalCount: 1, nodes: [{ id: 'VP-4' }] } },
    ]);
    expect(data.roadSegments.nodes).toEqual([
      { id: 'QL18-001', violations: { nodes: [{ id: 'VP-3' }, { id: 'VP-2' }] } },
      { id: 'QL18-002', violations: { nodes: [] } },
    ]);
  });
});

describe('who sees what', () => {
  const internal = {
    ...allSeeing,
    grants: [{ ...allSeeing.grants[0]!, classes: ['internal' as const] }],
  };

  it('lets anyone count acts, and refuses time, penalty, plate and driver field by field', async () => {
    const query = `{ trafficViolation(id: "VP-5") {
      violationCode roadRef detectionMethod occurredAt fineAmount recordNumber driver { personalId } vehicle { id } } }`;
    const { data, errors } = await graph.ask(query, { principal: anonymous });
    expect(data.trafficViolation).toEqual({
      violationCode: SPEEDING,
      roadRef: null,
      detectionMethod: 'FIXED_CAMERA',
      occurredAt: null,
      fineAmount: null,
      recordNumber: null,
      driver: null,
      vehicle: null,
    });
    expect(errors.map(({ path, code }) => `${path} ${code}`).sort()).toEqual(
      ['driver', 'fineAmount', 'occurredAt', 'recordNumber', 'vehicle'].map(
        (field) => `trafficViolation.${field} HUB_ACCESS_FIELD_DENIED`,
      ),
    );
    const granted = await graph.ask(query, { principal: internal });
    expect(granted.errors.map(({ path }) => path).sort()).toEqual(
      ['driver', 'recordNumber', 'vehicle'].map((field) => `trafficViolation.${field}`),
    );
  });

  it('refuses filters and sorts on what one may not see', async () => {
    const refused = async (args: string, principal: Principal = anonymous) =>
      (await graph.ask(`{ trafficViolations(${args}) { totalCount } }`, { principal })).errors[0]?.code;
    expect(await refused(`where: { fineAmount: { gt: 1 } }`)).toBe('HUB_ACCESS_FILTER_DENIED');
    expect(await refused(`orderBy: [{ occurredAt: ASC }]`)).toBe('HUB_ACCESS_FILTER_DENIED');
    expect(await refused(`where: { or: [{ not: { vehicle: { eq: "x" } } }] }`, internal)).toBe(
      'HUB_ACCESS_FILTER_DENIED',
    );
    expect(await refused(`where: { group: { eq: ALCOHOL }, roadRef: { eq: "QL18" } }`)).toBeUndefined();
  });
});
