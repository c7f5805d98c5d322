import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import pg from 'pg';

/** Superuser URL of a throw-away cluster; falls back to a server on this machine that trusts loopback. */
const postgresUrl = process.env.HUB_TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** A MariaDB or MySQL of this machine: root without a password, on loopback only. */
export const MARIADB_PORT = 3306;
const mariadbUrl = process.env.HUB_TEST_MARIADB_URL ?? `mysql://root@127.0.0.1:${MARIADB_PORT}/`;

export interface TestDatabase {
  url: string;
  run(sql: string, values?: unknown[]): Promise<pg.QueryResult>;
  drop(): Promise<void>;
}

/** A database of its own under a random name. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `connector_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  return {
    url: url.href,
    run: (sql, values) => pool.query(sql, values),
    /** Fails when somebody left a connection open. */
    async drop() {
      await pool.end();
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    },
  };
}

export interface MariadbDatabase {
  url: string;
  run(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Sessions of others that are in this database. */
  sessions(): Promise<number>;
  drop(): Promise<void>;
}

/** A MariaDB database of its own under a random name. */
export async function createMariadbDatabase(): Promise<MariadbDatabase> {
  const name = `connector_${randomBytes(6).toString('hex')}`;
  const admin = await mysql.createConnection({
    uri: mariadbUrl,
    charset: 'utf8mb4',
    multipleStatements: true,
  });
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci; USE ${name}`);
  await admin.query(`SET time_zone = '+00:00'`);
  const url = new URL(mariadbUrl);
  url.pathname = `/${name}`;
  const run = async (sql: string, values?: unknown[]) =>
    (await admin.query(sql, values))[0] as Record<string, unknown>[];
  return {
    url: url.href,
    run,
    async sessions() {
      const rows = await run(
        'SELECT count(*) AS n FROM information_schema.processlist WHERE db = ? AND id <> connection_id()',
        [name],
      );
      return Number(rows[0]!.n);
    },
    async drop() {
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    },
  };
}
