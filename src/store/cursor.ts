import type pg from 'pg';

/** Cursors are text exactly as it was made: JSON numbers beyond 2^53 and microseconds survive. */
export async function saveCursor(
  client: pg.PoolClient,
  source: string,
  dataset: string,
  cursor: string,
): Promise<void> {
  await client.query(
    `INSERT INTO source_cursor (source, dataset, cursor) VALUES ($1, $2, $3)
     ON CONFLICT (source, dataset) DO UPDATE SET cursor = EXCLUDED.cursor, moved_at = now()`,
    [source, dataset, cursor],
  );
}

export async function loadCursor(pool: pg.Pool, source: string, dataset: string): Promise<string | null> {
  const { rows } = await pool.query<{ cursor: string }>(
    'SELECT cursor FROM source_cursor WHERE source = $1 AND dataset = $2',
    [source, dataset],
  );
  return rows[0]?.cursor ?? null;
}

export async function forgetCursor(pool: pg.Pool, source: string, dataset: string): Promise<void> {
  await pool.query('DELETE FROM source_cursor WHERE source = $1 AND dataset = $2', [source, dataset]);
}
