import { randomBytes } from 'node:crypto';
import type pg from 'pg';

/** A random secret of this hub, the same for every process on this store. Made on first use. 32 bytes. */
export async function loadSecret(pool: pg.Pool, name: string): Promise<Buffer> {
  await pool.query('INSERT INTO hub_secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
    name,
    randomBytes(32),
  ]);
  const { rows } = await pool.query<{ value: Buffer }>('SELECT value FROM hub_secret WHERE name = $1', [
    name,
  ]);
  return rows[0]!.value;
}
