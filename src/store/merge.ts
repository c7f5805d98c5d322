import { quoteName, type Table } from './table.ts';
import type { Trust } from './trust.ts';
import { announced } from './upsert.ts';

/** One SQL statement with its parameters' order: dataset, ids, order, then one order for each field that has its own. */
interface Merge {
  sql: string;
  orders: (readonly string[])[];
}

const BY_TRUST = (order: string) =>
  `array_position(${order}::text[], source) NULLS LAST, recorded_at DESC, source`;

/**
 * Statements → rows, for some ids in one statement: the record of the first source by trust, with the fields that have
 * an order of their own from the first source that says anything there. A row changes, and is announced, when its
 * values do; when only their source does, nothing but the provenance moves.
 *
 * Parameters: $1 dataset, $2 ids, $3 order, $4 … orders of fields, then with events the event's name.
 */
export function mergeStatement(table: Table, trust: Trust, withEvents: boolean): Merge {
  const target = quoteName(table.name);
  const data = table.data.map(({ column }) => quoteName(column));
  const own = Object.entries(trust.fields ?? {}).map(([property, order], index) => ({
    column: `'${table.column(property)!.column.replaceAll("'", "''")}'`,
    name: `field_${index}`,
    param: `$${4 + index}`,
    order,
  }));
  const picked = own.map(
    ({ column, name, param }) => `, ${name} AS (
      SELECT DISTINCT ON (id) id, record->${column} AS value FROM spoken WHERE record->${column} <> 'null'::jsonb
      ORDER BY id, ${BY_TRUST(param)})`,
  );
  const values = own.map(({ column, name }) => `${column}, coalesce(${name}.value, w.record->${column})`);
  const from = own.map(({ name }) => ` LEFT JOIN ${name} USING (id)`).join('');
  const provenance = '_source = EXCLUDED._source, _run = EXCLUDED._run';
  const sets = [...data.filter((name) => name !== '"id"'), '_hash', '_src_uri', '_src_pos'];
  const sql = `
    WITH spoken AS (SELECT * FROM source_statement WHERE dataset = $1 AND id = ANY($2))
    , whole AS (SELECT DISTINCT ON (id) * FROM spoken ORDER BY id, ${BY_TRUST('$3')})${picked.join('')}
    , merged AS (
      SELECT w.id, w.source, w.run, w.src_uri, w.src_pos, w.record || jsonb_build_object(${values.join(', ')}) AS record,
        w.record AS said, w.hash AS said_hash FROM whole w${from})
    , hashed AS (
      SELECT *, CASE WHEN record = said THEN said_hash ELSE said_hash || ':' || md5(record::text) END AS hash FROM merged)
    , changed AS (
      INSERT INTO ${target} AS t (${data.join(', ')}, _hash, _src_uri, _src_pos, _source, _run)
      SELECT ${data.map((name) => `r.${name}`).join(', ')}, m.hash, m.src_uri, m.src_pos, m.source, m.run
      FROM hashed m CROSS JOIN LATERAL jsonb_populate_record(NULL::${target}, m.record) r
      ON CONFLICT (id) DO UPDATE SET ${sets.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}, ${provenance},
        _recorded_at = now(), _version = t._version + 1
      WHERE t._hash IS DISTINCT FROM EXCLUDED._hash
      RETURNING id, (xmax = 0) AS inserted)
    , moved AS (
      UPDATE ${target} t SET _source = m.source, _run = m.run, _src_uri = m.src_uri, _src_pos = m.src_pos
      FROM hashed m WHERE t.id = m.id AND t._hash = m.hash AND t._source <> m.source)
    ${withEvents ? announced(`$${4 + own.length}`, '$1') : ''}
    SELECT 1`;
  return { sql, orders: [trust.order ?? [], ...own.map(({ order }) => order)] };
}
