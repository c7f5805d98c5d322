import { CHUNK } from '../events/outbox.ts';
import { quoteName, type Table } from './table.ts';

/** What becomes of a record whose id is there already. */
export type OnConflict = 'update' | 'keep';

/**
 * Staging → table in one statement: new rows are inserted, changed ones updated, unchanged ones left alone (their
 * fingerprint is equal), and what changed is announced in the outbox. `INSERT … ON CONFLICT`, not `MERGE`: two
 * concurrent MERGEs of one key end in a unique violation.
 *
 * Parameters: $1 source, $2 run, and with events $3 event name, $4 dataset name.
 */
export function upsertStatement(
  table: Table,
  staging: string,
  withEvents: boolean,
  onConflict: OnConflict = 'update',
): string {
  const target = quoteName(table.name);
  const data = [...table.data.map((column) => column.column), '_hash', '_src_uri', '_src_pos'].map(quoteName);
  const assignments = data.filter((name) => name !== '"id"').map((name) => `${name} = EXCLUDED.${name}`);
  const resolution =
    onConflict === 'keep'
      ? 'DO NOTHING'
      : `DO UPDATE SET ${assignments.join(', ')}, _source = EXCLUDED._source, _run = EXCLUDED._run,
      _recorded_at = now(), _version = t._version + 1
    WHERE t._hash IS DISTINCT FROM EXCLUDED._hash`;
  const changed = `
    INSERT INTO ${target} AS t (${data.join(', ')}, _source, _run)
    SELECT ${data.join(', ')}, $1, $2 FROM ${quoteName(staging)}
    ON CONFLICT (id) ${resolution}
    RETURNING id, (xmax = 0) AS inserted`;
  return `WITH changed AS (${changed})${withEvents ? announced('$3', '$4') : ''}
    SELECT count(*) FILTER (WHERE inserted)::int AS inserted, count(*) FILTER (WHERE NOT inserted)::int AS updated
    FROM changed`;
}

/**
 * Puts the rows of `changed` (id, inserted) into the outbox. Not read, and run all the same: a writing WITH is always
 * carried to its end.
 */
export function announced(event: string, dataset: string): string {
  return `, numbered AS (SELECT id, inserted, (row_number() OVER () - 1) / ${CHUNK} AS chunk FROM changed)
       , announced AS (
           INSERT INTO event (name, dataset, items)
           SELECT ${event}, ${dataset}, jsonb_agg(jsonb_build_object('id', id, 'op', CASE WHEN inserted THEN 'inserted' ELSE 'updated' END))
           FROM numbered GROUP BY chunk ORDER BY chunk RETURNING pg_notify('hub_event', ''))`;
}
