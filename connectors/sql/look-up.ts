import { ConnectorError, type Json, type LiveQuery, type LiveResult } from '../../src/sdk/index.ts';
import { canHold, createRowReader } from './column.ts';
import type { SqlDataset } from './config.ts';
import type { Database } from './database.ts';
import type { Relation } from './relation.ts';
import { createParameters, toCondition } from './where.ts';

/** Keys that can exist, each once: what is null or of another type is simply absent. */
function usableKeys(relation: Relation, fields: string[], values: Json[][]): string[][] {
  const columns = fields.map((field) => relation.column(field));
  const usable = new Map<string, string[]>();
  for (const tuple of values) {
    if (tuple.some((value, i) => value === null || typeof value === 'object' || !canHold(columns[i]!, value)))
      continue;
    const text = tuple.map(String);
    usable.set(JSON.stringify(text), text);
  }
  return [...usable.values()];
}

function assertAllowed(dataset: SqlDataset, keys: LiveQuery['keys']): NonNullable<SqlDataset['live']> {
  const { live } = dataset;
  if (!live) throw new ConnectorError('unsupported', `dataset ${dataset.name} is not open for look-ups`);
  if (!keys) return live;
  const asked = [...keys.fields].sort().join();
  if (!live.keys.some((fields) => [...fields].sort().join() === asked))
    throw new ConnectorError(
      'unsupported',
      `dataset ${dataset.name} cannot be looked up by ${keys.fields.join(', ')}`,
    );
  if (keys.values.length > live.maxKeys)
    throw new ConnectorError('unsupported', `${keys.values.length} keys at once, at most ${live.maxKeys}`);
  return live;
}

const ALL_APPLIED = { where: true, orderBy: true, limit: true };

/** One batched statement per call; condition, order and limit are the database's work. */
export async function lookUp(
  database: Database,
  relation: Relation,
  dataset: SqlDataset,
  query: LiveQuery,
  signal: AbortSignal,
): Promise<LiveResult> {
  const { keys, where, orderBy = [], limit } = query;
  const { maxRows } = assertAllowed(dataset, keys);
  const { dialect } = database;
  const parameters = createParameters(dialect);
  const conditions: string[] = [];
  if (keys) {
    const usable = usableKeys(relation, keys.fields, keys.values);
    if (usable.length === 0) return { rows: [], applied: ALL_APPLIED };
    const columns = keys.fields.map(relation.column);
    const tuples = usable.map((tuple) => tuple.map((value, i) => dialect.toValue(value, columns[i]!)));
    conditions.push(dialect.among(columns, tuples, parameters.add));
  }
  if (where) conditions.push(toCondition(where, dialect, relation, parameters));

  const wanted = [...new Set([...query.select, ...dataset.key, ...(keys?.fields ?? [])])];
  const columns = wanted.map(relation.column);
  // Nulls last in both directions, written so that every engine understands it.
  const order = orderBy.flatMap(([field, direction]) => {
    const column = relation.column(field);
    const exact = dialect.exact(column);
    const byValue = direction === 'desc' ? `${exact} DESC` : exact;
    return column.notNull
      ? [byValue]
      : [`CASE WHEN t.${dialect.quote(field)} IS NULL THEN 1 ELSE 0 END`, byValue];
  });
  const rows = await database.run(
    dialect.select({
      columns: relation.select(columns),
      from: relation.from,
      where: conditions,
      order,
      limit: Math.min(limit ?? maxRows + 1, maxRows + 1),
    }),
    parameters.values,
    signal,
  );
  if (rows.length > maxRows)
    throw new ConnectorError(
      'unsupported',
      `dataset ${dataset.name}: the answer has more than ${maxRows} rows`,
    );
  return { rows: rows.map(createRowReader(columns)), applied: ALL_APPLIED };
}
