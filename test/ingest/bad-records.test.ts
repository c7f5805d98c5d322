import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDataset } from '../../src/ingest/run.ts';
import { type Binding, type Change, values } from '../../src/sdk/index.ts';
import { openSampleStore } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { bindOne, fakeConnector, fakeSource, paged, put, runDeps } from './fake-source.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE sample, event, quarantine, source_cursor, ingest_run'));

async function ingest(changes: Change[], binding: Partial<Binding> = {}) {
  const totals = await runDataset(
    await bindOne(fakeConnector({ read: paged([changes]) }), fakeSource(binding)),
    runDeps(test),
  );
  const { pool } = test.store;
  const { rows: stored } = await pool.query('SELECT id FROM sample ORDER BY id');
  const { rows: refused } = await pool.query('SELECT * FROM quarantine ORDER BY id');
  return { totals, stored: stored.map((row) => row.id), refused };
}

describe('a bad record goes to quarantine with its reason; its neighbours go through', () => {
  it('when the source itself says it is none', async () => {
    const { totals, stored, refused } = await ingest([
      put({ id: 'a' }),
      {
        op: 'bad',
        raw: 'a;b;"c',
        reason: 'a quote is never closed',
        src: { uri: 'file:///x.csv', pos: '12' },
      },
      put({ id: 'b' }),
    ]);
    expect(totals).toMatchObject({ inserted: 2, quarantined: 1 });
    expect(stored).toEqual(['a', 'b']);
    expect(refused).toMatchObject([
      {
        source: 'register',
        dataset: 'sample',
        reason: 'not-a-record',
        field: null,
        message: 'a quote is never closed',
        raw: '"a;b;\\"c"',
        src_uri: 'file:///x.csv',
        src_pos: '12',
      },
    ]);
  });

  it('when a field cannot be read: the table names the raw field', async () => {
    const fields = { id: 'ma', amount: { from: 'soLuong', read: values.integer } };
    const { stored, refused } = await ingest(
      [put({ ma: 'a', soLuong: '1.234' }), put({ ma: 'b', soLuong: 'nhiều' }, '2'), put({ ma: 'c' })],
      { fields },
    );
    expect(stored).toEqual(['a', 'c']);
    expect(refused).toMatchObject([
      { reason: 'map', field: 'soLuong', message: 'soLuong: "nhiều" is not a whole number', src_pos: '2' },
    ]);
    expect(JSON.parse(refused[0].raw)).toEqual({ ma: 'b', soLuong: 'nhiều' });
  });

  it('when a map function throws: the field it stumbled over is named', async () => {
    const map = (raw: Record<string, unknown>) => ({
      id: raw.ma,
      amount: values.integer((raw.dem as Record<string, unknown>).soXe),
    });
    const { stored, refused } = await ingest(
      [put({ ma: 'a', dem: { soXe: 1 } }), put({ ma: 'b', dem: { soXe: 'x' } }), put({ ma: 'c', dem: null })],
      { map },
    );
    expect(stored).toEqual(['a']);
    expect(refused).toMatchObject([
      { reason: 'map', field: 'dem.soXe', message: 'dem.soXe: "x" is not a whole number' },
      { reason: 'map', field: 'dem' },
    ]);
  });

  it('when the record is not valid', async () => {
    const { stored, refused } = await ingest([
      put({ id: 'a' }),
      put({ id: 'b', amount: 'x' }),
      put({ id: '' }),
      put({}),
    ]);
    expect(stored).toEqual(['a']);
    expect(refused.map(({ reason, field }) => ({ reason, field }))).toEqual([
      { reason: 'record', field: 'amount' },
      { reason: 'record', field: 'id' },
      { reason: 'record', field: 'id' },
    ]);
    expect(refused[0].message).toMatch(/^amount: /);
  });

  it('when only the store refuses it', async () => {
    const { totals, stored, refused } = await ingest([
      put({ id: 'a' }),
      put({ id: 'b', amount: 1.5 }, '2'),
      put({ id: 'c' }),
    ]);
    expect(totals).toMatchObject({ inserted: 2, quarantined: 1 });
    expect(stored).toEqual(['a', 'c']);
    expect(refused).toMatchObject([{ reason: 'store', src_uri: 'memory:rows', src_pos: '2' }]);
  });

  it('when a removal does not tell what it removes', async () => {
    const { totals, refused } = await ingest([put({ id: 'a' }), { op: 'del', key: { ma: 'a' } }]);
    expect(totals).toMatchObject({ inserted: 1, deleted: 0, quarantined: 1 });
    expect(refused).toMatchObject([{ reason: 'map', field: 'id', raw: '{"ma":"a"}' }]);
  });

  it('also with numbers that JSON does not know', async () => {
    const { stored, refused } = await ingest([put({ id: 'a' }), put({ id: 12345678901234567890n })]);
    expect(stored).toEqual(['a']);
    expect(refused[0].raw).toBe('{"id":"12345678901234567890"}');
  });

  it('once, however often it is sent', async () => {
    await ingest([put({ id: 'b', amount: 'x' }, '7')]);
    await test.store.pool.query('TRUNCATE source_cursor');
    const { refused } = await ingest([put({ id: 'b', amount: 'x' }, '7')]);
    expect(refused).toMatchObject([{ times_seen: 2 }]);
  });
});

describe('the last word on a key', () => {
  it.each<[string, Change[], string[]]>([
    ['removed, then put again', [{ op: 'del', key: { id: 'a' } }, put({ id: 'a', amount: 2 })], ['a']],
    ['put, then removed', [put({ id: 'a', amount: 2 }), { op: 'del', key: { id: 'a' } }], []],
    [
      'removed twice',
      [
        { op: 'del', key: { id: 'a' } },
        { op: 'del', key: { id: 'a' } },
      ],
      [],
    ],
  ])('%s in one page', async (_, changes, expected) => {
    await ingest([put({ id: 'a', amount: 1 })]);
    await test.store.pool.query('TRUNCATE source_cursor');
    expect((await ingest(changes)).stored).toEqual(expected);
  });
});
