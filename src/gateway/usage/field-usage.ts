import type pg from 'pg';
import type { Log } from '../../kernel/log.ts';
import { toError } from '../../kernel/problem.ts';
import type { UsageCollector } from './collector.ts';

/** What a field was used for, by client. */
export interface FieldUse {
  readonly client: string;
  readonly count: number;
  /** Last day of use, YYYY-MM-DD, in Vietnam. */
  readonly lastDay: string;
}

/** Who asks for a field of the graph. Days are those of Vietnam; today is one of them. */
export interface FieldUsage {
  /** Clients that used a field, or any field of the type, within the last `days`, the busiest first; empty = nobody. */
  usageOf(type: string, field: string | undefined, days: number): Promise<FieldUse[]>;
}

export function readFieldUsage(pool: Pick<pg.Pool, 'query'>): FieldUsage {
  return {
    usageOf: async (type, field, days) => {
      const { rows } = await pool.query<{ client: string; count: string; lastDay: string }>(
        `SELECT client, sum(count)::text AS count, max(day)::text AS "lastDay" FROM field_usage
         WHERE type = $1 AND ($2::text IS NULL OR field = $2) AND day > (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - $3::int
         GROUP BY client ORDER BY sum(count) DESC, client`,
        [type, field ?? null, days],
      );
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },
  };
}

const EVERY_MS = 10_000;

export interface UsageRecorder {
  /** Writes what was counted, in one statement. A failure keeps it for the next time, and is logged. */
  flush(): Promise<void>;
  /** The last flush included. */
  stop(): Promise<void>;
}

/** Writes counted uses to `field_usage` every so often. Few rows: fields that were asked for, times clients. */
export function recordFieldUsage(
  pool: Pick<pg.Pool, 'query'>,
  collector: UsageCollector,
  log: Log,
  everyMs = EVERY_MS,
): UsageRecorder {
  let writing: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    const rows = collector.take();
    if (rows.length === 0) return;
    try {
      await pool.query(
        `INSERT INTO field_usage AS kept (day, client, type, field, count)
         SELECT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, u.* FROM
           unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS u(client, type, field, count)
         ON CONFLICT (day, client, type, field) DO UPDATE SET count = kept.count + excluded.count`,
        [
          rows.map(({ client }) => client),
          rows.map(({ type }) => type),
          rows.map(({ field }) => field),
          rows.map(({ count }) => count),
        ],
      );
    } catch (error) {
      collector.putBack(rows);
      log.warn({ area: 'usage', reason: toError(error).message }, 'field usage not written, kept for later');
    }
  };
  const flush = (): Promise<void> => {
    writing = writing.then(write);
    return writing;
  };
  const timer = setInterval(() => void flush(), everyMs);
  timer.unref();
  return {
    flush,
    stop: () => {
      clearInterval(timer);
      return flush();
    },
  };
}
