import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../connectors/sql/index.ts';
import { createFixedClock } from '../../src/kernel/clock.ts';
import type { Json, Page } from '../../src/sdk/index.ts';
import { createPostgresProxy } from '../conformance/postgres-proxy.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
beforeEach(async () => {
  await database.run(`
    DROP TABLE IF EXISTS crash;
    CREATE TABLE crash (id bigint, place text, hurt bigint, changed timestamptz);
    INSERT INTO crash SELECT i, 'Km ' || i, i, timestamptz '2026-01-01Z' + i * interval '1 minute' FROM generate_series(1, 100) i`);
});

const cursor = { fields: ['changed'], lookback: 'PT0S' };
async function open(dataset: object = {}, url = database.url, options: object = {}) {
  const source = await createTestSource(
    sql,
    { url: 'DB_URL', datasets: [{ name: 'crashes', table: 'crash', key: ['id'], cursor, ...dataset }] },
    { secrets: { DB_URL: url }, ...options },
  );
  stops.push(source.stop);
  return source;
}
const ids = (pages: Page[]) => putsOf(pages).map((row) => Number(row.id));
const oneTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('sql: rows that a tuple comparison would lose', () => {
  beforeEach(async () => {
    await database.run('UPDATE crash SET changed = NULL WHERE id <= 30');
    await database.run('UPDATE crash SET id = NULL WHERE id > 90');
  });

  it('reads rows without watermark, refuses rows without key, once each and from every cursor', async () => {
    const { connector, ctx } = await open();
    const whole = await readPages(connector, ctx, 'crashes', { pageBytes: 300 });
    expect(whole.length).toBeGreaterThan(10);
    expect(ids(whole)).toEqual(oneTo(90));
    expect(badsOf(whole).map(({ code, field }) => `${code} ${field}`)).toEqual(
      Array(10).fill('key-missing id'),
    );
    for (let cut = 1; cut < whole.length; cut++) {
      const rest = await readPages(connector, ctx, 'crashes', {
        pageBytes: 300,
        cursor: whole[cut - 1]!.cursor,
      });
      expect(rest.flatMap(({ changes }) => changes)).toEqual(
        whole.slice(cut).flatMap(({ changes }) => changes),
      );
    }
  });

  it('reads rows without watermark again in every run, and the rest not', async () => {
    const { connector, ctx } = await open();
    const whole = await readPages(connector, ctx, 'crashes');
    const again = await readPages(connector, ctx, 'crashes', { cursor: whole.at(-1)!.cursor });
    // 30 without a watermark; the last row with a key is older than the last one of all.
    expect(ids(again)).toEqual([...oneTo(30), 90]);
  });

  it('refuses them by name where that is wanted', async () => {
    const { connector, ctx } = await open({ cursor: { ...cursor, nullWatermark: 'refuse' } });
    const pages = await readPages(connector, ctx, 'crashes');
    expect(ids(pages)).toHaveLength(60);
    expect(badsOf(pages).filter(({ code }) => code === 'watermark-missing')).toHaveLength(30);
  });

  it('a snapshot says its first and its last page, and refuses rows without key', async () => {
    const { connector, ctx } = await open({ cursor: undefined });
    const pages = await readPages(connector, ctx, 'crashes', { pageBytes: 300 });
    expect(ids(pages)).toHaveLength(90);
    expect(badsOf(pages)).toHaveLength(10);
    expect(pages.map((page) => page.snapshotStart === true)).toEqual(pages.map((_, i) => i === 0));
    expect(pages.map((page) => page.snapshotEnd === true)).toEqual(
      pages.map((_, i) => i === pages.length - 1),
    );
  });
});

describe('sql: backfill', () => {
  const range = { from: '2026-01-01 00:10:00+00', to: '2026-01-01 00:20:00+00' };
  async function backfill(more: object, from: Json | null = null) {
    const { connector, ctx } = await open(more);
    const dataset = (await connector.discover(ctx))[0]!;
    const pages: Page[] = [];
    for await (const page of connector.read!(ctx, {
      dataset,
      cursor: from,
      follow: false,
      range,
      pageBytes: 120,
    }))
      pages.push(page);
    return pages;
  }

  it('reads [from, to) and nothing else, and goes on from every cursor', async () => {
    const pages = await backfill({});
    expect(ids(pages)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(ids(await backfill({}, pages[0]!.cursor))).toEqual(ids(pages.slice(1)));
    expect(await backfill({}, pages.at(-1)!.cursor)).toEqual([]);
  });

  it('says "unsupported" where there is no cursor', async () => {
    await expect(backfill({ cursor: undefined })).rejects.toMatchObject({ kind: 'unsupported' });
  });
});

describe('sql: clocks', () => {
  it('stays behind the clock of the source by the safety gap, wherever the clock of the hub stands', async () => {
    await database.run(
      `INSERT INTO crash VALUES (101, 'now', 1, now()), (102, 'ahead', 1, now() + interval '5 minutes')`,
    );
    for (const hub of ['1999-01-01', '2099-01-01']) {
      const clock = createFixedClock(new Date(hub));
      const { connector, ctx } = await open({ cursor: { ...cursor, safetyGap: 'PT10M' } }, database.url, {
        clock,
      });
      const first = await readPages(connector, ctx, 'crashes');
      expect(ids(first)).toHaveLength(102);
      const end = first.at(-1)!.cursor as { since: string };
      // Committed late by a transaction that was open meanwhile, stamped before rows that were read already.
      await database.run(`INSERT INTO crash VALUES (200, 'late', 1, now() - interval '9 minutes')`);
      expect(ids(await readPages(connector, ctx, 'crashes', { cursor: end })).sort()).toEqual([
        101, 102, 200,
      ]);
      await database.run('DELETE FROM crash WHERE id = 200');
    }
  });

  it('a clock of the source that is behind its rows: all are read, none is hidden afterwards', async () => {
    // All rows lie in the future of the source's clock.
    await database.run(`UPDATE crash SET changed = changed + interval '500 years'`);
    const { connector, ctx } = await open();
    const first = await readPages(connector, ctx, 'crashes');
    expect(ids(first)).toEqual(oneTo(100));
    await database.run(`INSERT INTO crash VALUES (101, 'now', 1, now())`);
    const again = await readPages(connector, ctx, 'crashes', { cursor: first.at(-1)!.cursor });
    expect(ids(again)).toHaveLength(101);
  });
});

describe('sql: what happens in the middle of a run', () => {
  /** Three pages, then something happens, then the rest. */
  async function interrupted(happens: () => Promise<unknown>, url?: string) {
    const { connector, ctx } = await open({}, url);
    const dataset = (await connector.discover(ctx))[0]!;
    const pages: Page[] = [];
    let error: unknown;
    try {
      for await (const page of connector.read!(ctx, {
        dataset,
        cursor: null,
        follow: false,
        pageBytes: 300,
      })) {
        pages.push(page);
        if (pages.length === 3) await happens();
      }
    } catch (caught) {
      error = caught;
    }
    return { pages, error };
  }

  it.each([
    ['a column is dropped', 'ALTER TABLE crash DROP COLUMN hurt'],
    ['a column is renamed', 'ALTER TABLE crash RENAME COLUMN hurt TO injured'],
    ['a type is narrowed', 'ALTER TABLE crash ALTER COLUMN hurt TYPE smallint'],
    ['a text is shortened', 'ALTER TABLE crash ALTER COLUMN place TYPE varchar(10)'],
  ])('%s: drift, and the pages before stand', async (_title, statement) => {
    const { pages, error } = await interrupted(() => database.run(statement));
    expect(error).toMatchObject({ name: 'ConnectorError', kind: 'drift' });
    const read = ids(pages).length;
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(100);
    const { connector, ctx } = await open();
    const rest = await readPages(connector, ctx, 'crashes', { cursor: pages.at(-1)!.cursor });
    expect([...ids(pages), ...ids(rest)]).toEqual(oneTo(100));
  });

  it.each([
    ['a type is widened', 'ALTER TABLE crash ALTER COLUMN hurt TYPE bigint'],
    ['a column is added', 'ALTER TABLE crash ADD COLUMN note text'],
  ])('%s: all rows are read', async (_title, statement) => {
    const { pages, error } = await interrupted(() => database.run(statement));
    expect(error).toBeUndefined();
    expect(ids(pages)).toEqual(oneTo(100));
  });

  it('the connection is cut: transient, and the cursor of the last page goes on without loss', async () => {
    const address = new URL(database.url);
    const proxy = await createPostgresProxy({ host: address.hostname, port: Number(address.port) });
    address.host = `127.0.0.1:${proxy.port}`;
    const { pages, error } = await interrupted(async () => proxy.cut(), address.href);
    // The next statement opens a new session, unless the old one was in the middle of an answer.
    if (error) expect(error).toMatchObject({ kind: 'transient' });
    const { connector, ctx } = await open();
    const rest = error ? await readPages(connector, ctx, 'crashes', { cursor: pages.at(-1)!.cursor }) : [];
    expect([...ids(pages), ...ids(rest)]).toEqual(oneTo(100));
    await proxy.close();
  });

  it('a row that is much wider than those before comes on a page of its own', async () => {
    await database.run(`UPDATE crash SET place = repeat('x', 200000) WHERE id IN (50, 51, 52)`);
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'crashes', { pageBytes: 10_000 });
    expect(ids(pages)).toEqual(oneTo(100));
    const wide = pages.filter(({ changes }) => JSON.stringify(changes).length > 100_000);
    expect(wide.map(({ changes }) => changes.length)).toEqual([1, 1, 1]);
  });
});

it('sql: a dataset of both table and query, or of none, is refused by name', async () => {
  await expect(open({ query: 'SELECT 1' })).rejects.toMatchObject({ kind: 'config' });
  await expect(open({ table: undefined })).rejects.toMatchObject({ kind: 'config' });
});
