import type pg from 'pg';

/** Under which id lies what a source calls by a key of its own: only where the two differ. */
interface Of {
  source: string;
  dataset: string;
}

/** A removal as the source says it; `id` is what the key alone would make, where it makes one. */
export interface KeyedRemoval {
  key: string;
  id?: string;
}

/**
 * Notes which id each key has now, and gives the ids that no key of the source has any more: a vehicle that was given
 * another plate is one record, not two.
 */
export async function keepSourceKeys(
  client: pg.PoolClient,
  { source, dataset }: Of,
  puts: readonly { key?: string | undefined; record: { id: string } }[],
): Promise<string[]> {
  // The last word on a key counts; one key twice would hit one row twice in one statement.
  const given = new Map(puts.flatMap(({ key, record }) => (key === undefined ? [] : [[key, record.id]])));
  if (given.size === 0) return [];
  const values = [source, dataset, [...given.keys()], [...given.values()]];
  const { rows: before } = await client.query<{ id: string }>(
    `SELECT k.id FROM source_key k JOIN unnest($3::text[], $4::text[]) AS g(key, id) ON k.key = g.key
     WHERE k.source = $1 AND k.dataset = $2 AND k.id <> g.id`,
    values,
  );
  await client.query(
    `INSERT INTO source_key AS k (source, dataset, key, id)
     SELECT $1, $2, key, id FROM unnest($3::text[], $4::text[]) AS g(key, id)
     ON CONFLICT (source, dataset, key) DO UPDATE SET id = EXCLUDED.id WHERE k.id <> EXCLUDED.id`,
    values,
  );
  if (before.length === 0) return [];
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT b.id FROM unnest($3::text[]) AS b(id) WHERE NOT EXISTS
       (SELECT 1 FROM source_key k WHERE k.source = $1 AND k.dataset = $2 AND k.id = b.id)`,
    [source, dataset, before.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}

/**
 * Which records the removals mean. A key that was never kept means the id that it makes by itself; when it makes none,
 * the record was never stored, or has gone already: a removal that comes twice.
 */
export async function resolveRemovals(
  client: pg.PoolClient,
  { source, dataset }: Of,
  removals: readonly KeyedRemoval[],
): Promise<string[]> {
  if (removals.length === 0) return [];
  const { rows } = await client.query<{ key: string; id: string }>(
    'DELETE FROM source_key WHERE source = $1 AND dataset = $2 AND key = ANY($3) RETURNING key, id',
    [source, dataset, removals.map(({ key }) => key)],
  );
  const kept = new Map(rows.map(({ key, id }) => [key, id]));
  const ids = removals.flatMap(({ key, id }) => kept.get(key) ?? id ?? []);
  if (rows.length === 0) return ids;
  // Two keys may have made one record; it goes with the last of them.
  const { rows: held } = await client.query<{ id: string }>(
    'SELECT DISTINCT id FROM source_key WHERE source = $1 AND dataset = $2 AND id = ANY($3)',
    [source, dataset, ids],
  );
  const still = new Set(held.map(({ id }) => id));
  return ids.filter((id) => !still.has(id));
}
