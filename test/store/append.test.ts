import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page, type SampleRecord, samples } from './sample.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE sample, event, quarantine, source_cursor'));

/** Large enough to be tried straight into the table. */
const MANY = 600;
const make = (index: number): Omit<SampleRecord, 'id'> => ({
  amount: index,
  title: index % 7 === 0 ? null : `tab\there, ${index}`,
  flag: index % 2 === 0,
  details: { index },
});

const put = (record: SampleRecord, index: number) => ({ record, uri: 'file:///a.csv', pos: String(index) });
const pageOf = (records: SampleRecord[]) => page([], { puts: records.map(put), cursor: '1' });

async function stored(): Promise<unknown[]> {
  const { rows } = await test.store.pool.query(
    `SELECT to_jsonb(s) - '_recorded_at' AS row FROM sample s ORDER BY id`,
  );
  return rows.map(({ row }) => row);
}

async function announced(): Promise<unknown[]> {
  const { rows } = await test.store.pool.query(
    `SELECT name, dataset, item FROM event, jsonb_array_elements(items) WITH ORDINALITY AS i(item, n) ORDER BY id, n`,
  );
  return rows;
}

describe('a page of new records', () => {
  it('is stored, counted and announced as by way of staging', async () => {
    const { door, pool } = test.store;
    // A table that is not empty, and a page before that held nothing new: this one goes by way of staging.
    for (let time = 0; time < 2; time++) await door.write('sample', page([{ id: 'known' }]));
    const staged = await door.write('sample', pageOf(samples(MANY, make)));
    await pool.query(`DELETE FROM sample WHERE id = 'known'`);
    await pool.query(`DELETE FROM event WHERE id = (SELECT min(id) FROM event)`);
    const before = { stored: await stored(), announced: await announced() };
    expect(before.stored).toHaveLength(MANY);
    await pool.query('TRUNCATE sample, event');
    expect(await door.write('sample', pageOf(samples(MANY, make)))).toEqual(staged);
    expect({ stored: await stored(), announced: await announced() }).toEqual(before);
  });

  it('that holds one known record after all is sorted out by way of staging', async () => {
    const { door } = test.store;
    await door.write('sample', pageOf(samples(MANY, make)));
    const second = samples(MANY, make).map((record) => ({ ...record, id: `t${record.id}` }));
    const changed = { id: 's0003', amount: -1 };
    const written = await door.write('sample', pageOf([...second, { id: 's0004', ...make(4) }, changed]));
    expect(written).toMatchObject({ inserted: MANY, updated: 1, unchanged: 1, quarantined: 0 });
    expect(await stored()).toHaveLength(2 * MANY);
    const events = await announced();
    expect(events).toHaveLength(2 * MANY + 1);
    expect(events).toContainEqual(expect.objectContaining({ item: { id: 's0003', op: 'updated' } }));
  });

  it.each([
    ['a day that does not exist', { day: '2026-99-99' }],
    ['a character that cannot be stored', { title: 'a\u0000b' }],
  ])('with %s loses that record only', async (_, fault) => {
    const { door, pool } = test.store;
    const records = samples(MANY, make).map((record, index) =>
      index === 300 ? { ...record, ...fault } : record,
    );
    const written = await door.write('sample', pageOf(records));
    expect(written).toMatchObject({ inserted: MANY - 1, unchanged: 0, quarantined: 1 });
    const { rows } = await pool.query('SELECT reason, src_pos FROM quarantine');
    expect(rows).toEqual([{ reason: 'store', src_pos: '300' }]);
    expect(await announced()).toHaveLength(MANY - 1);
  });

  it('is written whole or not at all', async () => {
    const { door, pool } = test.store;
    await pool.query(`ALTER TABLE source_cursor ADD CONSTRAINT no_cursor CHECK (cursor <> '"no"')`);
    const refused = { ...pageOf(samples(MANY, make)), cursor: '"no"' };
    await expect(door.write('sample', refused)).rejects.toThrow('no_cursor');
    expect([await stored(), await announced()]).toEqual([[], []]);
    await pool.query('ALTER TABLE source_cursor DROP CONSTRAINT no_cursor');
  });
});

describe('a dataset of several sources', () => {
  it('keeps the statements of a large page', async () => {
    const shared = await openSampleStore({ sample: {} });
    await shared.store.door.write('sample', pageOf(samples(MANY, make)));
    const { rows } = await shared.store.pool.query(
      `SELECT (SELECT count(*) FROM source_statement)::int AS said, (SELECT count(*) FROM sample)::int AS stored`,
    );
    expect(rows).toEqual([{ said: MANY, stored: MANY }]);
    await shared.close();
  });
});
