import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubContext } from '../../../src/graphql/context.ts';
import { startTestRelay, take, toStream } from './live-traffic.ts';
import { openTrafficStore, type TrafficStore } from './traffic-test-store.ts';

let test: TrafficStore;
let relay: Awaited<ReturnType<typeof startTestRelay>>;

const at = (second: number) => new Date(Date.parse('2026-11-24T01:00:00Z') + second * 1000).toISOString();
const flow = (segment: string, second: number, intensity: number) => ({
  sensorId: `sensor-${segment}`,
  refRoadSegment: segment,
  dateObserved: at(second),
  periodSeconds: 60,
  intensity,
});
const incident = (id: string, more: object = {}) => ({
  id,
  situationRecordType: 'ABNORMAL_TRAFFIC',
  overallStartTime: at(0),
  situationRecordCreationTime: at(0),
  situationRecordVersionTime: at(0),
  refRoadSegment: 'a',
  unitCode: '09169',
  unitValidFrom: '2025-07-01',
  sourceKind: 'SENSOR',
  ...more,
});

beforeAll(async () => {
  test = await openTrafficStore();
  relay = await startTestRelay(test);
  await test.write(
    'roadSegment',
    { id: 'a', roadClass: 'NATIONAL', name: 'Đoạn A' },
    { id: 'b', roadClass: 'URBAN', name: 'Đoạn B' },
  );
});
afterAll(async () => {
  await relay.close();
  await test.close();
});

describe('traffic subscriptions', () => {
  it('pass each observation that fits, with fields of the road from another subgraph', async () => {
    const stream = toStream(
      await test.subscribe(`subscription { trafficFlowObserved(where: { roadSegment: { eq: "a" }, intensity: { gt: 5 } })
        { dateObserved intensity roadSegment { id name roadClass } } }`),
    );
    await test.write('trafficFlowObserved', flow('a', 0, 10), flow('b', 0, 99), flow('a', 1, 3));
    await test.write('trafficFlowObserved', flow('a', 2, 20));
    const roadSegment = { id: 'a', name: 'Đoạn A', roadClass: 'NATIONAL' };
    expect(await take(stream, 2)).toEqual([
      { trafficFlowObserved: { dateObserved: at(0), intensity: 10, roadSegment } },
      { trafficFlowObserved: { dateObserved: at(2), intensity: 20, roadSegment } },
    ]);
    await stream.return?.();
  });

  it('pass an incident when it is new and when it changes, but not when it is written again unchanged', async () => {
    const stream = toStream(
      await test.subscribe(`subscription { incidentChanged(where: { unit: { code: "09169" }, validityStatus: { eq: ACTIVE } })
        { id version overallSeverity administrativeUnit { code } } }`),
    );
    const administrativeUnit = { code: '09169' };
    await test.write('trafficIncident', incident('i-1'));
    expect(await take(stream, 1)).toEqual([
      { incidentChanged: { id: 'i-1', version: 1, overallSeverity: 'UNKNOWN', administrativeUnit } },
    ]);
    await test.write('trafficIncident', incident('i-1'));
    await test.write('trafficIncident', incident('elsewhere', { unitCode: null, unitValidFrom: null }));
    await test.write('trafficIncident', incident('planned', { validityStatus: 'PLANNED' }));
    await test.write('trafficIncident', incident('i-1', { version: 2, overallSeverity: 'HIGH' }));
    expect(await take(stream, 1)).toEqual([
      { incidentChanged: { id: 'i-1', version: 2, overallSeverity: 'HIGH', administrativeUnit } },
    ]);
    await stream.return?.();
  });

  it('pass accidents of a severity or worse, in the order of the law, unknown ones never', async () => {
    const stream = toStream(
      await test.subscribe(`subscription { accidentReported(minSeverity: VERY_SERIOUS, where: { cause: { ne: ROAD_DEFECT } })
        { id accidentSeverity } }`),
    );
    const accident = (id: string, more: object) => ({ id, occurredAt: at(0), cause: 'FATIGUE', ...more });
    await test.write(
      'trafficAccident',
      accident('collision', { injuredCount: 0, damageVnd: 1_000_000 }),
      accident('serious', { deathsAtScene: 1 }),
      accident('very-serious', { deathsAtScene: 2 }),
      accident('other-cause', { deathsAtScene: 2, cause: 'ROAD_DEFECT' }),
      accident('unknown', { injuredCount: 2 }),
      accident('extremely-serious', { deathsAtScene: 3 }),
    );
    expect(await take(stream, 2)).toEqual([
      { accidentReported: { id: 'very-serious', accidentSeverity: 'VERY_SERIOUS' } },
      { accidentReported: { id: 'extremely-serious', accidentSeverity: 'EXTREMELY_SERIOUS' } },
    ]);
    // A death in hospital moves it up.
    await test.write('trafficAccident', accident('serious', { deathsAtScene: 1, deathsWithin30days: 2 }));
    expect(await take(stream, 1)).toEqual([
      { accidentReported: { id: 'serious', accidentSeverity: 'VERY_SERIOUS' } },
    ]);
    await stream.return?.();
  });

  it('load an event once for all who listen, and its road once for each', async () => {
    const contexts: HubContext[] = [];
    const eventContext = () => {
      const context = test.context();
      contexts.push(context);
      return context;
    };
    const query = 'subscription { trafficFlowObserved { intensity roadSegment { name } } }';
    const streams = await Promise.all(
      [1, 2, 3].map(async () => toStream(await test.subscribe(query, eventContext))),
    );
    await test.write('trafficFlowObserved', flow('b', 3, 7));
    const events = await Promise.all(streams.map((stream) => take(stream, 1)));
    const expected = { trafficFlowObserved: { intensity: 7, roadSegment: { name: 'Đoạn B' } } };
    expect(events).toEqual([[expected], [expected], [expected]]);
    expect(contexts.map(({ counts }) => counts.statements)).toEqual([1, 1, 1]);
    await Promise.all(streams.map((stream) => stream.return?.()));
  });

  it('let go of the bus when they end, also while they wait', async () => {
    const before = test.bus.subscribers;
    const stream = toStream(await test.subscribe('subscription { incidentChanged { id } }'));
    expect(test.bus.subscribers).toBe(before + 1);
    const waiting = stream.next();
    await stream.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(test.bus.subscribers).toBe(before);
  });

  it('do not start on a filter that means nothing, and then hold nothing', async () => {
    const before = test.bus.subscribers;
    const result = await test.subscribe(
      'subscription { incidentChanged(where: { unit: { code: "00000" } }) { id } }',
    );
    expect(result).toMatchObject({ errors: [{ message: expect.stringContaining('00000') }] });
    expect(test.bus.subscribers).toBe(before);
    expect(relay.failures).toEqual([]);
  });
});
