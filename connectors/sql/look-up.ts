import { ConnectorError, type Json, type LiveQuery, type LiveResult } from '../../src/sdk/index.ts';
import { canHold, createRowReader } from './column.ts';
import type { SqlDataset } from './config.ts';
import type { Database } from './database.ts';
import { quote } from './identifier.ts';
import type { Relation } from './relation.ts';
import { createParameters, ordered, type Parameters, toCondition } from './where.ts';

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

/** `WHERE` part for a batch of keys; one array parameter per column however many keys. */
function toKeyCondition(
  relation: Relation,
  fields: string[],
  keys: string[][],
  parameters: Parameters,
): string {
  const arrays = fields.map((field, i) =>
    parameters.add(
      keys.map((key) => key[i]),
      `${relation.column(field).type}[]`,
    ),
  );
  const names = fields.map((field) => `t.${quote(field)}`);
  if (names.length === 1) return `${names[0]} = ANY(${arrays[0]})`;
  return `(${names.join(', ')}) IN (SELECT * FROM unnest(${arrays.join(', ')}))`;
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
  const parameters = createParameters();
  const conditions: string[] = [];
  if (keys) {
    const usable = usableKeys(relation, keys.fields, keys.values);
    if (usable.length === 0) return { rows: [], applied: ALL_APPLIED };
    conditions.push(toKeyCondition(relation, keys.fields, usable, parameters));
  }
  if (where) conditions.push(toCondition(where, relation, parameters));

  const wanted = [...new Set([...query.select, ...dataset.key, ...(keys?.fields ?? [])])];
  const columns = wanted.map((name) => relation.column(name));
  const order = orderBy.map(([field, direction]) => {
    const column = ordered(relation.column(field));
    return direction === 'desc' ? `${column} DESC NULLS LAST` : `${column} ASC NULLS LAST`;
  });
  const most = Math.min(limit ?? maxRows + 1, maxRows + 1);
  const { rows } = await database.run(
    [
      `SELECT ${relation.select(columns)} FROM ${relation.from}`,
      conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '',
      order.length > 0 ? `ORDER BY ${order.join(', ')}` : '',
      `LIMIT ${parameters.add(most, 'bigint')}`,
    ].join(' '),
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
