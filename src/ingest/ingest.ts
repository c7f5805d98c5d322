import { setMaxListeners } from 'node:events';
import type pg from 'pg';
import type { Clock } from '../kernel/clock.ts';
import type { WriteDoor } from '../store/write-door.ts';
import { type BindOptions, bindSources } from './bind.ts';
import type { BoundDataset, FedDataset } from './bound-dataset.ts';
import { createHealthBook, type HealthBook } from './health.ts';
import { createLedger, type RunTotals } from './ledger.ts';
import { createLiveLookup, type LiveLookup } from './live.ts';
import { type RunDeps, runDataset } from './run.ts';
import { keepFed } from './schedule.ts';

export interface IngestOptions extends Omit<BindOptions, 'signal'> {
  pool: pg.Pool;
  door: WriteDoor;
  clock: Clock;
}

/** Everything that brings data in: scheduled syncs, streams, live look-ups, and how their sources are doing. */
export interface Ingest {
  readonly health: HealthBook;
  readonly live: LiveLookup;
  readonly bound: readonly BoundDataset[];
  /** Sources that feed a stored dataset. */
  sourcesOf(dataset: string): string[];
  /** Starts all schedules. Resolves when every sync has ended once, well or not. */
  start(): Promise<void>;
  /** One run now, e.g. from the command line or a test. */
  sync(source: string, dataset?: string): Promise<RunTotals[]>;
  stop(): Promise<void>;
}

export async function createIngest(options: IngestOptions): Promise<Ingest> {
  const controller = new AbortController();
  // Every dataset, call and wait listens to it: many listeners are no leak.
  setMaxListeners(0, controller.signal);
  const { signal } = controller;
  const { bound, close } = await bindSources({ ...options, signal });
  const health = createHealthBook(options.clock);
  const ledger = createLedger(options.pool);
  const deps: RunDeps = { pool: options.pool, door: options.door, ledger, health, log: options.log, signal };
  const fed = bound.filter((entry): entry is FedDataset => entry.binding.mode !== 'live');
  const live = bound.filter((entry) => entry.binding.mode === 'live');
  const loops: Promise<void>[] = [];

  return {
    health,
    bound,
    live: createLiveLookup(live, health, options.log),
    sourcesOf: (dataset) =>
      fed.filter((entry) => entry.kind.name === dataset).map((entry) => entry.source.name),
    start: async () => {
      await ledger.closeLeftovers();
      const first = fed.map(
        (entry) =>
          new Promise<void>((resolve) => {
            loops.push(keepFed(entry, deps, resolve));
            // A stream has no end to wait for.
            if (entry.binding.mode === 'stream') resolve();
          }),
      );
      await Promise.all(first);
    },
    sync: async (source, dataset) => {
      const chosen = fed.filter(
        (entry) =>
          entry.source.name === source &&
          entry.binding.mode === 'sync' &&
          (!dataset || entry.kind.name === dataset),
      );
      const totals: RunTotals[] = [];
      for (const entry of chosen) totals.push(await runDataset(entry, deps));
      return totals;
    },
    stop: async () => {
      controller.abort(new Error('the hub is stopping'));
      await Promise.allSettled(loops);
      await close();
    },
  };
}
