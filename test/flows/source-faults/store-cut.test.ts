import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDataset } from '../../../src/ingest/run.ts';
import type { Change } from '../../../src/sdk/index.ts';
import { bindOne, fakeConnector, paged, put, runDeps } from '../../ingest/fake-source.ts';
import { openSampleStore } from '../../store/sample.ts';
import type { TestStore } from '../../support/store.ts';
import { countAll, NOTHING } from './counted-source.ts';

let test: TestStore;
let admin: pg.Client;
beforeAll(async () => {
  test = await openSampleStore();
  admin = new pg.Client({ connectionString: test.url });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await test.close();
});
beforeEach(() =>
  test.store.pool.query('TRUNCATE sample, event, quarantine, source_cursor, source_schema, landed_page'),
);

const PER_PAGE = 6_000;
const PAGES = 3;
const pages: Change[][] = Array.from({ length: PAGES }, (_, page) =>
  Array.from({ length: PER_PAGE }, (_, row) =>
    put({ id: `p${page}-${row}`, title: 'x'.repeat(300) }, `${page}:${row}`),
  ),
);

/** Ends the session whose statement begins like this, as soon as one is seen; gives how many were ended. */
async function cutOnce(statement: string, isOver: () => boolean): Promise<number> {
  while (!isOver()) {
    const { rowCount } = await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid() AND query LIKE $1 || '%'`,
      [statement],
    );
    if (rowCount) return rowCount;
  }
  return 0;
}

describe('PostgreSQL ends the session in the middle of a page', { timeout: 60_000 }, () => {
  // New records go straight into the table; where one of a page is held already, the page is merged.
  it.each([
    ['while new rows are copied', 'COPY ', 0],
    ['while rows are copied to be merged', 'COPY ', 1],
    ['while they are merged', 'WITH changed AS', 1],
  ])('%s: nothing lost, nothing twice', async (_name, statement, held) => {
    expect(await countAll(test)).toEqual(NOTHING);
    if (held) {
      const before = await bindOne(fakeConnector({ read: paged([[put({ id: 'p0-0', title: 'before' })]]) }));
      await runDataset(before, runDeps(test));
      await test.store.pool.query('DELETE FROM source_cursor');
    }
    const bound = await bindOne(fakeConnector({ read: paged(pages) }));
    let isOver = false;
    const running = runDataset(bound, runDeps(test))
      .catch((error: unknown) => error)
      .finally(() => {
        isOver = true;
      });
    expect(await cutOnce(statement, () => isOver)).toBe(1);
    expect(await running).toMatchObject({ code: 'HUB_INGEST_RUN_FAILED', details: { kind: 'hub' } });
    // Whole pages only, with their announcements.
    const between = await countAll(test);
    expect(between.rows === held ? 0 : between.rows % PER_PAGE).toBe(0);
    expect(between.rows).toBeLessThan(PAGES * PER_PAGE);
    expect(between.announced).toBe(between.rows + between.rewritten);
    await runDataset(bound, runDeps(test));
    const all = PAGES * PER_PAGE;
    expect(await countAll(test)).toEqual({ ...NOTHING, rows: all, rewritten: held, announced: all + held });
  });

  it('a page without records, as a stream sends when only its place moved: its cursor is kept, it is acknowledged', async () => {
    let acknowledged = 0;
    const bound = await bindOne(
      fakeConnector({
        async *read(_, { dataset }) {
          for (const [cursor, changes] of [[put({ id: 'a' })], [], [put({ id: 'b' })], []].entries())
            yield {
              dataset: dataset.name,
              changes,
              cursor,
              ack: () => {
                acknowledged += 1;
              },
            };
        },
      }),
    );
    expect(await runDataset(bound, runDeps(test))).toMatchObject({ pages: 4, inserted: 2 });
    expect(acknowledged).toBe(4);
    const { rows } = await test.store.pool.query(
      `SELECT (SELECT cursor FROM source_cursor) AS cursor, (SELECT count(*)::int FROM landed_page) AS landed`,
    );
    expect(rows[0]).toEqual({ cursor: '3', landed: 2 });
    expect(await countAll(test)).toEqual({ ...NOTHING, rows: 2, announced: 2 });
  });
});
