import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../connectors/sql/index.ts';
import type { Json, LiveQuery, Where } from '../../src/sdk/index.ts';
import { countMysql, createStatementProxy } from '../conformance/postgres-proxy.ts';
import { findService } from '../support/services.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { createMariadbDatabase, MARIADB_PORT, type MariadbDatabase } from './test-database.ts';

const service = await findService('MariaDB', MARIADB_PORT);

describe.skipIf(!service.isThere)(`sql: ${service.title}`, () => {
  let database: MariadbDatabase;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    database = await createMariadbDatabase();
  });
  afterAll(() => database.drop());
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    while ((await database.sessions()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });
  beforeEach(async () => {
    await database.run(`
      DROP TABLE IF EXISTS vehicle;
      CREATE TABLE vehicle (
        id bigint unsigned PRIMARY KEY, plate varchar(20) NOT NULL, weight decimal(12,3), born date, seen timestamp(6) NULL,
        changed datetime(6), ratio double, flags bit(8), code binary(4), extra json, big bigint
      );
      INSERT INTO vehicle
      SELECT 18446744073709551000 + seq, concat('29A-', lpad(seq, 5, '0')), seq / 8, date '1980-01-01' + INTERVAL seq DAY,
        '2026-01-01 00:00:00.000001', timestamp '2026-01-01 00:00:00.000001' + INTERVAL (seq DIV 50) MINUTE,
        seq / 3e0, 5, unhex('00ff10a0'), '{"n":1}', -9007199254740993
      FROM seq_0_to_199`);
  });

  const cursor = { fields: ['changed'], lookback: 'PT90S' };
  async function open(dataset: object = {}, url = database.url, config: object = {}) {
    const source = await createTestSource(
      sql,
      {
        url: 'DB_URL',
        driver: 'mysql',
        datasets: [{ name: 'vehicles', table: 'vehicle', key: ['id'], ...dataset }],
        ...config,
      },
      { secrets: { DB_URL: url } },
    );
    stops.push(source.stop);
    return source;
  }
  const ids = (pages: Awaited<ReturnType<typeof readPages>>) => putsOf(pages).map((row) => row.id);
  const idOf = (i: number) => String(18446744073709551000n + BigInt(i));
  const all = Array.from({ length: 200 }, (_, i) => idOf(i));

  it('keeps every digit: past 2^63, decimals, microseconds, bits, bytes', async () => {
    const { connector, ctx } = await open();
    const [found] = await connector.discover(ctx);
    expect(found!.schema).toMatchObject({
      properties: {
        id: { type: 'string' },
        seen: { format: 'date-time' },
        weight: { type: ['string', 'null'] },
      },
      required: ['id', 'plate'],
    });
    expect(putsOf(await readPages(connector, ctx, 'vehicles'))[1]).toEqual({
      id: idOf(1),
      plate: '29A-00001',
      weight: '0.125',
      born: '1980-01-02',
      seen: '2026-01-01T00:00:00.000001Z',
      changed: '2026-01-01 00:00:00.000001',
      ratio: 1 / 3,
      flags: '5',
      code: '00FF10A0',
      extra: { n: 1 },
      big: '-9007199254740993',
    });
  });

  it('reads shared instants and rows without watermark once each, and the same rest from every cursor', async () => {
    await database.run('UPDATE vehicle SET changed = NULL WHERE id < ?', [idOf(20)]);
    const { connector, ctx } = await open({ cursor });
    const whole = await readPages(connector, ctx, 'vehicles', { pageBytes: 2_000 });
    expect(whole.length).toBeGreaterThan(10);
    expect(ids(whole)).toEqual(all);
    for (let cut = 1; cut < whole.length; cut++)
      expect(
        ids(
          await readPages(connector, ctx, 'vehicles', { pageBytes: 2_000, cursor: whole[cut - 1]!.cursor }),
        ),
      ).toEqual(ids(whole.slice(cut)));
    expect(whole.at(-1)!.cursor).toEqual({ since: '2026-01-01 00:03:00.000001', clock: null, after: null });
    const again = await readPages(connector, ctx, 'vehicles', { cursor: whole.at(-1)!.cursor });
    expect(ids(again)).toHaveLength(20 + 100);
  });

  it('the watermark stays behind the clock of the source, in the zone of its columns', async () => {
    await database.run('UPDATE vehicle SET changed = utc_timestamp(6) + INTERVAL 7 HOUR - INTERVAL 2 SECOND');
    const { connector, ctx } = await open({ cursor }, database.url, { timeZone: 'Asia/Ho_Chi_Minh' });
    const { since } = (await readPages(connector, ctx, 'vehicles')).at(-1)!.cursor as { since: string };
    const [row] = await database.run(
      'SELECT timestampdiff(SECOND, ?, utc_timestamp(6) + INTERVAL 7 HOUR) AS behind',
      [since],
    );
    // One minute, the default safety gap, and what the test took.
    expect(Number(row!.behind)).toBeGreaterThanOrEqual(60);
    expect(Number(row!.behind)).toBeLessThan(600);
  });

  it('keys that differ only in case or in blanks at the end are two', async () => {
    await database.run(`DROP TABLE vehicle`);
    await database.run(`CREATE TABLE vehicle (id varchar(20), n int)`);
    const keys = ['a', 'A', 'a ', 'á', 'ă', 'B', 'b', 'đ', 'd', 'D'];
    await database.run('INSERT INTO vehicle VALUES ?', [keys.map((key, n) => [key, n])]);
    await database.run('INSERT INTO vehicle VALUES (NULL, 99)');
    const { connector, ctx } = await open({ live: { keys: [['id']] } });
    const pages = await readPages(connector, ctx, 'vehicles', { pageBytes: 15 });
    expect(pages.length).toBeGreaterThan(5);
    expect(ids(pages).sort()).toEqual([...keys].sort());
    expect(badsOf(pages)).toHaveLength(1);
    const dataset = (await connector.discover(ctx))[0]!;
    const found = await connector.query!(ctx, {
      dataset,
      select: ['n'],
      keys: { fields: ['id'], values: [['a'], ['D']] },
    });
    expect(found.rows.map(({ n }) => n).sort()).toEqual([0, 9]);
  });

  it('a cut connection is transient, and reading goes on from the last page', async () => {
    const address = new URL(database.url);
    const proxy = await createStatementProxy({ host: address.hostname, port: MARIADB_PORT }, countMysql);
    address.host = `127.0.0.1:${proxy.port}`;
    const { connector, ctx } = await open({ cursor }, address.href);
    const dataset = (await connector.discover(ctx))[0]!;
    // The answer is wider than a page: the cut comes while rows of it are still under way.
    await database.run(`ALTER TABLE vehicle ADD COLUMN wide mediumtext`);
    await database.run(`UPDATE vehicle SET wide = repeat('x', 500000) WHERE id BETWEEN ? AND ?`, [
      idOf(10),
      idOf(150),
    ]);
    const pages: Awaited<ReturnType<typeof readPages>> = [];
    const run = async () => {
      for await (const page of connector.read!(ctx, {
        dataset,
        cursor: null,
        follow: false,
        pageBytes: 5_000,
      })) {
        pages.push(page);
        if (ids(pages).length > 20) proxy.cut();
      }
    };
    await expect(run()).rejects.toMatchObject({ name: 'ConnectorError', kind: 'transient' });
    await proxy.close();
    const other = await open({ cursor });
    const rest = await readPages(other.connector, other.ctx, 'vehicles', { cursor: pages.at(-1)!.cursor });
    expect([...ids(pages), ...ids(rest)]).toEqual(all);
  });

  it('a dropped column in the middle of a run is drift', async () => {
    const { connector, ctx } = await open();
    const dataset = (await connector.discover(ctx))[0]!;
    const run = async () => {
      for await (const _ of connector.read!(ctx, { dataset, cursor: null, follow: false, pageBytes: 2_000 }))
        await database.run('ALTER TABLE vehicle DROP COLUMN IF EXISTS ratio');
    };
    await expect(run()).rejects.toMatchObject({ kind: 'drift' });
  });

  it.each<[string, Where, number]>([
    ['eq of an unsigned key', { field: 'id', op: 'eq', value: idOf(7) }, 1],
    ['eq is exact', { field: 'plate', op: 'eq', value: '29a-00001' }, 0],
    ['in', { field: 'plate', op: 'in', value: ['29A-00001', '29A-00002', null] }, 2],
    ['decimals', { field: 'weight', op: 'lt', value: '0.5' }, 4],
    ['instants', { field: 'seen', op: 'eq', value: '2026-01-01T07:00:00.000001+07:00' }, 200],
    ['like', { field: 'plate', op: 'like', value: '29A-0001_' }, 10],
    ['not of null', { not: { field: 'changed', op: 'eq', value: null } }, 200],
    ['an injection', { field: 'plate', op: 'eq', value: `' OR 1=1 -- \\` }, 0],
  ])('live: %s', async (_title, where, count) => {
    const { connector, ctx } = await open({ live: { keys: [['id']] } });
    const dataset = (await connector.discover(ctx))[0]!;
    expect((await connector.query!(ctx, { dataset, select: ['id'], where })).rows).toHaveLength(count);
  });

  it('live: tuples, and a key that cannot exist', async () => {
    const { connector, ctx } = await open({ live: { keys: [['id', 'plate']] } });
    const dataset = (await connector.discover(ctx))[0]!;
    const values: Json[][] = [
      [idOf(1), '29A-00001'],
      [idOf(2), '29A-00001'],
      ['x', 'y'],
      ['99999999999999999999', 'y'],
    ];
    const keys: LiveQuery['keys'] = { fields: ['id', 'plate'], values };
    expect((await connector.query!(ctx, { dataset, select: [], keys })).rows).toEqual([
      { id: idOf(1), plate: '29A-00001' },
    ]);
  });

  it('stops a statement on the server when it is stopped, and ends one that takes too long', async () => {
    const slow = {
      table: undefined,
      query: 'SELECT id, sleep(0.2) AS nap FROM vehicle',
      live: { keys: [['id']] },
    };
    const { connector, ctx, stop } = await open(slow);
    const dataset = (await connector.discover(ctx))[0]!;
    const outcome = expect(connector.query!(ctx, { dataset, select: ['nap'] })).rejects.toThrow('test over');
    const sleeping = async () =>
      (
        await database.run(
          `SELECT 1 FROM information_schema.processlist WHERE info LIKE '%AS nap FROM vehicle%' AND id <> connection_id()`,
        )
      ).length;
    while ((await sleeping()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await stop();
    await outcome;
    while ((await sleeping()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));

    const hasty = await open(slow, database.url, { timeoutMs: 100 });
    await expect(hasty.connector.query!(hasty.ctx, { dataset, select: ['nap'] })).rejects.toMatchObject({
      kind: 'transient',
    });
  });

  it.each([
    ['a table that is not there', { table: 'nothing' }, 'drift'],
    ['a query that is no SQL', { table: undefined, query: 'SELEC 1' }, 'config'],
  ])('%s', async (_title, dataset, kind) => {
    const { connector, ctx } = await open(dataset);
    await expect(connector.check(ctx)).rejects.toMatchObject({ name: 'ConnectorError', kind });
  });

  it('cannot write', async () => {
    const { connector, ctx } = await open({ table: undefined, query: 'SELECT nextval(s) AS id' });
    await database.run('CREATE OR REPLACE SEQUENCE s');
    await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ name: 'ConnectorError' });
  });
});
