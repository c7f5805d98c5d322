import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineSource } from '../../../src/sdk/index.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

const SECRET = 'planted-push-secret-51c2';
let hub: TestHub;
beforeAll(async () => {
  process.env.TEST_PUSH_SECRET = SECRET;
  hub = await startTestHub({
    definition: {
      sources: [
        defineSource({
          name: 'road-desk',
          titleVi: 'Trực ban đường bộ',
          titleEn: 'Road desk',
          owner: 'VN-BN/GOV/TEST/ROADS',
          channel: 'DIRECT_LAB',
          connector: 'webhook',
          config: {
            signature: { secret: 'TEST_PUSH_SECRET' },
            datasets: [{ name: 'incidents', key: ['ma'] }],
          },
          bindings: [{ from: 'incidents', to: 'trafficIncident', mode: 'push', map: toIncident }],
        }),
      ],
    },
  });
});
afterAll(async () => {
  delete process.env.TEST_PUSH_SECRET;
  await hub.stop();
});

function toIncident(raw: Record<string, unknown>) {
  return {
    id: `RD-${raw.ma}`,
    situationRecordType: raw.loai,
    overallStartTime: raw.luc,
    situationRecordCreationTime: raw.luc,
    situationRecordVersionTime: raw.luc,
    refRoadSegment: 'QL1-001',
    sourceKind: 'POLICE',
  };
}

async function send(
  body: unknown,
  { key = '', secret = SECRET, source = 'road-desk', at = Date.now() } = {},
) {
  const raw = JSON.stringify(body);
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${raw}`).digest('hex');
  const response = await fetch(`${hub.url}/push/${source}/incidents`, {
    method: 'POST',
    body: raw,
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': signature,
      ...(key ? { 'idempotency-key': key } : {}),
    },
  });
  return response.status;
}

async function count(sql: string): Promise<number> {
  return (await hub.store.pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)).rows[0]!.n;
}

const incident = (ma: string, loai = 'ACCIDENT') => ({ ma, loai, luc: '2026-11-24T02:00:00Z' });

describe('what an owner pushes', () => {
  it('is stored before the sender hears 202; what is wrong lies in quarantine', async () => {
    expect(await send([incident('1'), incident('2', 'NO_SUCH_TYPE'), incident('3')])).toBe(202);
    expect(await count(`traffic_incident WHERE _source = 'road-desk'`)).toBe(2);
    expect(await count(`quarantine WHERE source = 'road-desk' AND field = 'situationRecordType'`)).toBe(1);
  });

  it('is stored once, however often the same message comes', async () => {
    const before = await count('landed_page');
    for (let time = 0; time < 3; time++) expect(await send([incident('7')], { key: 'delivery-7' })).toBe(202);
    expect(await count(`traffic_incident WHERE id = 'RD-7' AND _version = 1`)).toBe(1);
    expect(await count(`push_receipt WHERE key = 'delivery-7'`)).toBe(1);
    expect((await count('landed_page')) - before).toBe(1);
  });

  it('leaves nothing behind when the signature is wrong or old, or the source is not known', async () => {
    const before = await count('traffic_incident');
    expect(await send([incident('8')], { secret: 'another' })).toBe(401);
    expect(await send([incident('8')], { at: Date.now() - 600_000 })).toBe(401);
    expect(await send([incident('8')], { source: 'nobody' })).toBe(404);
    expect((await fetch(`${hub.url}/push/road-desk`)).status).toBe(405);
    expect(await count('traffic_incident')).toBe(before);
  });

  it('is refused with a 5xx, and no receipt, while the store cannot take it', async () => {
    await hub.store.pool.query('ALTER TABLE traffic_incident RENAME TO away');
    try {
      expect(await send([incident('9')], { key: 'delivery-9' })).toBe(500);
    } finally {
      await hub.store.pool.query('ALTER TABLE away RENAME TO traffic_incident');
    }
    expect(await count(`push_receipt WHERE key = 'delivery-9'`)).toBe(0);
    expect(await send([incident('9')], { key: 'delivery-9' })).toBe(202);
    expect(await count(`traffic_incident WHERE id = 'RD-9'`)).toBe(1);
  });
});
