import { describe, expect, it } from 'vitest';
import {
  patrolShiftRecord,
  residentRecord,
  roadSegmentRecord,
  trafficAccidentRecord,
  trafficFlowObservedRecord,
  trafficIncidentRecord,
  trafficViolationRecord,
  vehicleRecord,
} from '../../src/model/index.ts';
import { listFields, listIssues } from './issues.ts';
import * as samples from './samples.ts';

const records = {
  vehicle: [vehicleRecord, samples.vehicle],
  resident: [residentRecord, samples.resident],
  segment: [roadSegmentRecord, samples.segment],
  flow: [trafficFlowObservedRecord, samples.flow],
  incident: [trafficIncidentRecord, samples.incident],
  accident: [trafficAccidentRecord, samples.accident],
  violation: [trafficViolationRecord, samples.violation],
  shift: [patrolShiftRecord, samples.shift],
} as const;

describe.each(Object.entries(records))('%s', (_, [schema, sample]) => {
  it('takes the least, and leaves no field undefined', () => {
    const record = schema.parse(sample) as Record<string, unknown>;
    expect(Object.keys(record).sort()).toEqual(Object.keys(schema.shape).sort());
    expect(Object.values(record)).not.toContain(undefined);
  });

  it('takes its own output unchanged', () => {
    const record = schema.parse(sample);
    expect(schema.parse(record)).toEqual(record);
  });

  it('does not touch what it was given', () => {
    const input = structuredClone(sample);
    schema.parse(input);
    expect(input).toEqual(sample);
  });

  it('refuses a field it does not know, and null for what it needs', () => {
    expect(listIssues(schema, { ...sample, xyz: 1 })).toEqual([expect.stringContaining('xyz')]);
    const needed = Object.keys(sample)[0]!;
    expect(listFields(schema, { ...sample, [needed]: null })).toContain(needed);
  });

  it('a unit code goes with its date', () => {
    const field = Object.keys(schema.shape).find((name) => /[uU]nitCode$/.test(name));
    if (!field) return;
    const date = field.replace(/Code$/, 'ValidFrom');
    expect(listFields(schema, { ...sample, [field]: '09169' })).toEqual([field]);
    expect(listFields(schema, { ...sample, [field]: '9169', [date]: '2025-07-01' })).toEqual([field]);
    expect(listFields(schema, { ...sample, [field]: '09169', [date]: '2025-07-01' })).toEqual([]);
  });
});

it('says rule and law in Vietnamese, and English beside it', () => {
  const result = residentRecord.safeParse({ ...samples.resident, sex: 'FEMALE' });
  const [issue] = result.error!.issues;
  expect(issue).toMatchObject({
    path: ['sex'],
    params: { en: expect.stringContaining('odd is female'), law: expect.any(String) },
  });
  expect(issue!.message).toContain('Nghị định 137/2015/NĐ-CP Điều 13');
});

describe('vehicle', () => {
  it('makes its key and display', () => {
    expect(vehicleRecord.parse(samples.vehicle)).toMatchObject({
      id: '99A12345:CAR:WHITE_BLACK',
      vehiclePlateIdentifier: '99A12345',
      plateDisplay: '99A-123.45',
      plateKind: 'IDENTIFICATION',
    });
  });

  it.each([
    ['id of another', { id: '99A12346:CAR:WHITE_BLACK' }, 'id'],
    ['misread plate', { vehiclePlateIdentifier: '99O-123.45' }, 'vehiclePlateIdentifier'],
    ['commercial on white', { usage: 'COMMERCIAL_TRANSPORT' }, 'plateColour'],
    ['private on yellow', { usage: 'PRIVATE', plateColour: 'YELLOW_BLACK' }, 'plateColour'],
    ['two owners', { ownerTaxCode: '2300000001' }, 'ownerTaxCode'],
    ['no owner', { ownerKind: null, ownerPersonalId: null }, 'ownerKind'],
    ['person without id', { ownerPersonalId: null }, 'ownerPersonalId'],
    ['owner id of no province', { ownerPersonalId: '003091000001' }, 'ownerPersonalId'],
    [
      'short tax code',
      { ownerKind: 'ORGANISATION', ownerPersonalId: null, ownerTaxCode: '230' },
      'ownerTaxCode',
    ],
    ['motorcycle in the car group', { vehicleType: 'MOTORCYCLE' }, 'vehicleGroup'],
    ['VIN with O', { vehicleIdentificationNumber: 'RLHOOOOOOOOOOOOOO' }, 'vehicleIdentificationNumber'],
    [
      'registered before made',
      { manufactureYear: 2020, dateVehicleFirstRegistered: '2019-12-31' },
      'dateVehicleFirstRegistered',
    ],
    [
      'inspection ends first',
      { inspectedOn: '2026-02-01', inspectionValidUntil: '2026-01-31' },
      'inspectionValidUntil',
    ],
    ['a day that is none', { inspectedOn: '2026-02-30' }, 'inspectedOn'],
  ])('refuses %s', (_, patch, field) => {
    expect(listFields(vehicleRecord, { ...samples.vehicle, ...patch })).toEqual([field]);
  });

  it('takes a foreign plate without owner and in its own form', () => {
    const foreign = {
      ...samples.vehicle,
      vehiclePlateIdentifier: '16-RSL-9',
      plateKind: 'FOREIGN',
      plateColour: 'OTHER',
      ownerKind: null,
      ownerPersonalId: null,
    };
    expect(vehicleRecord.parse(foreign)).toMatchObject({ id: '16RSL9:CAR:OTHER', plateDisplay: '16RSL9' });
  });
});

describe('flow', () => {
  it('makes its id and the start of its period', () => {
    expect(trafficFlowObservedRecord.parse(samples.flow)).toMatchObject({
      id: 'CAM-1:2026-03-01T01:05:00.000Z',
      dateObservedFrom: '2026-03-01T01:00:00.000Z',
      qualityFlags: [],
    });
    expect(trafficFlowObservedRecord.parse({ ...samples.flow, laneId: '2', vehicleType: 'BUS' }).id).toBe(
      'CAM-1:2026-03-01T01:05:00.000Z:2:BUS',
    );
  });

  it('flags zero and missing counts instead of dropping them', () => {
    const flagsOf = (intensity: number | null) =>
      trafficFlowObservedRecord.parse({ ...samples.flow, intensity, qualityFlags: ['SENSOR_FAULT'] })
        .qualityFlags;
    expect(flagsOf(0)).toEqual(['SENSOR_FAULT', 'ZERO_COUNT']);
    expect(flagsOf(null)).toEqual(['SENSOR_FAULT', 'MISSING_COUNT']);
    expect(flagsOf(3)).toEqual(['SENSOR_FAULT']);
  });

  it.each([
    [{ dateObservedFrom: '2026-03-01T00:00:00Z' }, 'dateObservedFrom'],
    [{ occupancy: 1.01 }, 'occupancy'],
    [{ intensity: 1.5 }, 'intensity'],
    [{ intensity: -1 }, 'intensity'],
    [{ dateObserved: '2026-03-01T01:05:00' }, 'dateObserved'],
  ])('refuses %o', (patch, field) => {
    expect(listFields(trafficFlowObservedRecord, { ...samples.flow, ...patch })).toEqual([field]);
  });
});

describe('accident', () => {
  it('computes class and scheme, whatever was declared', () => {
    const record = trafficAccidentRecord.parse({
      ...samples.accident,
      deathsWithin30days: 2,
      declaredSeverity: 'SERIOUS',
    });
    expect(record).toMatchObject({
      accidentSeverity: 'VERY_SERIOUS',
      severityScheme: 'TT26_2024',
      declaredSeverity: 'SERIOUS',
    });
    expect(record.qualityFlags).toEqual(['SEVERITY_DIFFERS', 'NO_POSITION']);
  });

  it('takes the law of the Vietnamese day', () => {
    const on = (occurredAt: string) =>
      trafficAccidentRecord.parse({ ...samples.accident, occurredAt }).severityScheme;
    expect(on('2024-08-14T16:59:00Z')).toBe('TT58_2009');
    expect(on('2024-08-14T17:00:00Z')).toBe('TT26_2024');
  });

  it('flags counts that disagree with what is listed', () => {
    const record = trafficAccidentRecord.parse({
      ...samples.accident,
      locationLon: 106,
      locationLat: 21,
      vehicles: [{ vehicleType: 'CAR' }],
      casualties: [{ role: 'DRIVER', severity: 'UNINJURED' }],
      declaredVehicleCount: 2,
      declaredCasualtyCount: 1,
    });
    expect(record.qualityFlags).toEqual(['VEHICLE_COUNT_DIFFERS', 'CASUALTY_COUNT_DIFFERS']);
    expect(record.vehicles).toEqual([{ vehicleRef: null, vehicleType: 'CAR', role: 'UNKNOWN' }]);
  });

  it('does not flag a list that the source did not give', () => {
    const record = trafficAccidentRecord.parse({
      ...samples.accident,
      vehicles: [],
      casualties: [],
      declaredVehicleCount: 2,
      declaredCasualtyCount: 1,
    });
    expect(record.qualityFlags.filter((flag) => flag.endsWith('COUNT_DIFFERS'))).toEqual([]);
  });

  it.each([
    [{ deathsAtScene: 2, deathsWithin30days: 1 }, 'deathsWithin30days'],
    [{ reportedAt: '2026-03-01T09:00:00Z' }, 'reportedAt'],
    [{ injuryPercentMax: 30, injuryPercentTotal: 20 }, 'injuryPercentMax'],
    [{ locationLon: 106 }, 'locationLon'],
    [{ kilometrePost: '12,3' }, 'kilometrePost'],
    [{ vehicles: [{ vehicleType: 'CAR', vehicleRef: '99A12345' }] }, 'vehicles.0.vehicleRef'],
    [{ casualties: [{ role: 'DRIVER', severity: 'DEAD', fullName: 'x' }] }, 'casualties.0'],
  ])('refuses %o', (patch, field) => {
    expect(listFields(trafficAccidentRecord, { ...samples.accident, ...patch })).toEqual([field]);
  });
});

describe('violation', () => {
  const speed = (value: number, limit: number | null = 60) => ({
    measurement: { kind: 'SPEED', value, unit: 'km/h', limit },
  });

  it.each([
    ['in the range', { fineAmount: 4_000_000, pointsDeducted: 2 }],
    ['at the top', { fineAmount: 6_000_000, pointsDeducted: 0 }],
    ['10 over', speed(70)],
    ['20 over', speed(80)],
    ['a minor at half', { fineAmount: 2_500_000, driverPersonalId: '027209000001' }],
  ])('takes %s', (_, patch) => {
    expect(listIssues(trafficViolationRecord, { ...samples.violation, ...patch })).toEqual([]);
  });

  it.each([
    ['a fine too low', { fineAmount: 3_999_999 }, 'fineAmount'],
    ['a fine too high', { fineAmount: 6_000_001 }, 'fineAmount'],
    ['an adult at half', { fineAmount: 2_500_000, driverPersonalId: '027091000001' }, 'fineAmount'],
    ['other points', { pointsDeducted: 4 }, 'pointsDeducted'],
    ['a suspension that the act does not carry', { suspensionMonths: 12 }, 'suspensionMonths'],
    ['9 over', speed(69), 'measurement'],
    ['21 over', speed(81), 'measurement'],
    ['speed without limit', speed(80, null), 'measurement'],
    [
      'a breath for speed',
      { measurement: { kind: 'BREATH_ALCOHOL', value: 0.3, unit: 'mg/l' } },
      'measurement',
    ],
    ['miles per hour', { measurement: { kind: 'SPEED', value: 80, unit: 'mph', limit: 60 } }, 'measurement'],
    ['detected before', { detectedAt: '2026-02-28T00:00:00Z' }, 'detectedAt'],
    ['an unknown code', { violationCode: 'ND168-2024.D6.K99' }, 'violationCode'],
    ['the decree before its time', { occurredAt: '2024-12-31T16:59:00Z' }, 'violationCode'],
    ['a plate without group', { vehicleRef: '99A12345' }, 'vehicleRef'],
  ])('refuses %s', (_, patch, field) => {
    expect(listFields(trafficViolationRecord, { ...samples.violation, ...patch })).toEqual([field]);
  });
});

describe('the others', () => {
  it.each([
    [residentRecord, samples.resident, { dateOfBirth: '1992-05-02' }, 'dateOfBirth'],
    [residentRecord, samples.resident, { personalId: '12345' }, 'personalId'],
    [residentRecord, samples.resident, { nationality: 'Việt Nam' }, 'nationality'],
    [roadSegmentRecord, samples.segment, { startKilometer: 5, endKilometer: 5 }, 'endKilometer'],
    [
      roadSegmentRecord,
      samples.segment,
      { geometry: { type: 'LineString', coordinates: [[106, 21]] } },
      'geometry.coordinates',
    ],
    [trafficIncidentRecord, samples.incident, { overallEndTime: '2026-02-28T00:00:00Z' }, 'overallEndTime'],
    [trafficIncidentRecord, samples.incident, { locationLon: null, locationLat: null }, 'locationLon'],
    [
      trafficIncidentRecord,
      samples.incident,
      { situationRecordVersionTime: '2026-02-28T00:00:00Z' },
      'situationRecordVersionTime',
    ],
    [patrolShiftRecord, samples.shift, { endAt: samples.shift.startAt }, 'endAt'],
  ])('refuse %#', (schema, sample, patch, field) => {
    expect(listFields(schema, { ...sample, ...patch })).toEqual([field]);
  });

  it('compares instants in any form: one form inside', () => {
    const record = trafficIncidentRecord.parse({
      ...samples.incident,
      overallEndTime: '2026-03-01T08:00:00+07:00',
    });
    expect(record.overallEndTime).toBe('2026-03-01T01:00:00.000Z');
  });
});
