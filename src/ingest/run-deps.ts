import type pg from 'pg';
import type { Log } from '../kernel/log.ts';
import type { WriteDoor } from '../store/write-door.ts';
import type { HealthBook } from './health.ts';
import type { Ledger } from './ledger.ts';
import type { RunLocks } from './run-lock.ts';
import type { SeenBook } from './seen.ts';
import type { Turns } from './turns.ts';

/** What every run works with. */
export interface RunDeps {
  pool: pg.Pool;
  door: WriteDoor;
  ledger: Ledger;
  locks: RunLocks;
  turns: Turns;
  health: HealthBook;
  /** What sources sent before. */
  seen: SeenBook;
  log: Log;
  signal: AbortSignal;
}
