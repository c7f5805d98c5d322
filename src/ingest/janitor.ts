import type pg from 'pg';
import type { Log } from '../kernel/log.ts';
import { toError } from '../kernel/problem.ts';
import { quoteName, type Table } from '../store/table.ts';
import { sleep } from './rhythm.ts';

const EVERY_MS = 60_000;
const EVENT_HOURS = 24;
/** How long the record of runs goes back. */
const RUN_HOURS = 30 * 24;
/** How far back a mended mapping can be run over what sources sent. */
const LANDED_HOURS = 14 * 24;
/** Far longer than any sender goes on repeating a message. */
const RECEIPT_HOURS = 7 * 24;
/** Long enough to see what is asked once a year before it is taken away. */
const USAGE_HOURS = 400 * 24;
/** Rows per statement: a sweep must not hold its locks, or the feed, for long. */
const BATCH = 10_000;

/** Records of a table older than this, counted on one of its properties, go. */
export interface RetentionRule {
  /** Name of the dataset. */
  dataset: string;
  table: Table;
  property: string;
  hours: number;
}

/** Sweeps out observations and events past their retention, in small bites. */
export async function keepClean(
  pool: pg.Pool,
  rules: readonly RetentionRule[],
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweep(pool, 'event', 'occurred_at', EVENT_HOURS, signal);
      await sweep(pool, 'landed_page', 'landed_at', LANDED_HOURS, signal);
      await sweep(pool, 'push_receipt', 'received_at', RECEIPT_HOURS, signal);
      await sweep(pool, 'ingest_run', 'started_at', RUN_HOURS, signal);
      await sweep(pool, 'field_usage', 'day', USAGE_HOURS, signal);
      for (const { dataset, table, property, hours } of rules) {
        const swept = await sweep(pool, table.name, table.column(property)!.column, hours, signal);
        if (swept > 0) await sweepStatements(pool, dataset, table, signal);
      }
    } catch (error) {
      if (!signal.aborted) log.warn({ area: 'janitor', reason: toError(error).message }, 'sweep failed');
    }
    await sleep(EVERY_MS, signal);
  }
}

async function sweep(
  pool: pg.Pool,
  table: string,
  column: string,
  hours: number,
  signal: AbortSignal,
): Promise<number> {
  const name = quoteName(table);
  let total = 0;
  for (let swept = BATCH; swept === BATCH && !signal.aborted; ) {
    const { rowCount } = await pool.query(
      `DELETE FROM ${name} WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM ${name} WHERE ${quoteName(column)} < now() - make_interval(hours => $1) LIMIT ${BATCH}))`,
      [hours],
    );
    swept = rowCount ?? 0;
    total += swept;
  }
  return total;
}

/** What sources have said of records that are gone goes with them. */
async function sweepStatements(
  pool: pg.Pool,
  dataset: string,
  table: Table,
  signal: AbortSignal,
): Promise<void> {
  for (let swept = BATCH; swept === BATCH && !signal.aborted; ) {
    const { rowCount } = await pool.query(
      `DELETE FROM source_statement WHERE ctid = ANY(ARRAY(SELECT k.ctid FROM source_statement k WHERE k.dataset = $1
         AND NOT EXISTS (SELECT 1 FROM ${quoteName(table.name)} t WHERE t.id = k.id) LIMIT ${BATCH}))`,
      [dataset],
    );
    swept = rowCount ?? 0;
  }
}
