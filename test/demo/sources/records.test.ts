import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { countExpected } from '../../../src/demo/expected.ts';
import { generateAccident } from '../../../src/demo/generate/accident.ts';
import { isDefective } from '../../../src/demo/generate/defect.ts';
import { generateFlow } from '../../../src/demo/generate/flow.ts';
import { generateIncident, toNextVersion } from '../../../src/demo/generate/incident.ts';
import { generatePatrolShift } from '../../../src/demo/generate/patrol-shift.ts';
import { generateResident } from '../../../src/demo/generate/resident.ts';
import { generateRoadSegment } from '../../../src/demo/generate/road-segment.ts';
import { listSensors } from '../../../src/demo/generate/sensor.ts';
import { generateVehicle } from '../../../src/demo/generate/vehicle.ts';
import { renewVehicle } from '../../../src/demo/generate/vehicle-renewal.ts';
import { generateViolation } from '../../../src/demo/generate/violation.ts';
import { mapPatrolShift } from '../../../src/demo/sources/patrol-shift.map.ts';
import { population } from '../../../src/demo/sources/population.source.ts';
import { mapRoadSegment } from '../../../src/demo/sources/road-segment.map.ts';
import { mapTrafficAccident } from '../../../src/demo/sources/traffic-accident.map.ts';
import { mapTrafficFlowObserved } from '../../../src/demo/sources/traffic-flow-observed.map.ts';
import { mapTrafficIncident } from '../../../src/demo/sources/traffic-incident.map.ts';
import { mapTrafficViolation } from '../../../src/demo/sources/traffic-violation.map.ts';
import { mapVehicle } from '../../../src/demo/sources/vehicle.map.ts';
import { patrolShiftRecord } from '../../../src/model/patrol-shift.record.ts';
import { residentRecord } from '../../../src/model/resident.record.ts';
import { roadSegmentRecord } from '../../../src/model/road-segment.record.ts';
import { trafficAccidentRecord } from '../../../src/model/traffic-accident.record.ts';
import { trafficFlowObservedRecord } from '../../../src/model/traffic-flow-observed.record.ts';
import { trafficIncidentRecord } from '../../../src/model/traffic-incident.record.ts';
import { trafficViolationRecord } from '../../../src/model/traffic-violation.record.ts';
import { vehicleRecord } from '../../../src/model/vehicle.record.ts';
import { applyFields, type Row } from '../../../src/sdk/index.ts';
import { AS_OF, createSmallWorld } from '../small-world.ts';

// Enough accidents, shifts and segments that every kind of defect occurs.
const world = createSmallWorld({ accidents: 1_700, patrolShifts: 1_200, roadSegments: 1_700 });
const { sizes } = world;
const expected = countExpected(sizes);
const mapResident = (raw: Row) => applyFields(population.bindings[0]!.fields!, raw);

/** Why record `index` is refused, or null. */
function findFault(record: z.ZodType, map: (raw: Row) => Row, raw: object): string | null {
  try {
    const parsed = record.safeParse(map(raw as Row));
    return parsed.success ? null : parsed.error.issues[0]!.message;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('what the ministries send, mapped, against the canonical records', () => {
  it.each([
    ['vehicle', sizes.vehicles, vehicleRecord, mapVehicle, (i: number) => generateVehicle(world, i)],
    ['resident', sizes.residents, residentRecord, mapResident, (i: number) => generateResident(world, i)],
    [
      'roadSegment',
      sizes.roadSegments,
      roadSegmentRecord,
      mapRoadSegment,
      (i: number) => generateRoadSegment(world, i),
    ],
    [
      'trafficAccident',
      sizes.accidents,
      trafficAccidentRecord,
      mapTrafficAccident,
      (i: number) => generateAccident(world, i),
    ],
    [
      'trafficViolation',
      sizes.violations,
      trafficViolationRecord,
      mapTrafficViolation,
      (i: number) => generateViolation(world, i),
    ],
    [
      'patrolShift',
      sizes.patrolShifts,
      patrolShiftRecord,
      mapPatrolShift,
      (i: number) => generatePatrolShift(world, i),
    ],
  ] as const)(
    '%s: every good one passes, every wrong one is refused, and their number is known',
    (name, count, record, map, make) => {
      const faults = Array.from({ length: count }, (_, i) => findFault(record, map, make(i)));
      expect(faults.filter((fault, i) => fault !== null && !isDefective(i))).toEqual([]);
      expect({
        good: faults.filter((f) => f === null).length,
        bad: faults.filter((f) => f !== null).length,
      }).toEqual(expected[name]);
      expect(expected[name].bad).toBeGreaterThan(0);
    },
  );

  it('flow: a minute of every sensor at each hour of a day', () => {
    const sensors = listSensors(world);
    const faults = Array.from({ length: 2_400 }, (_, i) => {
      const flow = generateFlow(world, sensors[i % sensors.length]!, AS_OF + i * 36_000, 18);
      return findFault(trafficFlowObservedRecord, mapTrafficFlowObserved, flow);
    });
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  });

  it('incidents: every version of five hundred situations', () => {
    const faults = Array.from({ length: 500 }, (_, n) => {
      const first = generateIncident(world, 'T', n, AS_OF + n * 60_000);
      const second = toNextVersion(first, AS_OF + n * 60_000 + 30_000, false);
      const last = toNextVersion(second, AS_OF + n * 60_000 + 60_000, true);
      expect(last).toMatchObject({ maSuCo: first.maSuCo, phienBan: 3, trangThai: 'Đã kết thúc' });
      return [first, second, last].map((raw) => findFault(trafficIncidentRecord, mapTrafficIncident, raw));
    }).flat();
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  });

  it('later changes: new violations, settled ones and renewed vehicles', () => {
    const now = AS_OF + 12 * 3_600_000;
    const changed = Array.from({ length: 300 }, (_, i) => i).filter((i) => !isDefective(i));
    const faults = changed.flatMap((i) => [
      findFault(trafficViolationRecord, mapTrafficViolation, generateViolation(world, i, [now])),
      findFault(vehicleRecord, mapVehicle, renewVehicle(generateVehicle(world, i), now)),
      ...(isDefective(sizes.violations + i)
        ? []
        : [
            findFault(
              trafficViolationRecord,
              mapTrafficViolation,
              generateViolation(world, sizes.violations + i, [now, now + 60_000]),
            ),
          ]),
    ]);
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
    expect(generateViolation(world, sizes.violations, [now])).toMatchObject({
      capNhatLuc: '2026-11-24T12:00:00+07:00',
    });
    expect(generateViolation(world, 3, [now]).trangThai).toBe('Đã nộp phạt');
  });
});
