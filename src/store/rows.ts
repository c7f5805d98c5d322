import type pg from 'pg';
import { insertEvents } from '../events/outbox.ts';
import type { Dataset } from './dataset.ts';
import type { HeldRecords, RecordPage } from './page.ts';
import { quoteName, type Table } from './table.ts';
import { upsertStatement } from './upsert.ts';

/** A dataset that one source feeds: what it says is the row. */
export function createRows(dataset: Dataset, table: Table, staging: string) {
  const name = quoteName(table.name);
  const upsert = upsertStatement(table, staging, dataset.event !== undefined);
  const announce = async (client: pg.PoolClient, ids: readonly string[], op: 'inserted' | 'deleted') => {
    if (dataset.event === undefined) return;
    await insertEvents(
      client,
      dataset.event,
      dataset.name,
      ids.map((id) => ({ id, op })),
    );
  };
  const events = dataset.event === undefined ? [] : [dataset.event, dataset.name];
  return {
    held: `SELECT id FROM ${name} WHERE _source = $1`,
    put: async (client: pg.PoolClient, { source, run }: Pick<RecordPage, 'source' | 'run'>) => {
      const { rows } = await client.query<{ inserted: number; updated: number }>(upsert, [
        source,
        run,
        ...events,
      ]);
      return rows[0]!;
    },
    holds: async (
      client: pg.PoolClient,
      _: string,
      { count, ids, hashes }: Pick<HeldRecords, 'count' | 'ids' | 'hashes'>,
    ) => {
      const { rows } = await client.query<{ same: number }>(
        `SELECT count(*)::int AS same FROM unnest($1::text[], $2::text[]) AS h(id, hash)
         JOIN ${name} t ON t.id = h.id AND t._hash = h.hash`,
        [ids, hashes],
      );
      return rows[0]!.same === count;
    },
    announceNew: (client: pg.PoolClient, ids: readonly string[]) => announce(client, ids, 'inserted'),
    remove: async (client: pg.PoolClient, source: string, ids: readonly string[]) => {
      const { rows } = await client.query<{ id: string }>(
        `DELETE FROM ${name} WHERE id = ANY($1) AND _source = $2 RETURNING id`,
        [ids, source],
      );
      const gone = rows.map((row) => row.id);
      await announce(client, gone, 'deleted');
      return gone;
    },
    later: async (client: pg.PoolClient, _: string, ids: readonly string[], than: string) => {
      const { rows } = await client.query<{ id: string }>(
        `SELECT id FROM ${name} WHERE id = ANY($1) AND _recorded_at > $2`,
        [ids, than],
      );
      return rows.map((row) => row.id);
    },
  };
}
