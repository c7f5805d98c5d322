import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous, type Principal } from '../../../src/access/principal.ts';
import { startTestRelay, take, toStream } from '../traffic/live-traffic.ts';
import { openTrafficStore, type TrafficStore } from '../traffic/traffic-test-store.ts';

let test: TrafficStore;

const officer: Principal = {
  subsystem: 'VN-BN/MUN/09169/one-stop',
  role: 'officer',
  grants: [{ types: ['*'], classes: ['internal'], purposes: ['incident'], legalBasis: 'test' }],
  actions: ['reportIncident'],
};
const MUTATION = `mutation ($input: ReportIncidentInput!) { reportIncident(input: $input) {
  receipt { code instanceId receivedAt duplicate }
  incident { id situationRecordType overallSeverity descriptionVi kilometrePost reportedBy sourceKind
    location { lon lat } roadSegment { id name } administrativeUnit { code validFrom } } } }`;

function draft(more: object = {}) {
  return {
    instanceId: randomUUID(),
    situationRecordType: 'VEHICLE_OBSTRUCTION',
    severity: 'MEDIUM',
    occurredAt: '2026-11-24T08:30:00+07:00',
    location: { lon: 106.071, lat: 21.1782 },
    description: 'Xe tải chết máy chắn làn phải',
    ...more,
  };
}
const send = (input: object, principal = officer, now = new Date('2026-11-24T02:00:00Z')) =>
  test.ask(MUTATION, { variables: { input }, principal, now });

async function count(table: string, id: string): Promise<number> {
  const { rows } = await test.store.pool.query(`SELECT count(*) AS n FROM ${table} WHERE id = $1`, [id]);
  return rows[0].n;
}

beforeAll(async () => {
  test = await openTrafficStore();
  const segment = {
    roadClass: 'NATIONAL',
    officialRef: 'QL18',
    unitCode: '09169',
    unitValidFrom: '2025-07-01',
  };
  await test.write(
    'roadSegment',
    { ...segment, id: 'ql18-1', name: 'QL18 một', startKilometer: 10, endKilometer: 12.3 },
    { ...segment, id: 'ql18-2', name: 'QL18 hai', startKilometer: 12.3, endKilometer: 20 },
  );
});
afterAll(() => test.close());

describe('reportIncident', () => {
  it('stores the report, gives a receipt, and is seen on incidentChanged', async () => {
    const relay = await startTestRelay(test);
    const stream = toStream(
      await test.subscribe(
        'subscription { incidentChanged(where: { sourceKind: { eq: COMMUNE_OFFICER } }) { id descriptionVi } }',
      ),
    );
    const input = draft();
    const { data, errors } = await send(input);
    expect(errors).toBeUndefined();
    expect(data.reportIncident).toEqual({
      receipt: {
        code: expect.stringMatching(/^BN-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
        instanceId: input.instanceId,
        receivedAt: '2026-11-24T02:00:00.000Z',
        duplicate: false,
      },
      incident: {
        id: `SUB-${input.instanceId}`,
        situationRecordType: 'VEHICLE_OBSTRUCTION',
        overallSeverity: 'MEDIUM',
        descriptionVi: 'Xe tải chết máy chắn làn phải',
        kilometrePost: null,
        reportedBy: officer.subsystem,
        sourceKind: 'COMMUNE_OFFICER',
        location: { lon: 106.071, lat: 21.1782 },
        roadSegment: null,
        administrativeUnit: null,
      },
    });
    expect(await take(stream, 1)).toEqual([
      { incidentChanged: { id: `SUB-${input.instanceId}`, descriptionVi: input.description } },
    ]);
    await stream.return?.();
    await relay.close();
  });

  it.each([
    ['a road and a kilometre post', { road: 'QL18', kilometrePost: 'km 15+050' }, 'ql18-2', 'Km 15+050'],
    ['a post where two segments meet', { road: 'QL18', kilometrePost: 'Km 12+300' }, 'ql18-2', 'Km 12+300'],
    ['a segment', { roadSegment: 'ql18-1' }, 'ql18-1', null],
  ])('takes %s as the place, and the unit of the segment', async (_, place, id, kilometrePost) => {
    const { data, errors } = await send(draft({ location: null, ...place }));
    expect(errors).toBeUndefined();
    expect(data.reportIncident.incident).toMatchObject({
      roadSegment: { id },
      kilometrePost,
      administrativeUnit: { code: '09169', validFrom: '2025-07-01' },
    });
  });

  it('takes a unit by the code of its day', async () => {
    const today = await send(draft({ location: null, unit: { code: '09169' } }));
    expect(today.data.reportIncident.incident.administrativeUnit.validFrom).toBe('2025-07-01');
    const then = await send(draft({ location: null, unit: { code: '09169', asOf: '2024-05-01' } }));
    expect(then.data.reportIncident.incident.administrativeUnit).toMatchObject({ code: '09169' });
    expect(then.data.reportIncident.incident.administrativeUnit.validFrom).not.toBe('2025-07-01');
  });

  it('returns the first receipt to a repetition, also a day later', async () => {
    const input = draft();
    const first = await send(input);
    const again = await send(input, officer, new Date('2026-11-25T02:00:00Z'));
    expect(again.data.reportIncident.receipt).toEqual({
      ...first.data.reportIncident.receipt,
      duplicate: true,
    });
    expect(again.data.reportIncident.incident).toEqual(first.data.reportIncident.incident);
  });

  it('leaves what became of the incident alone when the report comes again', async () => {
    const input = draft();
    await send(input);
    const id = `SUB-${input.instanceId}`;
    await test.store.pool.query(
      `UPDATE traffic_incident SET overall_severity = 'NONE', version = 2 WHERE id = $1`,
      [id],
    );
    const { data } = await send(input);
    expect(data.reportIncident).toMatchObject({
      receipt: { duplicate: true },
      incident: { overallSeverity: 'NONE' },
    });
  });

  it('writes 50 copies that arrive together once: one receipt, 49 repetitions of it, one event', async () => {
    const input = draft();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(input)));
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    const receipts = answers.map(({ data }) => data.reportIncident.receipt);
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(receipts.map(({ code, receivedAt }) => `${code} ${receivedAt}`)).size).toBe(1);
    const id = `SUB-${input.instanceId}`;
    expect(await count('traffic_incident', id)).toBe(1);
    expect(await count('submission', input.instanceId)).toBe(1);
    const { rows } = await test.store.pool.query('SELECT items FROM event WHERE items @> $1::jsonb', [
      JSON.stringify([{ id }]),
    ]);
    expect(rows).toEqual([{ items: [{ id, op: 'inserted' }] }]);
  });

  it('refuses another content under the same id, and another submitter', async () => {
    const input = draft();
    await send(input);
    const changed = await send({ ...input, severity: 'HIGH' });
    expect(changed.data).toEqual({ reportIncident: null });
    expect(changed.errors?.[0]?.originalError ?? changed.errors?.[0]).toMatchObject({
      message: expect.stringContaining(input.instanceId),
    });
    const other = await send(input, { ...officer, subsystem: 'VN-BN/MUN/09169/other' });
    expect(other.errors).toHaveLength(1);
    const { data } = await test.ask(`{ trafficIncident(id: "SUB-${input.instanceId}") { overallSeverity } }`);
    expect(data.trafficIncident.overallSeverity).toBe('MEDIUM');
  });

  it('is only for keys that have this task', async () => {
    const input = draft();
    const { data, errors } = await send(input, anonymous);
    expect(data).toEqual({ reportIncident: null });
    expect(errors?.[0]?.message).toBe('Khóa này không được thực hiện "reportIncident"');
    expect(await count('submission', input.instanceId)).toBe(0);
  });

  it.each([
    ['instanceId', { instanceId: 'BN-1' }, 'instanceId: cần một UUID'],
    ['location', { location: null }, 'location: Sự cố phải có nơi xảy ra'],
    ['location.lon', { location: { lon: 206, lat: 21 } }, 'location.lon: Quá lớn'],
    ['kilometrePost', { kilometrePost: '12,3' }, 'kilometrePost: Lý trình viết theo dạng Km 145+200'],
    ['kilometrePost', { road: 'QL18' }, 'kilometrePost: cần lý trình'],
    ['road', { road: 'QL18', kilometrePost: 'Km 99+000' }, 'road: không có đoạn nào của QL18'],
    ['road', { road: 'QL18', roadSegment: 'ql18-1' }, 'road: chỉ nêu road hoặc roadSegment'],
    ['roadSegment', { roadSegment: 'none' }, 'roadSegment: không có đoạn đường none'],
    ['unit.code', { unit: { code: '00000' } }, 'mã 00000'],
    ['occurredAt', { occurredAt: '2026-11-24T10:00:00Z' }, 'occurredAt: ở tương lai'],
    ['description', { description: 'x'.repeat(2001) }, 'description: Quá lớn'],
  ])('names the field %s in Vietnamese and stores nothing: %o', async (field, wrong, message) => {
    const input = draft(wrong);
    const { data, errors } = await send(input);
    expect(data).toEqual({ reportIncident: null });
    expect(errors).toHaveLength(1);
    expect(errors![0]!.message).toContain(message);
    expect(toWhere(errors![0]!)).toMatchObject({ field: `input.${field}` });
    expect(await count('submission', input.instanceId)).toBe(0);
  });

  it('tells the sender when the store refuses, and takes the receipt back', async () => {
    const input = draft({ description: 'chữ\u0000hỏng' });
    const { errors } = await send(input);
    expect(errors?.[0]?.message).toContain('U+0000');
    expect(await count('submission', input.instanceId)).toBe(0);
    const { rows } = await test.store.pool.query('SELECT count(*) AS n FROM quarantine');
    expect(rows[0].n).toBe(0);
    expect((await send({ ...input, description: 'chữ lành' })).data.reportIncident.receipt.duplicate).toBe(
      false,
    );
  });

  it('gives a receipt again to its submitter, and to nobody else', async () => {
    const input = draft();
    const { data } = await send(input);
    const query = `{ submission(instanceId: "${input.instanceId.toUpperCase()}") { code instanceId receivedAt duplicate } }`;
    expect((await test.ask(query, { principal: officer })).data.submission).toEqual({
      ...data.reportIncident.receipt,
      duplicate: true,
    });
    expect((await test.ask(query, { principal: anonymous })).data.submission).toBeNull();
  });
});

/** Where the problem says that it is. */
function toWhere(error: Error & { originalError?: unknown }): unknown {
  let current: { originalError?: unknown; where?: unknown } = error;
  while (current.where === undefined && current.originalError) current = current.originalError;
  return current.where;
}
