import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../connectors/sql/index.ts';
import type { Json, LiveQuery, Where } from '../../src/sdk/index.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await database.drop();
});
beforeEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await database.run(`
    DROP TABLE IF EXISTS resident;
    CREATE TABLE resident (
      id bigint PRIMARY KEY, name text NOT NULL, commune text, born date, score numeric(6,2), alive boolean,
      tags text[], extra jsonb, changed timestamptz NOT NULL
    );
    INSERT INTO resident
    SELECT 9007199254740993 + i, 'Người ' || i, CASE WHEN i % 5 = 0 THEN NULL ELSE 'C' || i % 3 END, date '1980-01-01' + i::int,
      i / 4.0, i % 2 = 0, ARRAY['a', 'b'], '{"n":1}', timestamptz '2026-01-01 00:00:00.000001+00' + (i / 50) * interval '1 minute'
    FROM generate_series(0, 199) i`);
});

const dataset = { name: 'residents', table: 'resident', key: ['id'] };
async function open(more: object = {}, config: object = {}) {
  const source = await createTestSource(
    sql,
    { url: 'DB_URL', driver: 'postgres', datasets: [{ ...dataset, ...more }], ...config },
    { secrets: { DB_URL: database.url } },
  );
  stops.push(source.stop);
  return source;
}
const cursor = { fields: ['changed'], lookback: 'PT90S' };
const idOf = (i: number) => String(9007199254740993n + BigInt(i));
const ids = (pages: Awaited<ReturnType<typeof readPages>>) => putsOf(pages).map((row) => row.id);

describe('sql: discover', () => {
  it('describes columns, and values keep every digit', async () => {
    const { connector, ctx } = await open({ cursor });
    const [found] = await connector.discover(ctx);
    expect(found!.schema).toEqual({
      type: 'object',
      properties: {
        id: { type: 'string', pattern: '^-?\\d+$' },
        name: { type: 'string' },
        commune: { type: ['string', 'null'] },
        born: { type: ['string', 'null'], format: 'date' },
        score: { type: ['string', 'null'] },
        alive: { type: ['boolean', 'null'] },
        tags: { type: ['array', 'null'] },
        extra: {},
        changed: { type: 'string', format: 'date-time' },
      },
      required: ['id', 'name', 'changed'],
    });
    const [page] = await readPages(connector, ctx, 'residents');
    expect(putsOf([page!])[0]).toEqual({
      id: '9007199254740993',
      name: 'Người 0',
      commune: null,
      born: '1980-01-01',
      score: '0.00',
      alive: true,
      tags: ['a', 'b'],
      extra: { n: 1 },
      changed: '2026-01-01T00:00:00.000001Z',
    });
  });

  it('reads a query as it reads a table', async () => {
    const { connector, ctx } = await open({
      table: undefined,
      query: 'SELECT id, name FROM resident WHERE alive;',
    });
    expect(ids(await readPages(connector, ctx, 'residents'))).toHaveLength(100);
  });
});

describe('sql: watermark', () => {
  it('reads every row once though many share an instant across pages, and the same rest from every cursor', async () => {
    const { connector, ctx } = await open({ cursor });
    const whole = await readPages(connector, ctx, 'residents', { pageBytes: 1_000 });
    expect(whole.length).toBeGreaterThan(15);
    expect(ids(whole)).toEqual(Array.from({ length: 200 }, (_, i) => idOf(i)));
    for (let cut = 1; cut < whole.length; cut++) {
      const rest = await readPages(connector, ctx, 'residents', {
        pageBytes: 1_000,
        cursor: whole[cut - 1]!.cursor,
      });
      expect(ids(rest)).toEqual(ids(whole.slice(cut)));
    }
  });

  it('keeps the watermark as the database printed it and reads the lookback again', async () => {
    const { connector, ctx } = await open({ cursor });
    const pages = await readPages(connector, ctx, 'residents');
    const last = pages.at(-1)!.cursor;
    expect(last).toEqual({ since: '2026-01-01 00:03:00.000001+00', clock: null, after: null });
    await database.run(
      `INSERT INTO resident VALUES (1, 'late', null, null, null, null, null, null, '2026-01-01T00:01:31Z')`,
    );
    const again = await readPages(connector, ctx, 'residents', { cursor: last });
    expect(ids(again)).toContain('1');
    expect(ids(again)).toHaveLength(101);
  });

  it('does not let a row from the future move the watermark past the clock', async () => {
    await database.run(`UPDATE resident SET changed = '2099-01-01' WHERE id = $1`, [idOf(7)]);
    const { connector, ctx } = await open({ cursor });
    const pages = await readPages(connector, ctx, 'residents');
    expect(ids(pages)).toHaveLength(200);
    const { since } = pages.at(-1)!.cursor as { since: string };
    expect(Math.abs(Date.parse(since) - Date.now())).toBeLessThan(3_600_000);
  });

  it('picks up what was committed behind the place where a crashed run stood', async () => {
    const { connector, ctx } = await open({ cursor: { fields: ['changed'], lookback: 'PT1H' } });
    const [, second] = await readPages(connector, ctx, 'residents', { pageBytes: 5_000, stopAfter: 2 });
    await database.run(
      `INSERT INTO resident VALUES (1, 'behind', null, null, null, null, null, null, '2026-01-01T00:00:00Z')`,
    );
    await database.run(`INSERT INTO resident VALUES (2, 'now', null, null, null, null, null, null, now())`);
    const resumed = await readPages(connector, ctx, 'residents', { cursor: second!.cursor });
    expect(ids(resumed)).not.toContain('1');
    // The next pass begins where the data of the crashed one ended or where it began by the clock, whichever is earlier.
    const { since } = resumed.at(-1)!.cursor as { since: string };
    expect(Date.parse(since)).toBeLessThanOrEqual(Date.now());
  });

  it('gives nothing, and no error, when nothing is new or the watermark lies in the future', async () => {
    const { connector, ctx } = await open({ cursor: { fields: ['changed'] } });
    expect(
      await readPages(connector, ctx, 'residents', { cursor: { since: '2999-01-01 00:00:00+00' } }),
    ).toEqual([]);
  });

  it('quarantines a row without key', async () => {
    await database.run(`ALTER TABLE resident ADD COLUMN code text`);
    await database.run(`UPDATE resident SET code = 'K' || id WHERE id <> $1`, [idOf(3)]);
    const { connector, ctx } = await open({ key: ['code'] });
    const pages = await readPages(connector, ctx, 'residents');
    expect(putsOf(pages)).toHaveLength(199);
    expect(badsOf(pages)[0]!.reason).toBe('key column code is null');
  });

  it('marks the end of a snapshot only when it was read from its beginning', async () => {
    const { connector, ctx } = await open();
    const whole = await readPages(connector, ctx, 'residents', { pageBytes: 10_000 });
    expect(whole.map((page) => page.snapshotEnd === true)).toEqual(
      whole.map((_, i) => i === whole.length - 1),
    );
    const resumed = await readPages(connector, ctx, 'residents', { cursor: whole[0]!.cursor });
    expect(resumed.some((page) => page.snapshotEnd)).toBe(false);
  });
});

describe('sql: live', () => {
  const live = { keys: [['id'], ['commune', 'alive']], maxKeys: 10 };

  async function ask(query: Partial<LiveQuery>) {
    const { connector, ctx } = await open({ live });
    const dataset = (await connector.discover(ctx))[0]!;
    return connector.query!(ctx, { dataset, select: ['name'], ...query });
  }

  it('answers many keys with one statement, and a key that cannot exist with nothing', async () => {
    const values: Json[][] = [[idOf(3)], [idOf(1)], [idOf(3)], ['no number'], [null], ['12']];
    const { rows, applied } = await ask({ keys: { fields: ['id'], values } });
    expect(rows.map((row) => row.name).sort()).toEqual(['Người 1', 'Người 3']);
    expect(applied).toEqual({ where: true, orderBy: true, limit: true });
  });

  it('looks up by a tuple', async () => {
    const { rows } = await ask({
      keys: {
        fields: ['commune', 'alive'],
        values: [
          ['C1', true],
          ['C2', false],
        ],
      },
    });
    expect(rows.length).toBeGreaterThan(10);
    expect(new Set(rows.map((row) => `${row.commune}/${row.alive}`))).toEqual(
      new Set(['C1/true', 'C2/false']),
    );
  });

  it.each<[string, Where, number]>([
    ['and [] is all', { and: [] }, 200],
    ['or [] is none', { or: [] }, 0],
    ['eq', { field: 'commune', op: 'eq', value: 'C1' }, 54],
    ['not of null is true', { not: { field: 'commune', op: 'eq', value: 'C1' } }, 146],
    ['in', { field: 'commune', op: 'in', value: ['C1', 'C2', null] }, 107],
    [
      'range',
      {
        and: [
          { field: 'score', op: 'gte', value: 10 },
          { field: 'score', op: 'lt', value: '11' },
        ],
      },
      4,
    ],
    ['like', { field: 'name', op: 'like', value: 'Người 19%' }, 11],
    ['isNull', { field: 'commune', op: 'isNull', value: true }, 40],
    ['a value that is an injection', { field: 'name', op: 'eq', value: "'; DROP TABLE resident; --" }, 0],
  ])('%s', async (_name, where, count) => {
    expect((await ask({ where })).rows).toHaveLength(count);
  });

  it('orders text by code point with nulls last, and limits', async () => {
    await database.run(`UPDATE resident SET name = CASE id - 9007199254740993 WHEN 0 THEN 'b' WHEN 1 THEN 'Z' WHEN 2 THEN 'á' END
      WHERE id < 9007199254740996`);
    const { rows } = await ask({ orderBy: [['name', 'desc']], limit: 2 });
    expect(rows.map((row) => row.name)).toEqual(['á', 'b']);
    const byCommune = await ask({ orderBy: [['commune', 'desc']], limit: 170, select: ['commune'] });
    expect(byCommune.rows.slice(160).every((row) => row.commune === null)).toBe(true);
  });

  it.each<[string, Partial<LiveQuery>, string]>([
    ['keys it was not opened for', { keys: { fields: ['name'], values: [['x']] } }, 'unsupported'],
    [
      'too many keys',
      { keys: { fields: ['id'], values: Array.from({ length: 11 }, (_, i) => [i]) } },
      'unsupported',
    ],
    [
      'an operator of another world',
      { where: { field: 'name', op: '~' as 'eq', value: 'x' } },
      'unsupported',
    ],
    ['a column that is not there', { where: { field: 'name" OR true --', op: 'eq', value: 'x' } }, 'drift'],
    ['a selected column that is not there', { select: ['password'] }, 'drift'],
  ])('refuses %s', async (_name, query, kind) => {
    await expect(ask(query)).rejects.toMatchObject({ name: 'ConnectorError', kind });
  });

  it('cancels the statement on the server when it is stopped', async () => {
    const { connector, ctx, stop } = await open({
      table: undefined,
      query: 'SELECT id, name, pg_sleep(0.2)::text AS nap FROM resident',
      live: { keys: [['id']] },
    });
    const dataset = (await connector.discover(ctx))[0]!;
    const asked = connector.query!(ctx, { dataset, select: ['nap'] });
    const outcome = expect(asked).rejects.toThrow('test over');
    const sleeping = async () =>
      (
        await database.run(
          `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE '%AS nap FROM resident) AS t%LIMIT%'`,
        )
      ).rowCount;
    // Left alone the statement takes 40 s; the test ends only if the server stops before.
    const until = async (count: number) => {
      while ((await sleeping()) !== count) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await until(1);
    await stop();
    await outcome;
    await until(0);
  });

  it('ends a statement that takes too long', async () => {
    const slow = {
      table: undefined,
      query: 'SELECT id, pg_sleep(5)::text AS nap FROM resident',
      live: { keys: [['id']] },
    };
    const { connector, ctx } = await open(slow, { timeoutMs: 100 });
    const dataset = (await connector.discover(ctx))[0]!;
    await expect(connector.query!(ctx, { dataset, select: ['nap'] })).rejects.toMatchObject({
      kind: 'transient',
    });
  });
});
