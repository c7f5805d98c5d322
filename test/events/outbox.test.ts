import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHUNK, insertEvents } from '../../src/events/outbox.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, type TestStore } from '../support/store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore({ datasets: [] });
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE event'));

const items = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `đ"${i}`, op: 'deleted' as const }));

describe('outbox', () => {
  it.each([
    [0, []],
    [1, [1]],
    [CHUNK, [CHUNK]],
    [CHUNK * 2 + 1, [CHUNK, CHUNK, 1]],
  ])('announces %i changes in order, in rows of a bounded size', async (count, sizes) => {
    await inTransaction(test.store.pool, (client) =>
      insertEvents(client, 'sample.changed', 'sample', items(count)),
    );
    const { rows } = await test.store.pool.query('SELECT items FROM event ORDER BY id');
    expect(rows.map((row) => row.items.length)).toEqual(sizes);
    expect(rows.flatMap((row) => row.items)).toEqual(items(count));
  });

  it("is part of the writer's transaction", async () => {
    const failing = inTransaction(test.store.pool, async (client) => {
      await insertEvents(client, 'sample.changed', 'sample', items(3));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await test.store.pool.query('SELECT 1 FROM event')).rowCount).toBe(0);
  });
});
