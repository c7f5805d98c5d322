import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { sql } from '../../connectors/sql/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { createMariadbDatabase, createTestDatabase, MARIADB_PORT } from '../connectors/test-database.ts';
import { findService } from '../support/services.ts';
import { freePort } from './loopback-server.ts';
import { countMysql, countPostgres, createStatementProxy } from './postgres-proxy.ts';

const PASSWORD = 'planted-database-password-51be';

/** How one engine is set up for the checks. */
interface Engine {
  driver: 'postgres' | 'mysql';
  count: typeof countPostgres;
  open(): Promise<{
    url: string;
    run(text: string, values?: unknown[]): Promise<unknown>;
    drop(): Promise<void>;
  }>;
  /** A role of our own, because its password is planted. */
  createRole: (role: string, database: string) => string[];
  dropRole: (role: string) => string[];
  /** No primary key: a row without id is this protocol's malformed record. */
  createTable: (table: string) => string;
  insert: (
    table: string,
    rows: readonly (Omit<FixtureRow, 'id'> & { id: string | null })[],
  ) => [string, unknown[]];
  generate: (table: string, count: number) => string;
  farFuture: string;
}

const postgresEngine: Engine = {
  driver: 'postgres',
  count: countPostgres,
  open: createTestDatabase,
  createRole: (role) => [
    `CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO ${role}`,
  ],
  dropRole: (role) => [`DROP OWNED BY ${role}`, `DROP ROLE ${role}`],
  createTable: (table) => `CREATE TABLE ${table} (id text, name text, changed timestamptz NOT NULL)`,
  insert: (table, rows) => [
    `INSERT INTO ${table} SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])`,
    (['id', 'name', 'changed'] as const).map((field) => rows.map((row) => row[field])),
  ],
  generate: (table, count) => `INSERT INTO ${table}
    SELECT i::text, 'Đường số ' || i, timestamptz '2026-01-01 00:00:00.123457Z' + i * interval '1 ms' FROM generate_series(1, ${count}) i`,
  farFuture: '2999-01-01 00:00:00+00',
};

const mariadbEngine: Engine = {
  driver: 'mysql',
  count: countMysql,
  open: createMariadbDatabase,
  createRole: (role, database) => [
    `CREATE USER '${role}'@'127.0.0.1' IDENTIFIED BY '${PASSWORD}'`,
    `CREATE USER '${role}'@'localhost' IDENTIFIED BY '${PASSWORD}'`,
    `GRANT SELECT ON ${database}.* TO '${role}'@'127.0.0.1'`,
    `GRANT SELECT ON ${database}.* TO '${role}'@'localhost'`,
  ],
  dropRole: (role) => [`DROP USER '${role}'@'127.0.0.1'`, `DROP USER '${role}'@'localhost'`],
  createTable: (table) =>
    `CREATE TABLE ${table} (id varchar(40), name varchar(200), changed datetime(6) NOT NULL)`,
  insert: (table, rows) => [
    `INSERT INTO ${table} VALUES ?`,
    [rows.map((row) => [row.id, row.name, row.changed.replace('T', ' ').replace('Z', '')])],
  ],
  generate: (table, count) => `INSERT INTO ${table}
    SELECT seq, concat('Đường số ', seq), timestamp '2026-01-01 00:00:00.123457' + INTERVAL seq * 1000 MICROSECOND FROM seq_1_to_${count}`,
  farFuture: '2999-01-01 00:00:00.000000',
};

/** A database for all checks of a harness, a table for each. */
function createSqlHarness(
  engine: Engine,
  dataset: object,
  skips: Record<string, string> = {},
): ConnectorHarness {
  type Opened = Awaited<ReturnType<Engine['open']>>;
  let opened: Promise<Opened> | undefined;
  let tables = 0;
  const role = `fixture_${randomBytes(6).toString('hex')}`;

  const open = async () => {
    const database = await engine.open();
    const name = new URL(database.url).pathname.slice(1);
    for (const statement of engine.createRole(role, name)) await database.run(statement);
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
    await run(engine.createTable(table));
    const target = new URL(url);
    const port = Number(target.port || MARIADB_PORT);
    const proxy = await createStatementProxy({ host: target.hostname, port }, engine.count);

    const settings = (listening: number, user: string) => {
      const address = new URL(url);
      address.host = `127.0.0.1:${listening}`;
      address.username = user;
      address.password = PASSWORD;
      return {
        config: {
          url: 'FIXTURE_URL',
          driver: engine.driver,
          datasets: [{ name: 'roads', table, key: ['id'], ...dataset }],
        },
        secrets: { FIXTURE_URL: address.href, FIXTURE_PASSWORD: PASSWORD },
      };
    };
    const load = async (rows: readonly (Omit<FixtureRow, 'id'> & { id: string | null })[]) => {
      await run(...engine.insert(table, rows));
    };
    return {
      good: settings(proxy.port, role),
      badCredential: settings(proxy.port, 'nobody_of_this_name'),
      refused: settings(await freePort(), role),
      dataset: 'roads',
      farFuture: { since: engine.farFuture },
      load,
      loadAroundMalformed: async (before, after) => load([before, { ...before, id: null }, after]),
      generate: async (count) => {
        await run(engine.generate(table, count));
      },
      remove: async (id) => {
        await run(`DELETE FROM ${table} WHERE id = '${id}'`);
      },
      calls: () => proxy.statements,
      connections: () => proxy.connections,
      cut: () => proxy.cut(),
      stop: () => proxy.close(),
    };
  };

  return {
    module: sql,
    folder: path.join(import.meta.dirname, '../../connectors/sql'),
    pageBytes: 700,
    skips,
    start,
    close: async () => {
      const database = await opened;
      if (!database) return;
      for (const statement of engine.dropRole(role)) await database.run(statement);
      await database.drop();
    },
  };
}

const watermarked = {
  cursor: { fields: ['changed'], lookback: 'PT10M' },
  live: { keys: [['id']], maxKeys: 20 },
};
const NO_WATERMARK = { 'read.far-future': 'a snapshot has no watermark' };

const mariadb = await findService('MariaDB', MARIADB_PORT);

/** SQL Server has no harness: no server of it can be had here (see connectors/sql/README.md). */
export const sqlHarnesses: Record<string, ConnectorHarness> = {
  'sql, watermark and look-ups': createSqlHarness(postgresEngine, watermarked),
  'sql, snapshot': createSqlHarness(postgresEngine, {}, NO_WATERMARK),
  ...(mariadb.isThere
    ? {
        'sql, mariadb': createSqlHarness(mariadbEngine, watermarked),
        'sql, mariadb snapshot': createSqlHarness(mariadbEngine, {}, NO_WATERMARK),
      }
    : {}),
};
