import { ConnectorError } from '../../src/sdk/index.ts';
import type { Column } from './column.ts';
import type { SqlDataset } from './config.ts';
import type { Database, Field } from './database.ts';
import { quote, quoteTable } from './identifier.ts';

/** What a dataset reads from: a table or a query, and its columns by name. */
export interface Relation {
  /** Goes after FROM. */
  from: string;
  columns: ReadonlyMap<string, Column>;
  column(name: string): Column;
  /** Goes into a SELECT list. */
  select(columns: readonly Column[]): string;
}

function toFrom(dataset: SqlDataset): string {
  if (dataset.table !== undefined) return `${quoteTable(dataset.table)} AS t`;
  return `(${dataset.query!.trim().replace(/;$/, '')}) AS t`;
}

// The result of an empty SELECT describes tables, views and queries alike; the catalogue adds names and NOT NULL.
const DESCRIBE = `
  SELECT f.ord, format_type(t.oid, NULL) AS type, t.typcategory AS category, coalesce(a.attnotnull, false) AS not_null
  FROM unnest($1::oid[], $2::oid[], $3::int[]) WITH ORDINALITY AS f(type, relation, number, ord)
  JOIN pg_catalog.pg_type declared ON declared.oid = f.type
  JOIN pg_catalog.pg_type t ON t.oid = coalesce(nullif(declared.typbasetype, 0), declared.oid)
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = f.relation AND a.attnum = f.number AND f.number > 0
  ORDER BY f.ord`;

async function describe(database: Database, fields: Field[], signal: AbortSignal): Promise<Column[]> {
  const { rows } = await database.run(
    DESCRIBE,
    [
      fields.map((field) => field.dataTypeID),
      fields.map((field) => field.tableID),
      fields.map((field) => field.columnID),
    ],
    signal,
  );
  return fields.map((field, index) => {
    const { type, category, not_null } = rows[index]!;
    return {
      name: field.name,
      type: type!,
      notNull: not_null === 't',
      isText: category === 'S',
      isArray: category === 'A',
    };
  });
}

export async function openRelation(
  database: Database,
  dataset: SqlDataset,
  signal: AbortSignal,
): Promise<Relation> {
  const from = toFrom(dataset);
  const { fields } = await database.run(`SELECT * FROM ${from} LIMIT 0`, [], signal);
  const columns = new Map((await describe(database, fields, signal)).map((column) => [column.name, column]));
  const relation: Relation = {
    from,
    columns,
    column(name) {
      const column = columns.get(name);
      if (!column) throw new ConnectorError('drift', `dataset ${dataset.name} has no column "${name}"`);
      return column;
    },
    select: (list) =>
      list
        .map(({ name, isArray }) =>
          isArray ? `to_jsonb(t.${quote(name)}) AS ${quote(name)}` : `t.${quote(name)}`,
        )
        .join(', '),
  };
  for (const name of [...dataset.key, ...(dataset.cursor?.fields ?? [])]) relation.column(name);
  return relation;
}
