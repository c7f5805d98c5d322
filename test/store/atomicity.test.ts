import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page, samples } from './sample.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openSampleStore();
  await test.store.pool.query(`
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = TG_ARGV[0]; END $$`);
});
afterAll(() => test.close());

const before = page(
  samples(5, () => ({ amount: 1 })),
  { cursor: '"page 1"' },
);
/** Does everything that a page can do. */
const after = page([...samples(4, () => ({ amount: 2 })), { id: 'new' }], {
  deletes: ['s0004'],
  bads: [{ raw: '{}', reason: 'map', field: null, message: 'no' }],
  cursor: '"page 2"',
});

beforeEach(async () => {
  await test.store.pool.query('TRUNCATE sample, event, quarantine, source_cursor');
  await test.store.door.write('sample', before);
});
afterEach(() => drop());

let dropTrigger = '';
async function drop(): Promise<void> {
  if (dropTrigger) await test.store.pool.query(dropTrigger);
  dropTrigger = '';
}

/** From now on every write of this kind to this table fails. */
async function failOn(table: string, when: string, sqlState = 'P0001'): Promise<void> {
  // DEFERRED fires inside COMMIT itself.
  const kind = when.startsWith('DEFERRED') ? 'CONSTRAINT TRIGGER' : 'TRIGGER';
  const timing = when.startsWith('DEFERRED') ? when.replace('DEFERRED', 'AFTER') : `BEFORE ${when}`;
  const deferred = when.startsWith('DEFERRED') ? 'DEFERRABLE INITIALLY DEFERRED' : '';
  await test.store.pool.query(
    `CREATE ${kind} injected ${timing} ON ${table} ${deferred} FOR EACH ROW EXECUTE FUNCTION fail('${sqlState}')`,
  );
  dropTrigger = `DROP TRIGGER injected ON ${table}`;
}

async function everything(): Promise<Record<string, unknown[]>> {
  const tables = ['sample', 'event', 'quarantine', 'source_cursor'];
  const entries = tables.map(async (table) => {
    const { rows } = await test.store.pool.query(`SELECT * FROM ${table} ORDER BY 1, 2`);
    return [table, rows] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

describe('one page, one transaction', () => {
  it.each([
    ['sample', 'INSERT'],
    ['sample', 'UPDATE'],
    ['sample', 'DELETE'],
    ['event', 'INSERT'],
    ['quarantine', 'INSERT'],
    ['source_cursor', 'UPDATE'],
    ['source_cursor', 'DEFERRED UPDATE'],
  ])(
    'a failure at %s %s leaves nothing of the page; the same page then goes through',
    async (table, when) => {
      const untouched = await everything();
      await failOn(table, when);
      await expect(test.store.door.write('sample', after)).rejects.toThrow('injected');
      expect(await everything()).toEqual(untouched);

      await drop();
      expect(await test.store.door.write('sample', after)).toEqual({
        inserted: 1,
        updated: 4,
        unchanged: 0,
        deleted: 1,
        quarantined: 1,
      });
      expect((await everything()).source_cursor).toMatchObject([{ cursor: '"page 2"' }]);
    },
  );

  it.each(['53100', '53300', '57014', '57P01', '08006', '40001', '40P01', 'XX000'])(
    'SQLSTATE %s is no fault of the data: the page stops, nothing goes to quarantine',
    async (sqlState) => {
      const untouched = await everything();
      await failOn('sample', 'INSERT', sqlState);
      await expect(test.store.door.write('sample', after)).rejects.toMatchObject({ code: sqlState });
      expect(await everything()).toEqual(untouched);
    },
  );

  it('a session that is cut in the middle fails the page and nothing else', async () => {
    const untouched = await everything();
    const { pool } = test.store;
    const blocker = await pool.connect();
    await blocker.query(`BEGIN; LOCK TABLE source_cursor`);
    const writing = test.store.door.write('sample', after).catch((error: Error) => error);
    const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await expect.poll(async () => (await pool.query(waiting)).rowCount).toBe(1);
    await pool.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS w`);
    expect(await writing).toBeInstanceOf(Error);
    await blocker.query('ROLLBACK');
    blocker.release();
    expect(await everything()).toEqual(untouched);
    expect(await test.store.door.write('sample', after)).toMatchObject({ inserted: 1, updated: 4 });
  });
});
