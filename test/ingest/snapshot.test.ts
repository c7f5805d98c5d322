import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideApproval } from '../../src/ingest/approvals.ts';
import { runDataset } from '../../src/ingest/run.ts';
import type { Change, Page } from '../../src/sdk/index.ts';
import { openSampleStore } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { bindOne, fakeConnector, offered, put, runDeps } from './fake-source.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(async () => {
  for (const table of [
    'sample',
    'approval CASCADE',
    'source_snapshot',
    'snapshot_key',
    'quarantine',
    'event',
  ])
    await test.store.pool.query(`TRUNCATE ${table}`);
});

const ids = (from: number, to: number): Change[] =>
  Array.from({ length: to - from }, (_, index) => put({ id: `r${from + index}`, title: 'x' }, String(index)));

/** A source that always gives its whole list, page by page. */
async function wholeList(pages: Change[][], marks: Partial<Page>[] = []) {
  return bindOne(
    fakeConnector({
      discover: async () => [{ ...offered, deletes: 'snapshot' }],
      async *read(_, { dataset }) {
        for (const [index, changes] of pages.entries())
          yield {
            dataset: dataset.name,
            changes,
            cursor: index,
            ...(index === 0 ? { snapshotStart: true } : {}),
            ...(index === pages.length - 1 ? { snapshotEnd: true } : {}),
            ...marks[index],
          };
      },
    }),
  );
}

async function count(sql: string): Promise<number> {
  const { rows } = await test.store.pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`);
  return rows[0]!.n;
}

const run = async (pages: Change[][], marks?: Partial<Page>[]) =>
  runDataset(await wholeList(pages, marks), runDeps(test));

describe('a complete snapshot', () => {
  it('retires what it does not hold, and says so in an event', async () => {
    await run([ids(0, 50), ids(50, 100)]);
    expect(await run([ids(0, 48), ids(50, 99)])).toMatchObject({ deleted: 3, inserted: 0 });
    expect(await count('sample')).toBe(97);
    expect(await count(`event, jsonb_array_elements(items) i WHERE i->>'op' = 'deleted'`)).toBe(3);
  });

  it('asks a person when more than 5 % would go: an empty list deletes nothing', async () => {
    await run([ids(0, 100)]);
    expect(await run([[]])).toMatchObject({ deleted: 0 });
    expect(await count('sample')).toBe(100);
    const { rows } = await test.store.pool.query('SELECT id, kind, detail FROM approval');
    expect(rows).toMatchObject([{ kind: 'REMOVALS', detail: { missing: 100, held: 100 } }]);
    const decided = await decideApproval(test.store.pool, test.store.door, rows[0].id, {
      approve: true,
      by: 'Lan',
    });
    expect(decided).toMatchObject({ status: 'APPROVED', removed: 100 });
    expect(await count('sample')).toBe(0);
  });

  it('withdraws the question when a later snapshot holds the records again', async () => {
    await run([ids(0, 100)]);
    await run([ids(0, 10)]);
    await run([ids(0, 100)]);
    const { rows } = await test.store.pool.query('SELECT id, status FROM approval');
    expect(rows).toMatchObject([{ status: 'WITHDRAWN' }]);
    await expect(
      decideApproval(test.store.pool, test.store.door, rows[0].id, { approve: true, by: 'Lan' }),
    ).rejects.toMatchObject({ code: 'HUB_INGEST_APPROVAL_UNKNOWN' });
    expect(await count('sample')).toBe(100);
  });

  it('keeps what was rejected', async () => {
    await run([ids(0, 100)]);
    await run([ids(0, 10)]);
    const { rows } = await test.store.pool.query('SELECT id FROM approval');
    await decideApproval(test.store.pool, test.store.door, rows[0].id, {
      approve: false,
      by: 'Lan',
      note: 'no',
    });
    expect(await count('sample')).toBe(100);
  });

  it('counts a refused record as present, and retires nothing while one has no id', async () => {
    await run([ids(0, 100)]);
    const wrong = put({ id: 'r99', amount: 'many' });
    expect(await run([[...ids(0, 98), wrong]])).toMatchObject({ deleted: 1, quarantined: 1 });
    expect(await count(`sample WHERE id = 'r99'`)).toBe(1);
    const noId: Change = { op: 'bad', raw: 'garbage', reason: 'not an object' };
    expect(await run([[...ids(0, 97), noId]])).toMatchObject({ deleted: 0 });
    expect(await count('sample')).toBe(99);
  });

  it('retires nothing when its beginning was not seen, or its keys were lost', async () => {
    await run([ids(0, 100)]);
    await run([ids(0, 99)], [{ snapshotStart: false }]);
    expect(await count('sample')).toBe(100);
    const bound = await wholeList([ids(0, 50), ids(50, 99)]);
    const { door } = test.store;
    const write: typeof door.write = async (name, page) => {
      // As after a crash of PostgreSQL: the unlogged table is empty.
      if (page.snapshot?.end) await test.store.pool.query('TRUNCATE snapshot_key');
      return door.write(name, page);
    };
    const deps = runDeps(test, { door: { ...door, write } });
    await runDataset(bound, deps);
    expect(await count('sample')).toBe(100);
  });
});
