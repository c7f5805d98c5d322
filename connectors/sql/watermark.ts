import { ConnectorError, type Json } from '../../src/sdk/index.ts';
import type { Column } from './column.ts';
import type { SqlDataset } from './config.ts';
import type { Database } from './database.ts';

/**
 * A pass reads in this order: rows that have no key (refused), rows that have no watermark, and all others by watermark
 * and key.
 */
export type Phase = 'keyless' | 'unmarked' | 'marked';

/** Where reading stands; every value is text that the database printed. */
export interface SqlCursor {
  /** Watermark of the last complete pass; the next one reads from here, less the lookback. */
  since: string | null;
  /** The database's clock when the pass under way began, less the safety gap; null for columns that are no times. */
  clock: string | null;
  /**
   * Last row read in the pass under way: cursor and key columns; key columns in `unmarked`, a count in `keyless`. Null =
   * none under way.
   */
  after: string[] | null;
  /** Absent = `marked`. */
  phase?: Exclude<Phase, 'marked'>;
}

const START: SqlCursor = { since: null, clock: null, after: null };

export function toCursor(json: Json | null): SqlCursor {
  return json === null ? START : { ...START, ...(json as Partial<SqlCursor>) };
}

export function toJson(cursor: SqlCursor): Json {
  return { ...cursor } as unknown as { [key: string]: Json };
}

const DURATION =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration; months and years are taken at their longest, because too much loses nothing. */
export function longestMs(written: string): number {
  const parts = DURATION.exec(written);
  if (!parts) throw new ConnectorError('config', `"${written}" is no ISO 8601 duration`);
  const [years, months, weeks, days, hours, minutes, seconds] = parts
    .slice(1)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number];
  const wholeDays = years * 366 + months * 31 + weeks * 7 + days;
  return ((wholeDays * 24 + hours) * 60 + minutes) * 60_000 + Math.ceil(seconds * 1_000);
}

/** Only a time can be set back. */
export function assertLookback(dataset: SqlDataset, column: Column): void {
  if (dataset.cursor?.lookback !== undefined && !['instant', 'local-time', 'date'].includes(column.kind))
    throw new ConnectorError(
      'config',
      `dataset ${dataset.name}: a lookback needs a time, ${column.name} is ${column.declared}`,
    );
}

/** The source's own clock, less the safety gap: what may still be committed by open transactions lies behind it. */
export async function readClock(
  { dialect, run }: Database,
  dataset: SqlDataset,
  column: Column,
  signal: AbortSignal,
): Promise<string | null> {
  const now = dialect.clock(column);
  if (!now) return null;
  const gapMs = column.kind === 'version' ? 0 : longestMs(dataset.cursor!.safetyGap);
  const expression = gapMs > 0 ? dialect.minus(now, gapMs, column) : now;
  const [row] = await run(`SELECT ${dialect.print(expression, column)} AS clock`, [], signal);
  return row!.clock!;
}

/** Watermark that the next pass starts from: the highest seen, but never later than the clock of this pass. */
export async function endOf(
  { dialect, run }: Database,
  column: Column | undefined,
  cursor: SqlCursor,
  signal: AbortSignal,
): Promise<SqlCursor> {
  const done = { clock: null, after: null };
  const high = column && cursor.phase === undefined ? cursor.after?.[0] : undefined;
  if (!high || cursor.clock === null) return { since: high ?? cursor.since, ...done };
  // A row stamped in the future, or committed late while we read, must not be left behind the watermark.
  const values = [high, cursor.clock].map((text) => dialect.toValue(text, column!));
  const [row] = await run(
    `SELECT CASE WHEN ${dialect.parameter(1, column!)} <= ${dialect.parameter(2, column!)} THEN 1 ELSE 0 END AS seen`,
    values,
    signal,
  );
  return { since: String(row!.seen) === '1' ? high : cursor.clock, ...done };
}
