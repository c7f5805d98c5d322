import type pg from 'pg';
import { uuidv7 } from '../kernel/id.ts';
import type { PageResult } from '../store/page.ts';

export interface RunTotals extends PageResult {
  pages: number;
}

export function emptyTotals(): RunTotals {
  return { pages: 0, inserted: 0, updated: 0, unchanged: 0, deleted: 0, quarantined: 0 };
}

export function addPage(totals: RunTotals, page: PageResult): void {
  totals.pages += 1;
  totals.inserted += page.inserted;
  totals.updated += page.updated;
  totals.unchanged += page.unchanged;
  totals.deleted += page.deleted;
  totals.quarantined += page.quarantined;
}

/** The record of runs: what each brought, how it ended, why it failed. */
export interface Ledger {
  /** `by`: the person who asked for it; undefined = it came of itself. */
  open(source: string, dataset: string, mode: string, by?: string): Promise<string>;
  progress(run: string, totals: RunTotals): Promise<void>;
  close(
    run: string,
    status: 'SUCCEEDED' | 'FAILED' | 'INTERRUPTED',
    totals: RunTotals,
    problem?: unknown,
  ): Promise<void>;
  /** Runs a crash left open are closed when the hub starts again. */
  closeLeftovers(): Promise<number>;
}

const SET_TOTALS = 'pages = $2, inserted = $3, updated = $4, unchanged = $5, deleted = $6, quarantined = $7';

function toValues(run: string, t: RunTotals): unknown[] {
  return [run, t.pages, t.inserted, t.updated, t.unchanged, t.deleted, t.quarantined];
}

export function createLedger(pool: pg.Pool): Ledger {
  return {
    open: async (source, dataset, mode, by) => {
      const id = uuidv7();
      await pool.query(
        `INSERT INTO ingest_run (id, source, dataset, mode, status, asked_by) VALUES ($1, $2, $3, $4, 'RUNNING', $5)`,
        [id, source, dataset, mode, by ?? null],
      );
      return id;
    },
    progress: async (run, totals) => {
      await pool.query(`UPDATE ingest_run SET ${SET_TOTALS} WHERE id = $1`, toValues(run, totals));
    },
    close: async (run, status, totals, problem) => {
      await pool.query(
        `UPDATE ingest_run SET ${SET_TOTALS}, status = $8, problem = $9, ended_at = now() WHERE id = $1`,
        [...toValues(run, totals), status, problem === undefined ? null : JSON.stringify(problem)],
      );
    },
    closeLeftovers: async () => {
      const { rowCount } = await pool.query(
        `UPDATE ingest_run SET status = 'INTERRUPTED', ended_at = now() WHERE status = 'RUNNING'`,
      );
      return rowCount ?? 0;
    },
  };
}
