import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FeedCursor, feedEnd, readFeed } from '../../src/events/feed.ts';
import { createPool } from '../../src/store/pool.ts';
import { openTestStore, type TestStore } from '../support/store.ts';
import { createRandom } from './random.ts';

let test: TestStore;
let pool: ReturnType<typeof createPool>;

beforeAll(async () => {
  test = await openTestStore({ datasets: [] });
  pool = createPool(test.url, 12, () => undefined);
});
afterAll(async () => {
  await pool.end();
  await test.close();
});
beforeEach(() => pool.query('TRUNCATE event'));

const START: FeedCursor = { xid: '0', id: '0' };
const announce = `INSERT INTO event (name, dataset, items) VALUES ($1, 'sample', '[]') RETURNING id::int`;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Two transactions that take their ids in order and commit the other way round. */
async function crossedPair(name: string, delay: () => number): Promise<void> {
  const [early, late] = [await pool.connect(), await pool.connect()];
  await early.query('BEGIN');
  await late.query('BEGIN');
  const first = await early.query<{ id: number }>(announce, [`${name} early`]);
  const second = await late.query<{ id: number }>(announce, [`${name} late`]);
  expect(first.rows[0]!.id).toBeLessThan(second.rows[0]!.id);
  await late.query('COMMIT');
  await pause(delay());
  await early.query('COMMIT');
  early.release();
  late.release();
}

describe('feed', () => {
  it('shows every event exactly once, although ids become visible out of order', async () => {
    const random = createRandom(7);
    const rounds = 150;
    const expected: string[] = [];
    let isWriting = true;

    const safe: string[] = [];
    const naive: string[] = [];
    const readSafely = async () => {
      let cursor = START;
      for (let last = false; ; last = !isWriting) {
        const events = await readFeed(pool, cursor, 7);
        safe.push(...events.map((event) => event.name));
        cursor = events.at(-1)?.cursor ?? cursor;
        if (last && events.length === 0) return;
      }
    };
    const readNaively = async () => {
      let cursor = 0;
      for (let last = false; ; last = !isWriting) {
        const { rows } = await pool.query('SELECT id, name FROM event WHERE id > $1 ORDER BY id LIMIT 7', [
          cursor,
        ]);
        naive.push(...rows.map((row) => row.name));
        cursor = rows.at(-1)?.id ?? cursor;
        if (last && rows.length === 0) return;
      }
    };
    const write = async () => {
      const lanes = Array.from({ length: 3 }, async (_, lane) => {
        for (let round = 0; round < rounds; round++) {
          const name = `${lane}/${round}`;
          expected.push(`${name} early`, `${name} late`);
          await crossedPair(name, () => random() * 6);
        }
      });
      await Promise.all(lanes);
      isWriting = false;
    };
    await Promise.all([readSafely(), readNaively(), write()]);

    expect(safe.length).toBe(rounds * 3 * 2);
    expect([...safe].sort()).toEqual(expected.sort());
    // The same run, read the obvious way: it misses what committed late. If it did not, nothing was proven above.
    expect(naive.length).toBeLessThan(expected.length);
  });

  it('waits for a transaction that is older than what it has to show', async () => {
    const [slow, fast] = [await pool.connect(), await pool.connect()];
    await slow.query('BEGIN');
    await slow.query(announce, ['slow']);
    await fast.query(announce, ['fast']);
    expect(await readFeed(pool, START)).toEqual([]);
    await slow.query('COMMIT');
    expect((await readFeed(pool, START)).map((event) => event.name)).toEqual(['slow', 'fast']);
    slow.release();
    fast.release();
  });

  it('never shows what was rolled back', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query(announce, ['undone']);
    await client.query('ROLLBACK');
    client.release();
    await pool.query(announce, ['done']);
    expect((await readFeed(pool, START)).map((event) => event.name)).toEqual(['done']);
  });

  it('goes on from a cursor in the middle of a transaction, by number and not by text', async () => {
    await pool.query('TRUNCATE event RESTART IDENTITY');
    await pool.query(
      `INSERT INTO event (name, dataset, items) SELECT 'e' || n, 'sample', '[]' FROM generate_series(1, 105) n`,
    );
    const seen: string[] = [];
    let cursor = START;
    for (
      let page = await readFeed(pool, cursor, 4);
      page.length > 0;
      page = await readFeed(pool, cursor, 4)
    ) {
      expect(page.length).toBeLessThanOrEqual(4);
      seen.push(...page.map((event) => event.name));
      cursor = page.at(-1)!.cursor;
    }
    expect(seen).toEqual(Array.from({ length: 105 }, (_, index) => `e${index + 1}`));
  });

  it('gives names, changes and time as they were written', async () => {
    const items = [{ id: 'a', op: 'inserted' }];
    await pool.query(`INSERT INTO event (name, dataset, items) VALUES ('sample.changed', 'sample', $1)`, [
      JSON.stringify(items),
    ]);
    const [event] = await readFeed(pool, START);
    expect(event).toMatchObject({ name: 'sample.changed', dataset: 'sample', items });
    expect(Math.abs(Date.parse(event!.occurredAt) - Date.now())).toBeLessThan(60_000);
  });
});

describe('end of the feed', () => {
  it('is before every later commit, also of a transaction that runs already', async () => {
    await pool.query(announce, ['before']);
    const running = await pool.connect();
    await running.query('BEGIN');
    await running.query(announce, ['running']);
    const end = await feedEnd(pool);
    await pool.query(announce, ['after']);
    await running.query('COMMIT');
    running.release();
    expect((await readFeed(pool, end)).map((event) => event.name)).toEqual(['running', 'after']);
  });
});
