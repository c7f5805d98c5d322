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
  const chunks: EventItem[][] = [];
  for (let start = 0; start < items.length; start += CHUNK) chunks.push(items.slice(start, start + CHUNK));
  await client.query(
    `INSERT INTO event (name, dataset, items)
     SELECT $1, $2, chunk FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS c(chunk, n) ORDER BY n
     RETURNING pg_notify('hub_event', '')`,
    [name, dataset, JSON.stringify(chunks)],
  );
}
