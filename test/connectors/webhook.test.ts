import { describe, expect, it } from 'vitest';
import { deliver, fixture, log, open, refusedAs, rows, type Setting, seconds } from './webhook-deliver.ts';

describe('webhook: what was sent', () => {
  it('reads an object, an array, an empty array and NDJSON', async () => {
    expect((await deliver('{"id":1}')).ops).toEqual(['put']);
    expect((await deliver('[{"id":1},{"id":2}]')).ops).toEqual(['put', 'put']);
    expect(await deliver('[]')).toMatchObject({
      status: 202,
      pages: [],
      answer: { accepted: 0, refused: 0 },
    });
    for (const type of ['application/x-ndjson', 'application/jsonl; charset=utf-8'])
      expect((await deliver('{"id":1}\r\n\n{"id":2}', { headers: { 'content-type': type } })).ops).toEqual([
        'put',
        'put',
      ]);
  });

  it('finds the records at their path; what is wrong is a value with its place, and neighbours survive', async () => {
    const got = await deliver(await fixture('violations.json'), { path: 'vi-pham' });
    expect(got.answer).toEqual({ accepted: 3, refused: 2 });
    expect(got.changes).toMatchObject([
      { op: 'put', data: { maVuViec: 'TEST-0001', capNhatLuc: '2026-11-23T03:21:00.123456Z' } },
      { op: 'put', data: { maVuViec: 'TEST-0002' } },
      { op: 'bad', code: 'key-missing', field: 'maVuViec', raw: { bienSo: '99A-000.03' } },
      { op: 'bad', code: 'not-a-record', raw: 'không phải bản ghi' },
      { op: 'del', key: { maVuViec: 'TEST-0004' } },
    ]);
    const places = got.changes.map(({ src }) => `${src?.uri} ${src?.pos}`);
    expect(places[2]).toMatch(/^webhook:\/vi-pham [0-9a-f]{32}#2$/);
    expect(new Set(places).size).toBe(5);
  });

  it('reads NDJSON line by line; a position is the id of the event', async () => {
    const got = await deliver(await fixture('readings.ndjson'), {
      path: '/sensors/readings?x=1',
      headers: { 'content-type': 'application/x-ndjson' },
    });
    expect(got.changes).toMatchObject([
      { op: 'put', src: { uri: 'webhook:/sensors/readings', pos: 'e-1' } },
      {
        op: 'bad',
        code: 'not-json',
        raw: '{"eventId":"e-2","sensor":"S-01","speed":',
        src: { pos: expect.stringMatching(/#3$/) },
      },
      { op: 'put', src: { pos: 'e-3' } },
      { op: 'bad', code: 'id-missing', field: 'eventId' },
    ]);
    expect(got.answer).toEqual({ accepted: 2, refused: 2 });
  });

  it('gives the same bytes the same positions, other bytes others', async () => {
    const positions = async (body: string, more: object = {}) =>
      (await deliver(body, { path: 'log', ...more })).changes.map(({ src }) => src?.pos);
    const first = await positions('[{"a":1},{"a":1}]');
    expect(new Set(first).size).toBe(2);
    const later = { timestamp: seconds(60), headers: { 'idempotency-key': 'another' } };
    expect(await positions('[{"a":1},{"a":1}]', later)).toEqual(first);
    expect(await positions('[{"a":1}, {"a":1}]')).not.toEqual(first);
  });

  it.each([
    ['body-not-json', '{"id":1', 'rows'],
    ['body-not-json', '', 'rows'],
    ['body-not-utf8', Uint8Array.of(0x7b, 0xff, 0x7d), 'rows'],
    ['no-records', '"text"', 'rows'],
    ['no-records', 'null', 'rows'],
    ['no-records', '{"data":{"items":7}}', 'vi-pham'],
    ['no-records', '{"data":null}', 'vi-pham'],
    ['no-records', '[{"id":1}]', 'vi-pham'],
  ] as const)('tells the sender: %s (%s)', async (error, body, path) => {
    expect(await deliver(body, { path })).toMatchObject(refusedAs(400, error));
  });

  it('knows its paths', async () => {
    expect((await deliver('{"id":1}', { path: '/rows/' })).status).toBe(202);
    for (const path of ['', 'row', 'rows/x', 'readings', '__proto__'])
      expect(await deliver('{"id":1}', { path })).toMatchObject(refusedAs(404, 'path-unknown'));
  });

  it('keeps to its size', async () => {
    const setting = { config: { maxBytes: 20 } };
    expect((await deliver('{"id":"1234567890"} ', { setting })).status).toBe(202);
    expect(await deliver('{"id":"1234567890"}  ', { setting })).toMatchObject(
      refusedAs(413, 'body-too-large'),
    );
  });
});

describe('webhook: how often it was sent', () => {
  const keyOf = async (more: Parameters<typeof deliver>[1], body = '{"id":1}') =>
    (await deliver(body, more)).idempotencyKey;

  it('hands the key to the hub', async () => {
    expect(await keyOf({ headers: { 'idempotency-key': 'd-42' } })).toBe('d-42');
    const setting = { config: { idempotencyHeader: 'X-Delivery' } };
    expect(await keyOf({ setting, headers: { 'x-delivery': 'd-43', 'idempotency-key': 'no' } })).toBe('d-43');
  });

  it('takes the signed message itself for the key when there is none', async () => {
    const first = await keyOf({});
    expect(first).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(await keyOf({})).toBe(first);
    expect(await keyOf({ timestamp: seconds(1) })).not.toBe(first);
    expect(await keyOf({}, '{"id":2}')).not.toBe(first);
    expect(await keyOf({ path: 'log' })).not.toBe(first);
  });

  it.each(['', 'a b', 'khóa', 'x'.repeat(201)])('refuses the key "%s"', async (key) => {
    expect(await deliver('{"id":1}', { headers: { 'idempotency-key': key } })).toMatchObject(
      refusedAs(400, 'idempotency-key-invalid'),
    );
  });

  it('lets no key be put on a message that was signed with another', async () => {
    const setting: Setting = { signature: { coverIdempotencyKey: true } };
    const signed = { setting, coveredKey: 'd-1' };
    expect((await deliver('{"id":1}', { ...signed, headers: { 'idempotency-key': 'd-1' } })).status).toBe(
      202,
    );
    expect((await deliver('{"id":1}', { ...signed, headers: { 'idempotency-key': 'd-2' } })).status).toBe(
      401,
    );
    expect((await deliver('{"id":1}', signed)).status).toBe(401);
    expect((await deliver('{"id":1}', { setting, headers: { 'idempotency-key': 'd-1' } })).status).toBe(401);
  });
});

describe('webhook: set up', () => {
  it('says where it listens, and refuses a secret that can be guessed', async () => {
    const { connector, ctx } = await open();
    expect(await connector.check(ctx)).toEqual({
      ok: true,
      detail: 'listens at /rows, /vi-pham, /sensors/readings, /log',
    });
    const short = await open({ secret: 'short' });
    const error = await short.connector.check(short.ctx).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ kind: 'config', message: expect.stringContaining('SECRET') });
    expect((error as Error).message).not.toContain('short"');
  });

  it('describes its datasets', async () => {
    const { connector, ctx } = await open();
    expect(await connector.discover(ctx)).toMatchObject([
      { name: 'rows', key: ['id'], deletes: 'none', schema: { required: ['id'] } },
      { name: 'vi-pham', key: ['maVuViec'], deletes: 'events', schema: { required: ['maVuViec'] } },
      { name: 'readings', key: [], deletes: 'none', schema: { required: ['eventId'] } },
      { name: 'log', key: [], deletes: 'none' },
    ]);
  });

  it.each([
    ['two datasets at one path', [rows, { ...log, path: '/rows' }], /"rows" and "log" both listen/],
    ['deletes without a key', [{ ...log, deleted: { field: 'x', value: 1 } }], /no key/],
  ])('refuses %s', async (_what, datasets, message) => {
    await expect(open({ config: { datasets } })).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringMatching(message),
    });
  });

  it('refuses a secret that stands in the configuration itself', async () => {
    await expect(open({ signature: { secret: 'a value' } })).rejects.toMatchObject({
      code: 'HUB_CONNECTOR_CONFIG_INVALID',
      details: { path: 'signature.secret' },
    });
  });
});
