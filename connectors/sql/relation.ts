import { ConnectorError } from '../../src/sdk/index.ts';
import type { Column } from './column.ts';
import type { SqlDataset } from './config.ts';
import type { Database } from './database.ts';

/** What a dataset reads from: a table or a query, and its columns by name. */
export interface Relation {
  /** Goes after FROM. */
  from: string;
  columns: ReadonlyMap<string, Column>;
  column(name: string): Column;
  /** Goes into a SELECT list: every value printed by the source. */
  select(columns: readonly Column[]): string;
}

/** Describes what is there now. Throws `drift` when a key or cursor column is not. */
export async function openRelation(
  database: Database,
  dataset: SqlDataset,
  signal: AbortSignal,
): Promise<Relation> {
  const { dialect } = database;
  const from =
    dataset.table === undefined
      ? `(${dataset.query!.trim().replace(/;$/, '')}) AS t`
      : `${dataset.table.split('.').map(dialect.quote).join('.')} AS t`;
  const columns = new Map(
    (await database.describe(from, signal)).map((column) => [column.name, column] as const),
  );
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
        .map((column) => {
          const name = dialect.quote(column.name);
          const printed = dialect.print(`t.${name}`, column);
          return printed === `t.${name}` ? printed : `${printed} AS ${name}`;
        })
        .join(', '),
  };
  for (const name of [...dataset.key, ...(dataset.cursor?.fields ?? [])]) relation.column(name);
  return relation;
}
