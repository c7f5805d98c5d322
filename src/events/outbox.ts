import type pg from 'pg';

/** Changes per outbox row. One row announces many changes: a row each would double the cost of every write. */
export const CHUNK = 500;

/** A change, by key: readers load the row once and share it. */
export interface EventItem {
  id: string;
  op: 'inserted' | 'updated' | 'deleted';
}

/** Announces changes inside the writer's own transaction: they become visible with the rows or not at all. */
export async function insertEvents(
  client: pg.PoolClient,
  name: string,
  dataset: string,
  items: EventItem[],
): Promise<void> {
  if (items.length === 0) return;
  for (let start = 0; start < items.length; start += CHUNK)
    await client.query('INSERT INTO event (name, dataset, items) VALUES ($1, $2, $3::jsonb)', [
      name,
      dataset,
      JSON.stringify(items.slice(start, start + CHUNK)),
    ]);
  await client.query(`SELECT pg_notify('hub_event', '')`);
}
