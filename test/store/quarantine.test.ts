import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BadRecord } from '../../src/store/page.ts';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page, samples } from './sample.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE sample, event, quarantine, source_cursor'));

async function quarantined() {
  return (await test.store.pool.query('SELECT * FROM quarantine ORDER BY id')).rows;
}

async function stored(): Promise<number> {
  return (await test.store.pool.query('SELECT count(*) AS n FROM sample')).rows[0].n;
}

function bad(raw: string, more: Partial<BadRecord> = {}): BadRecord {
  return { raw, reason: 'record', field: 'amount', message: 'amount: too much', ...more };
}

describe('a value that PostgreSQL refuses', () => {
  const tooLarge = 2 ** 31;

  it.each([0, 1, 499, 500, 998, 999])(
    'is found at place %i of 1,000; its neighbours are stored',
    async (place) => {
      const records = samples(1_000, (index) => ({ amount: index === place ? tooLarge : index }));
      expect(await test.store.door.write('sample', page(records, { cursor: '1' }))).toEqual({
        inserted: 999,
        updated: 0,
        unchanged: 0,
        deleted: 0,
        quarantined: 1,
      });
      expect(await stored()).toBe(999);
      const [entry, ...others] = await quarantined();
      expect(others).toEqual([]);
      expect(entry).toMatchObject({ source: 'register', dataset: 'sample', run: 'run-1', reason: 'store' });
      expect(JSON.parse(entry.raw)).toEqual(records[place]);
      expect(entry.message).toContain('2147483648');
    },
  );

  it('may stand there several times, beside records that were there before', async () => {
    await test.store.door.write('sample', page(samples(100, () => ({ amount: 1 }))));
    const wrong = new Set([3, 4, 77]);
    const records = samples(120, (index) => ({ amount: wrong.has(index) ? tooLarge : index < 50 ? 1 : 2 }));
    // 50 first ones unchanged less two wrong; 50 changed less one wrong; 20 new.
    expect(await test.store.door.write('sample', page(records))).toEqual({
      inserted: 20,
      updated: 49,
      unchanged: 48,
      deleted: 0,
      quarantined: 3,
    });
    expect(await stored()).toBe(120);
    expect((await quarantined()).map((entry) => JSON.parse(entry.raw).id).sort()).toEqual([
      's0003',
      's0004',
      's0077',
    ]);
  });

  it('announces its neighbours once each', async () => {
    await test.store.door.write(
      'sample',
      page(samples(64, (index) => ({ amount: index % 9 === 4 ? tooLarge : 1 }))),
    );
    const { rows } = await test.store.pool.query(
      `SELECT jsonb_array_elements(items)->>'id' AS id FROM event`,
    );
    expect(rows.length).toBe(57);
    expect(new Set(rows.map((row) => row.id)).size).toBe(57);
  });

  it('is also a day that does not exist, U+0000 in text, and U+0000 in jsonb', async () => {
    const records = [
      { id: 'ok', title: 'x' },
      { id: 'day', day: '2026-02-30' },
      { id: 'nul', title: 'a\u0000b' },
      { id: 'json', details: { a: 'a\u0000b' } },
    ];
    expect(await test.store.door.write('sample', page(records))).toMatchObject({
      inserted: 1,
      quarantined: 3,
    });
    const byId = new Map((await quarantined()).map((entry) => [JSON.parse(entry.raw).id, entry.message]));
    expect([...byId.keys()].sort()).toEqual(['day', 'json', 'nul']);
    expect(byId.get('nul')).toContain('U+0000');
  });
});

describe('a bad record', () => {
  it('keeps what was sent, why it was refused and where it came from', async () => {
    const sent = bad('{"amount":"nhiều"}', { uri: 'file:///x.csv', pos: '12' });
    expect(await test.store.door.write('sample', page([{ id: 'a' }], { bads: [sent] }))).toMatchObject({
      inserted: 1,
      quarantined: 1,
    });
    expect(await quarantined()).toMatchObject([
      {
        source: 'register',
        dataset: 'sample',
        run: 'run-1',
        raw: '{"amount":"nhiều"}',
        reason: 'record',
        field: 'amount',
        message: 'amount: too much',
        src_uri: 'file:///x.csv',
        src_pos: '12',
        times_seen: 1,
      },
    ]);
  });

  it('sent again is the same entry, seen twice', async () => {
    await test.store.door.write(
      'sample',
      page([], { bads: [bad('1', { pos: '1' }), bad('1')], run: 'run-1' }),
    );
    await test.store.door.write('sample', page([], { bads: [bad('1', { pos: '1' })], run: 'run-2' }));
    expect(
      (await quarantined()).map(({ src_pos, times_seen, run }) => ({ src_pos, times_seen, run })),
    ).toEqual(
      expect.arrayContaining([
        { src_pos: '1', times_seen: 2, run: 'run-2' },
        { src_pos: null, times_seen: 1, run: 'run-1' },
      ]),
    );
    expect(await quarantined()).toHaveLength(2);
  });

  it('may stand twice in one page, with and without an empty place', async () => {
    await test.store.door.write(
      'sample',
      page([], { bads: [bad('1'), bad('1'), bad('1', { uri: '', pos: '' })] }),
    );
    expect(await quarantined()).toHaveLength(1);
  });

  it('never stops its page, whatever is in it', async () => {
    const nasty = [
      bad('x\u0000y', {
        message: 'n: "\u0000" is not a number',
        field: 'n\u0000',
        uri: 'a\u0000',
        pos: '\u0000',
      }),
      bad('\ud83d', { message: '\udea6 alone', reason: 'record' }),
      // Cut at 64 KiB in the middle of a character of two units.
      bad(`${'x'.repeat(64 * 1024 - 1)}🚦`),
    ];
    expect(
      await test.store.door.write('sample', page([{ id: 'a' }], { bads: nasty, cursor: '1' })),
    ).toMatchObject({
      inserted: 1,
      quarantined: 3,
    });
    const entries = await quarantined();
    expect(entries).toHaveLength(3);
    expect(entries.map((entry) => entry.raw.length).sort()).toEqual([1, 3, 64 * 1024]);
  });
});
