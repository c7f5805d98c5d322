import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../../src/store/pool.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let pool: ReturnType<typeof createPool>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, 1, () => undefined);
  await pool.query('CREATE TABLE t (n int)');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function count(): Promise<number> {
  return (await pool.query('SELECT count(*) AS n FROM t')).rows[0].n;
}

describe('transaction', () => {
  it('commits what returns and gives its value', async () => {
    expect(
      await inTransaction(pool, async (client) => (await client.query('INSERT INTO t VALUES (1)')).rowCount),
    ).toBe(1);
    expect(await count()).toBe(1);
  });

  it('rolls back what throws, and gives the session back clean', async () => {
    const failing = inTransaction(pool, async (client) => {
      await client.query('INSERT INTO t VALUES (2)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await count()).toBe(1);
  });

  it('survives a session that is cut while it is between two statements', async () => {
    // Nobody else holds a session of the pool of one: a broken one given back would be met by the next caller.
    const cut = inTransaction(pool, async (client) => {
      const other = createPool(database.url, 1, () => undefined);
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await other.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
      await other.end();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await client.query('SELECT 1');
    });
    await expect(cut).rejects.toThrow();
    expect(await count()).toBe(1);
  });
});
