import type { FieldDef, QueryResult } from 'pg';
import { type Column, integerRange, type Kind } from '../column.ts';
import type { TextRow } from '../text-row.ts';

type Query = (text: string, values: unknown[]) => Promise<QueryResult<TextRow>>;

const KINDS: Record<string, Kind> = {
  boolean: 'boolean',
  smallint: 'integer',
  integer: 'integer',
  bigint: 'bigint',
  numeric: 'decimal',
  real: 'number',
  'double precision': 'number',
  date: 'date',
  uuid: 'uuid',
  'timestamp with time zone': 'instant',
  'timestamp without time zone': 'local-time',
  json: 'json',
  jsonb: 'json',
};

const BITS: Record<string, number> = { smallint: 16, integer: 32, bigint: 64 };

// The result of an empty SELECT describes tables, views and queries alike; the catalogue adds names and NOT NULL.
const DESCRIBE = `
  SELECT format_type(t.oid, NULL) AS type, format_type(f.type, f.modifier) AS declared, t.typcategory AS category,
    coalesce(a.attnotnull, false) AS not_null
  FROM unnest($1::oid[], $2::int[], $3::oid[], $4::int[]) WITH ORDINALITY AS f(type, modifier, relation, number, ord)
  JOIN pg_catalog.pg_type declared ON declared.oid = f.type
  JOIN pg_catalog.pg_type t ON t.oid = coalesce(nullif(declared.typbasetype, 0), declared.oid)
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = f.relation AND a.attnum = f.number AND f.number > 0
  ORDER BY f.ord`;

/** Columns of a table, view or query; domains are described by what they stand on. */
export async function describePostgres(query: Query, from: string): Promise<Column[]> {
  const { fields } = await query(`SELECT * FROM ${from} LIMIT 0`, []);
  const list = (pick: (field: FieldDef) => number) => fields.map(pick);
  const { rows } = await query(DESCRIBE, [
    list((field) => field.dataTypeID),
    list((field) => field.dataTypeModifier),
    list((field) => field.tableID),
    list((field) => field.columnID),
  ]);
  return fields.map(({ name }, index) => {
    const { type, declared, category, not_null } = rows[index]! as Record<string, string>;
    const bits = BITS[type!];
    return {
      name,
      type: type!,
      declared: declared!,
      kind: category === 'A' ? 'array' : (KINDS[type!] ?? 'text'),
      notNull: not_null === 't',
      isText: category === 'S',
      ...(bits ? { range: integerRange(bits) } : {}),
    };
  });
}
