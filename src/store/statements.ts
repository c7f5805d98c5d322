import type pg from 'pg';
import { insertEvents } from '../events/outbox.ts';
import type { Dataset } from './dataset.ts';
import { mergeStatement } from './merge.ts';
import type { HeldRecords, RecordPage } from './page.ts';
import { quoteName, type Table } from './table.ts';
import type { Trust } from './trust.ts';

/**
 * What each source says of each record of a dataset that several sources feed. Kept beside the table, which holds what
 * was picked; all in the write door's transaction, under its lock. A row is there as long as any source speaks of it.
 */
export function createStatements(dataset: Dataset, table: Table, staging: string, trust: Trust) {
  const target = quoteName(table.name);
  const { sql, orders } = mergeStatement(table, trust, dataset.event !== undefined);
  const events = dataset.event === undefined ? [] : [dataset.event];
  const provenance = table.columns.filter(({ property }) => property.startsWith('_'));
  const ours = `ARRAY[${provenance.map(({ column }) => `'${column}'`).join(', ')}]::text[]`;

  const merge = async (client: pg.PoolClient, ids: readonly string[]): Promise<void> => {
    if (ids.length > 0) await client.query(sql, [dataset.name, ids, ...orders, ...events]);
  };

  return {
    held: 'SELECT id FROM source_statement WHERE source = $1 AND dataset = $2',
    /** Rows from the time when one source alone fed the dataset become its statements. */
    seed: async (client: pg.PoolClient): Promise<void> => {
      // Once in the life of a dataset, and as long as it takes.
      await client.query('SET LOCAL statement_timeout = 0');
      await client.query(
        `INSERT INTO source_statement (dataset, id, source, record, hash, run, src_uri, src_pos, recorded_at)
         SELECT $1, t.id, t._source, to_jsonb(t) - ${ours}, t._hash, t._run, t._src_uri, t._src_pos, t._recorded_at
         FROM ${target} t WHERE NOT EXISTS (SELECT 1 FROM source_statement k WHERE k.dataset = $1 AND k.id = t.id)`,
        [dataset.name],
      );
      await client.query('RESET statement_timeout');
    },
    /** Counts are of the source's own statements: a row may stay as it is, because another source is trusted more. */
    put: async (client: pg.PoolClient, { source, run }: Pick<RecordPage, 'source' | 'run'>) => {
      const { rows } = await client.query<{ ids: string[] | null; inserted: number; updated: number }>(
        `WITH said AS (
           INSERT INTO source_statement AS k (dataset, id, source, record, hash, run, src_uri, src_pos)
           SELECT $1, s.id, $2, to_jsonb(s) - ${ours}, s._hash, $3, s._src_uri, s._src_pos FROM ${quoteName(staging)} s
           ON CONFLICT (dataset, id, source) DO UPDATE SET record = EXCLUDED.record, hash = EXCLUDED.hash,
             run = EXCLUDED.run, src_uri = EXCLUDED.src_uri, src_pos = EXCLUDED.src_pos, recorded_at = clock_timestamp()
           WHERE k.hash <> EXCLUDED.hash
           RETURNING id, (xmax = 0) AS inserted)
         SELECT array_agg(id) AS ids, count(*) FILTER (WHERE inserted)::int AS inserted,
           count(*) FILTER (WHERE NOT inserted)::int AS updated FROM said`,
        [dataset.name, source, run],
      );
      const { ids, inserted, updated } = rows[0]!;
      await merge(client, ids ?? []);
      return { inserted, updated };
    },
    holds: async (
      client: pg.PoolClient,
      source: string,
      { count, ids, hashes }: Pick<HeldRecords, 'count' | 'ids' | 'hashes'>,
    ) => {
      const { rows } = await client.query<{ same: number }>(
        `SELECT count(*)::int AS same FROM unnest($3::text[], $4::text[]) AS h(id, hash)
         JOIN source_statement k ON k.dataset = $1 AND k.source = $2 AND k.id = h.id AND k.hash = h.hash`,
        [dataset.name, source, ids, hashes],
      );
      return rows[0]!.same === count;
    },
    /** What another source says takes the place of what this one takes back. */
    remove: async (client: pg.PoolClient, source: string, ids: readonly string[]) => {
      const { rows } = await client.query<{ id: string }>(
        'DELETE FROM source_statement WHERE dataset = $1 AND source = $2 AND id = ANY($3) RETURNING id',
        [dataset.name, source, ids],
      );
      const spoken = rows.map((row) => row.id);
      const { rows: gone } = await client.query<{ id: string }>(
        `DELETE FROM ${target} t WHERE t.id = ANY($2)
         AND NOT EXISTS (SELECT 1 FROM source_statement k WHERE k.dataset = $1 AND k.id = t.id) RETURNING t.id`,
        [dataset.name, spoken],
      );
      if (dataset.event !== undefined)
        await insertEvents(
          client,
          dataset.event,
          dataset.name,
          gone.map(({ id }) => ({ id, op: 'deleted' as const })),
        );
      await merge(client, spoken);
      return spoken;
    },
    later: async (client: pg.PoolClient, source: string, ids: readonly string[], than: string) => {
      const { rows } = await client.query<{ id: string }>(
        `SELECT id FROM source_statement WHERE dataset = $1 AND source = $2 AND id = ANY($3) AND recorded_at > $4`,
        [dataset.name, source, ids, than],
      );
      return rows.map((row) => row.id);
    },
  };
}
