import { ConnectorError, type ReadRequest } from '../../src/sdk/index.ts';
import type { Column } from './column.ts';
import type { SqlDataset } from './config.ts';
import type { Database } from './database.ts';
import type { Relation } from './relation.ts';
import type { TextRow } from './text-row.ts';
import { assertLookback, longestMs, type Phase, type SqlCursor } from './watermark.ts';
import { createParameters, type Parameters } from './where.ts';

/** What one pass reads, as statements. */
export interface Pass {
  phases: readonly Phase[];
  /** Statement for the rows of a phase that follow a position. */
  statement(
    phase: Phase,
    cursor: SqlCursor,
    after: readonly string[] | null,
    limit: number,
  ): { text: string; values: unknown[] };
  /** Position of a row in a phase, `index` rows after `from`. */
  position(phase: Phase, row: TextRow, from: readonly string[] | null, index: number): string[];
}

export function createPass(
  { dialect }: Database,
  relation: Relation,
  dataset: SqlDataset,
  range: ReadRequest['range'],
): Pass {
  const marks = (dataset.cursor?.fields ?? []).map(relation.column);
  const keys = dataset.key.map(relation.column);
  const tuple = [...new Set([...marks, ...keys])];
  const changedAt = marks[0];
  const select = relation.select([...relation.columns.values()]);
  if (range && !changedAt)
    throw new ConnectorError('unsupported', `dataset ${dataset.name} has no cursor to take a range of`);
  if (changedAt) assertLookback(dataset, changedAt);

  const at = (column: Column) => `t.${dialect.quote(column.name)}`;
  const nullable = (columns: readonly Column[]) => columns.filter(({ notNull }) => !notNull);
  const anyNull = (columns: readonly Column[]) =>
    `(${nullable(columns)
      .map((column) => `${at(column)} IS NULL`)
      .join(' OR ')})`;
  const noneNull = (columns: readonly Column[]) =>
    nullable(columns).map((column) => `${at(column)} IS NOT NULL`);

  /** Lower bound, inclusive because neighbours may share an instant; of a backfill both bounds. */
  const bounds = (since: string | null, { add }: Parameters): string[] => {
    if (!changedAt) return [];
    const column = dialect.walk(changedAt);
    if (range)
      return [
        ...(range.from === undefined ? [] : [`${column} >= ${add(range.from, changedAt)}`]),
        ...(range.to === undefined ? [] : [`${column} < ${add(range.to, changedAt)}`]),
      ];
    if (since === null) return [];
    const bound = add(since, changedAt);
    const lookback = dataset.cursor?.lookback;
    return [`${column} >= ${lookback ? dialect.minus(bound, longestMs(lookback), changedAt) : bound}`];
  };

  const conditions = (
    phase: Phase,
    cursor: SqlCursor,
    after: readonly string[] | null,
    parameters: Parameters,
  ): string[] => {
    if (phase === 'keyless') {
      const within = bounds(cursor.since, parameters);
      const unmarked = !range && nullable(marks).length > 0 ? [anyNull(marks)] : [];
      return [
        anyNull(keys),
        ...(within.length > 0 ? [`(${[`(${within.join(' AND ')})`, ...unmarked].join(' OR ')})`] : []),
      ];
    }
    if (phase === 'unmarked')
      return [
        anyNull(marks),
        ...noneNull(keys),
        ...(after ? [dialect.after(keys, after, parameters.add)] : []),
      ];
    // Where a pass goes on, its position is bound enough; a backfill still has its end.
    const within = after && !range ? [] : bounds(cursor.since, parameters);
    return [...within, ...noneNull(tuple), ...(after ? [dialect.after(tuple, after, parameters.add)] : [])];
  };

  return {
    phases: [
      ...(nullable(keys).length > 0 ? (['keyless'] as const) : []),
      ...(!range && nullable(marks).length > 0 ? (['unmarked'] as const) : []),
      'marked',
    ],
    statement(phase, cursor, after, limit) {
      const parameters = createParameters(dialect);
      const text = dialect.select({
        columns: select,
        from: relation.from,
        where: conditions(phase, cursor, after, parameters),
        order: (phase === 'unmarked' ? keys : tuple).map(dialect.walk),
        limit,
        // Rows without a key have no place to go on from: they are counted.
        ...(phase === 'keyless' && after ? { offset: Number(after[0]) } : {}),
      });
      return { text, values: parameters.values };
    },
    position(phase, row, from, index) {
      if (phase === 'keyless') return [String(Number(from?.[0] ?? 0) + index + 1)];
      return (phase === 'unmarked' ? keys : tuple).map(({ name }) => row[name]!);
    },
  };
}
