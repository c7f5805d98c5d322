import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page, samples } from './sample.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE sample, event'));

describe('writers of the same keys at the same time', () => {
  it('neither deadlock nor collide; every write counts and the last one stands', async () => {
    const order: string[] = [];
    const writers = ['one', 'two', 'three', 'four'].map(async (source, writer) => {
      for (let round = 0; round < 10; round++) {
        // Opposite orders of the same keys: what two unguarded upserts deadlock on.
        const records = samples(200, () => ({ title: `${source} ${round}` }));
        const puts = writer % 2 === 0 ? records : records.toReversed();
        const result = await test.store.door.write('sample', page(puts, { source, cursor: String(round) }));
        order.push(`${source} ${round}`);
        expect(result.inserted + result.updated).toBe(200);
      }
    });
    await Promise.all(writers);
    expect(order).toHaveLength(40);
    const { rows } = await test.store.pool.query(
      'SELECT title, _version, count(*) AS n FROM sample GROUP BY 1, 2',
    );
    // One title on all rows: no page was torn by another. 40 writes of each row, each a version of its own.
    expect(rows).toEqual([{ title: expect.any(String), _version: 40, n: 200 }]);
    const last = rows[0].title as string;
    expect(last).toMatch(/ 9$/);
    const { rows: cursors } = await test.store.pool.query('SELECT DISTINCT cursor FROM source_cursor');
    expect(cursors).toEqual([{ cursor: '9' }]);
  });

  it('the same page sent many times at once is written once', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => test.store.door.write('sample', page(samples(50)))),
    );
    const sum = (name: 'inserted' | 'updated' | 'unchanged') =>
      results.reduce((total, result) => total + result[name], 0);
    expect([sum('inserted'), sum('updated'), sum('unchanged')]).toEqual([50, 0, 950]);
    const { rows } = await test.store.pool.query('SELECT sum(jsonb_array_length(items)) AS n FROM event');
    expect(rows[0].n).toBe(50);
  });
});
