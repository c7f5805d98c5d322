import { randomBytes } from 'node:crypto';
import { sql } from '../../connectors/sql/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { createTestDatabase, type TestDatabase } from '../connectors/test-database.ts';
import { freePort } from './loopback-server.ts';
import { createPostgresProxy } from './postgres-proxy.ts';

const PASSWORD = 'planted-database-password-51be';

/** A database for all checks of a harness, a table for each. */
function createSqlHarness(dataset: object, skips: Record<string, string> = {}): ConnectorHarness {
  let opened: Promise<TestDatabase> | undefined;
  let tables = 0;
  /** A role of our own, because its password is planted. */
  const role = `fixture_${randomBytes(6).toString('hex')}`;

  const open = async () => {
    const database = await createTestDatabase();
    await database.run(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
    await database.run(`ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO ${role}`);
    return database;
  };
  const database = () => {
    opened ??= open();
    return opened;
  };

  const start = async (): Promise<FixtureSource> => {
    const { url, run } = await database();
    tables += 1;
    const table = `road_${tables}`;
    // No primary key: a row without id is this protocol's malformed record.
    await run(`CREATE TABLE ${table} (id text, name text, changed timestamptz NOT NULL)`);
    const target = new URL(url);
    const proxy = await createPostgresProxy({ host: target.hostname, port: Number(target.port) });

    const settings = (port: number, user: string) => {
      const address = new URL(url);
      address.host = `127.0.0.1:${port}`;
      address.username = user;
      address.password = PASSWORD;
      return {
        config: {
          url: 'FIXTURE_URL',
          driver: 'postgres',
          datasets: [{ name: 'roads', table, key: ['id'], ...dataset }],
        },
        secrets: { FIXTURE_URL: address.href, FIXTURE_PASSWORD: PASSWORD },
      };
    };
    const load = async (rows: readonly (Omit<FixtureRow, 'id'> & { id: string | null })[]) => {
      await run(
        `INSERT INTO ${table} SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])`,
        (['id', 'name', 'changed'] as const).map((field) => rows.map((row) => row[field])),
      );
    };
    return {
      good: settings(proxy.port, role),
      badCredential: settings(proxy.port, 'nobody_of_this_name'),
      refused: settings(await freePort(), role),
      dataset: 'roads',
      farFuture: { since: '2999-01-01 00:00:00+00' },
      load,
      loadAroundMalformed: async (before, after) => load([before, { ...before, id: null }, after]),
      remove: async (id) => {
        await run(`DELETE FROM ${table} WHERE id = $1`, [id]);
      },
      calls: () => proxy.statements,
      connections: () => proxy.connections,
      cut: () => proxy.cut(),
      stop: () => proxy.close(),
    };
  };

  return {
    module: sql,
    pageBytes: 700,
    skips,
    start,
    close: async () => {
      const database = await opened;
      await database?.run(`DROP OWNED BY ${role}`);
      await database?.run(`DROP ROLE ${role}`);
      await database?.drop();
    },
  };
}

export const sqlHarnesses: Record<string, ConnectorHarness> = {
  'sql, watermark and look-ups': createSqlHarness({
    cursor: { fields: ['changed'], lookback: 'PT10M' },
    live: { keys: [['id']], maxKeys: 20 },
  }),
  'sql, snapshot': createSqlHarness(
    {},
    {
      'read.far-future': 'a snapshot has no watermark',
    },
  ),
};
