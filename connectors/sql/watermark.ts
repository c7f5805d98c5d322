import { ConnectorError, type Json } from '../../src/sdk/index.ts';
import type { Column } from './column.ts';

/** Where reading stands; every value is text that the database printed. */
export interface SqlCursor {
  /** Watermark of the last complete pass; the next one reads from here, less the lookback. */
  since: string | null;
  /** The database's clock when the pass under way began; null for columns that are no times. */
  clock: string | null;
  /** Cursor and key columns of the last row read in the pass under way; null = none under way. */
  after: string[] | null;
}

const START: SqlCursor = { since: null, clock: null, after: null };

export function toCursor(json: Json | null): SqlCursor {
  return json === null ? START : { ...START, ...(json as Partial<SqlCursor>) };
}

export function toJson(cursor: SqlCursor): Json {
  return { ...cursor } as { [key: string]: Json };
}

/** Expression for the database's own clock in the column's type; undefined = the column holds no time. */
export function clockOf(column: Column): string | undefined {
  if (column.type === 'timestamp with time zone') return 'clock_timestamp()';
  if (column.type === 'timestamp without time zone') return 'clock_timestamp()::timestamp';
  return undefined;
}

/** Lower bound as SQL over two parameters: watermark and lookback. Inclusive: neighbours may share an instant. */
export function lowerBound(column: Column, since: string, lookback: string | undefined, dataset: string) {
  if (lookback === undefined) return { sql: `$1::${column.type}`, values: [since] };
  if (!/^(timestamp|date)/.test(column.type))
    throw new ConnectorError(
      'config',
      `dataset ${dataset}: a lookback needs a time, ${column.name} is ${column.type}`,
    );
  return { sql: `($1::${column.type} - $2::interval)`, values: [since, lookback] };
}
