import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Superuser URL of a throw-away cluster; falls back to a server on this machine that trusts loopback. */
const postgresUrl = process.env.HUB_TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

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
