import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Cluster for tests; each makes a database of its own name in it and drops it. */
export const adminUrl = process.env.HUB_TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

export function toDatabaseName(): string {
  return `dan_cu_test_${randomBytes(6).toString('hex')}`;
}

/** The database and the role that reads it. */
export async function dropDatabase(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`DROP ROLE IF EXISTS ${name}_tra_cuu`);
  await client.end();
}
