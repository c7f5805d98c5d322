import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '../../../src/access/principal.ts';
import { openTrafficStore, type TrafficStore } from './traffic-test-store.ts';

let test: TrafficStore;

const SEGMENTS = 50;
const minute = (n: number) => new Date(Date.parse('2026-11-24T01:00:00Z') + n * 60_000).toISOString();
const unit = { unitCode: '09169', unitValidFrom: '2025-07-01' };
const plate = '99A12345:CAR:WHITE_BLACK';

beforeAll(async () => {
  test = await openTrafficStore();
  const numbers = Array.from({ length: SEGMENTS }, (_, n) => n);
  const segments = numbers.map((n) => ({
    id: `seg-${n}`,
    roadClass: 'NATIONAL',
    name: `Đoạn ${n}`,
    // All but the first lie in Phường Vũ Ninh, whose code was Thị Cầu's.
    ...(n > 0 ? { unitCode: '09169', unitValidFrom: '2025-07-01' } : {}),
  }));
  await test.write('roadSegment', ...segments);
  const flows = numbers.flatMap((n) =>
    [0, 1, 2].map((t) => ({
      sensorId: `sensor-${n}`,
      refRoadSegment: `seg-${n}`,
      dateObserved: minute(t),
      periodSeconds: 60,
      intensity: 10 * n + t,
      averageVehicleSpeed: 40 + t,
    })),
  );
  await test.write('trafficFlowObserved', ...flows);
  await test.write(
    'trafficIncident',
    ...[0, 1].map((n) => ({
      id: `incident-${n}`,
      situationRecordType: n === 0 ? 'MAINTENANCE_WORKS' : 'ABNORMAL_TRAFFIC',
      overallStartTime: minute(n),
      situationRecordCreationTime: minute(n),
      situationRecordVersionTime: minute(n),
      refRoadSegment: 'seg-1',
      locationLon: 106.07,
      locationLat: 21.18,
      descriptionVi: 'mô tả tự do',
      sourceKind: 'POLICE',
      ...unit,
    })),
  );
  await test.write('vehicle', {
    vehiclePlateIdentifier: '99A-123.45',
    vehicleGroup: 'CAR',
    ownerKind: 'PERSON',
    ownerPersonalId: '027091000001',
    usage: 'PRIVATE',
    plateColour: 'WHITE_BLACK',
    vehicleType: 'CAR',
    status: 'ACTIVE',
  });
  await test.write('trafficAccident', {
    id: 'accident-1',
    occurredAt: minute(5),
    refRoadSegment: 'seg-1',
    kilometrePost: 'km12+300',
    declaredSeverity: 'SERIOUS',
    deathsAtScene: 2,
    deathsWithin24h: 2,
    damageVnd: 3_000_000_000,
    vehicles: [
      { vehicleRef: plate, vehicleType: 'CAR', role: 'AT_FAULT' },
      { vehicleRef: '99A99999:CAR:WHITE_BLACK', vehicleType: 'CAR' },
      { vehicleType: 'MOTORCYCLE' },
    ],
    casualties: [{ role: 'PASSENGER', severity: 'DEAD', ageBand: 'AGE_18_24', sex: 'MALE' }],
    declaredVehicleCount: 3,
    ...unit,
  });
});
afterAll(() => test.close());

describe('a road segment and its traffic', () => {
  it('shows the newest observation of 50 segments in one statement more', async () => {
    const { data, errors, statements } = await test.ask(
      `{ roadSegments(first: 50) { nodes { id flow { dateObserved intensity vehicleFlowRate roadSegment { name } } } } }`,
    );
    expect(errors).toBeUndefined();
    const nodes: { id: string; flow: object }[] = data.roadSegments.nodes;
    expect(nodes).toHaveLength(SEGMENTS);
    expect(nodes.find((node) => node.id === 'seg-7')?.flow).toEqual({
      dateObserved: minute(2),
      intensity: 72,
      vehicleFlowRate: 72 * 60,
      roadSegment: { name: 'Đoạn 7' },
    });
    expect(nodes.every(({ flow }) => (flow as { dateObserved: string }).dateObserved === minute(2))).toBe(
      true,
    );
    // Segments, their flows, and the segments of those flows: one statement a level.
    expect(statements).toBe(3);
  });

  it('an observation lies in the unit of its segment, asked once for all', async () => {
    const { data, errors, statements } = await test.ask(
      '{ trafficFlowObserved(first: 1000) { nodes { sensorId administrativeUnit { code validFrom } } } }',
    );
    expect(errors).toBeUndefined();
    const units = new Map<string, unknown>(
      data.trafficFlowObserved.nodes.map((node: { sensorId: string; administrativeUnit: unknown }) => [
        node.sensorId,
        node.administrativeUnit,
      ]),
    );
    expect(units.get('sensor-0')).toBeNull();
    expect(units.get('sensor-7')).toEqual({ code: '09169', validFrom: '2025-07-01' });
    expect(statements).toBe(2);
  });

  it('pages through its history, incidents and accidents, one statement a field', async () => {
    const { data, errors, statements } = await test.ask(`{ roadSegments(first: 50) { nodes { id
      flowHistory(first: 2) { nodes { dateObserved } pageInfo { hasNextPage } }
      incidents(where: { situationRecordType: { eq: ABNORMAL_TRAFFIC } }) { totalCount nodes { id } }
      accidents(first: 1) { nodes { id } } } } }`);
    expect(errors).toBeUndefined();
    const segment = (data.roadSegments.nodes as { id: string }[]).find(({ id }) => id === 'seg-1');
    expect(segment).toEqual({
      id: 'seg-1',
      flowHistory: {
        nodes: [{ dateObserved: minute(2) }, { dateObserved: minute(1) }],
        pageInfo: { hasNextPage: true },
      },
      incidents: { totalCount: 1, nodes: [{ id: 'incident-1' }] },
      accidents: { nodes: [{ id: 'accident-1' }] },
    });
    expect(statements).toBe(5);
  });
});

describe('lists of traffic', () => {
  it('give observations newest first, by segment, with a cursor to go on', async () => {
    const page = (
      after: string,
    ) => `{ trafficFlowObserved(first: 2, where: { roadSegment: { eq: "seg-3" } }${after})
      { nodes { dateObserved } pageInfo { endCursor hasNextPage } } }`;
    const first = await test.ask(page(''));
    expect(first.data.trafficFlowObserved.nodes).toEqual([
      { dateObserved: minute(2) },
      { dateObserved: minute(1) },
    ]);
    const { endCursor } = first.data.trafficFlowObserved.pageInfo;
    const second = await test.ask(page(`, after: "${endCursor}"`));
    expect(second.data.trafficFlowObserved).toMatchObject({
      nodes: [{ dateObserved: minute(0) }],
      pageInfo: { hasNextPage: false },
    });
  });

  it('find incidents by the unit of their day, old code or new', async () => {
    const { data, errors } = await test.ask(`{
      now: trafficIncidents(where: { unit: { code: "09169" } }) { nodes { id location { lon lat } roadSegment { name }
        administrativeUnit { code validFrom } } }
      other: trafficIncidents(where: { unit: { code: "09169", asOf: "2024-05-01" } }) { totalCount }
      one: trafficIncident(id: "incident-0") { situationRecordType version overallSeverity validityStatus } }`);
    expect(errors).toBeUndefined();
    expect(data.now.nodes).toHaveLength(2);
    expect(data.now.nodes[0]).toEqual({
      id: 'incident-1',
      location: { lon: 106.07, lat: 21.18 },
      roadSegment: { name: 'Đoạn 1' },
      administrativeUnit: { code: '09169', validFrom: '2025-07-01' },
    });
    expect(data.one).toEqual({
      situationRecordType: 'MAINTENANCE_WORKS',
      version: 1,
      overallSeverity: 'UNKNOWN',
      validityStatus: 'ACTIVE',
    });
  });

  it('show an accident with computed severity, flags, vehicles and unnamed casualties', async () => {
    const { data, errors } = await test.ask(`{ trafficAccident(id: "accident-1") {
      declaredSeverity accidentSeverity severityScheme damageVnd kilometrePost qualityFlags
      involvedVehicles { vehicleType role vehicle { id } }
      vehicles { id vehicleType } casualties { role severity ageBand sex }
      administrativeUnit { code } roadSegment { id name } } }`);
    // The plate that is not registered is the one thing missing, and is said to be.
    expect(errors?.map((error) => error.path)).toEqual([['trafficAccident', 'vehicles', 1, 'vehicleType']]);
    expect(data.trafficAccident).toMatchObject({
      declaredSeverity: 'SERIOUS',
      accidentSeverity: 'EXTREMELY_SERIOUS',
      severityScheme: 'TT26_2024',
      damageVnd: 3_000_000_000,
      kilometrePost: 'Km 12+300',
      involvedVehicles: [
        { vehicleType: 'CAR', role: 'AT_FAULT', vehicle: { id: plate } },
        { vehicleType: 'CAR', role: 'UNKNOWN' },
        { vehicleType: 'MOTORCYCLE', role: 'UNKNOWN', vehicle: null },
      ],
      casualties: [{ role: 'PASSENGER', severity: 'DEAD', ageBand: 'AGE_18_24', sex: 'MALE' }],
      administrativeUnit: { code: '09169' },
      roadSegment: { id: 'seg-1', name: 'Đoạn 1' },
    });
    expect(data.trafficAccident.qualityFlags).toContain('SEVERITY_DIFFERS');
    expect(data.trafficAccident.vehicles).toEqual([{ id: plate, vehicleType: 'CAR' }, null]);
  });

  it('keep plates, casualties and free text from a reader without grants; the rest of the answer stands', async () => {
    const { data, errors } = await test.ask(
      `{ trafficAccidents { nodes { id injuredCount deathsAtScene vehicles { id } casualties { role }
           involvedVehicles { vehicleType vehicle { id } } } }
         trafficIncidents(first: 1) { nodes { id descriptionVi } } }`,
      { principal: anonymous },
    );
    expect(data.trafficAccidents.nodes).toEqual([
      {
        id: 'accident-1',
        injuredCount: null,
        deathsAtScene: 2,
        vehicles: null,
        casualties: null,
        involvedVehicles: [
          { vehicleType: 'CAR', vehicle: null },
          { vehicleType: 'CAR', vehicle: null },
          { vehicleType: 'MOTORCYCLE', vehicle: null },
        ],
      },
    ]);
    expect(data.trafficIncidents.nodes).toEqual([{ id: 'incident-1', descriptionVi: null }]);
    const codes = new Set(errors?.map((error) => error.message.replace(/.*trường (\S+).*/, '$1')));
    expect(codes).toEqual(
      new Set([
        'TrafficAccident.vehicles',
        'TrafficAccident.casualties',
        'AccidentVehicle.vehicle',
        'TrafficIncident.descriptionVi',
      ]),
    );
  });

  it('refuse a filter on what the reader may not see', async () => {
    const { errors } = await test.ask(
      '{ trafficIncidents(where: { reportedBy: { eq: "x" } }) { totalCount } }',
      {
        principal: anonymous,
      },
    );
    expect(errors?.[0]?.message).toContain('TrafficIncident.reportedBy');
  });
});
