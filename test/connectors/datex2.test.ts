import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { badsOf, putsOf } from './create-test-ctx.ts';
import { openPublisher } from './datex2-publisher.ts';

const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../../connectors/datex2/fixtures', name), 'utf8');

describe('situations (v3)', () => {
  it('gives every record with what its situation says, and lists what no field holds', async () => {
    const { read, logged } = await openPublisher('situationRecord', { body: fixture('situations-v3.xml') });
    const pages = await read();
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatchObject({ snapshotStart: true, snapshotEnd: true });
    const [accident, speed] = putsOf(pages);
    expect(accident).toMatchObject({
      situationId: 'S1',
      situationVersion: '4',
      overallSeverity: 'high',
      relatedSituations: ['S0', 'S2'],
      id: 'S1-1',
      version: '2',
      type: 'Accident',
      creationTime: '2026-07-24T20:00:00.123456789+07:00',
      versionTime: '2026-07-24T20:05:00.123456789+07:00',
      start: '2026-07-24T20:00:00+07:00',
      end: null,
      probability: 'certain',
      safetyRelated: true,
      sourceName: 'Trung tâm điều hành thử nghiệm',
      causeType: 'accident',
      comments: [
        { kind: 'generalPublicComment', lang: 'vi', text: 'Va chạm & ùn tắc' },
        { kind: 'generalPublicComment', lang: 'en', text: 'Collision and queue' },
      ],
      lanesOperational: 1,
      lat: 21.028511,
      lon: 105.804817,
      bearing: 121,
      geometry: { type: 'Point', coordinates: [105.804817, 21.028511] },
      roadNumbers: ['QL1'],
      roadNames: ['Quốc lộ 1'],
      openlr: [{ openlrPointLocationReference: { openlrPointAlongLine: { openlrSideOfRoad: 'right' } } }],
      details: { accidentType: ['rearCollision', 'multivehicleAccident'] },
      lanesRestricted: null,
      _dropped: [
        'situationRecord/impact/numberOfLanesRestricted: "one" is not a number',
        'situationRecord/vehicleInvolved/axles',
      ],
    });
    expect(speed).toMatchObject({
      id: 'S1-3',
      speedLimit: 60,
      geometry: {
        type: 'LineString',
        coordinates: [
          [105.8, 21.1],
          [105.9, 21.2],
        ],
      },
      _dropped: [],
    });
    expect(logged).toContainEqual(
      expect.objectContaining({ path: 'situationRecord/vehicleInvolved/axles', count: 1 }),
    );
  });

  it('refuses a record without id and a situation without records, and keeps their neighbours', async () => {
    const { read } = await openPublisher('situationRecord', { body: fixture('situations-v3.xml') });
    const bads = badsOf(await read());
    expect(bads.map(({ code, field }) => [code, field])).toEqual([
      ['key-missing', 'id'],
      ['empty-situation', 'situationRecord'],
    ]);
    for (const { src } of bads) {
      expect(src?.pos).toMatch(/^\d+:\d+$/);
      expect(src?.uri).toMatch(/^http/);
    }
  });
});

describe('measured data (v3)', () => {
  it('gives one record per quantity, with unit and time', async () => {
    const { read } = await openPublisher('measuredData', { body: fixture('measured-v3.xml') });
    const pages = await read();
    const time = '2026-07-25T08:23:00Z';
    expect(
      putsOf(pages).map((r) => [
        r.siteId,
        r.index,
        r.type,
        r.quantity,
        r.time,
        r.value,
        r.unit,
        r.valueText,
        r.dataError,
      ]),
    ).toEqual([
      ['VN-1', '1', 'TrafficFlow', 'vehicleFlow', time, 720, 'vehicles/h', '720', false],
      ['VN-1', '1', 'TrafficFlow', 'pcuFlow', time, 800, 'pcu/h', '800', false],
      ['VN-1', '2', 'TrafficSpeed', 'averageVehicleSpeed', time, -1, 'km/h', '-1', true],
      ['VN-1', '3', 'TrafficStatus', 'trafficStatus', time, null, null, 'congested', false],
    ]);
    expect(putsOf(pages)[0]).toMatchObject({ siteVersion: '7', numberOfInputValues: 12, _dropped: [] });
    expect(badsOf(pages).map(({ code, field }) => [code, field])).toEqual([
      ['empty-value', 'basicData'],
      ['key-missing', 'time'],
    ]);
    // A value holds for its time for ever: nothing is retired.
    expect(pages.some((page) => page.snapshotStart || page.snapshotEnd)).toBe(false);
  });
});
