import { setMaxListeners } from 'node:events';
import type pg from 'pg';
import type { Clock } from '../kernel/clock.ts';
import { Problem } from '../kernel/problem.ts';
import { INGEST_SOURCE_UNKNOWN } from '../kernel/problems/ingest.ts';
import type { Mode } from '../sdk/index.ts';
import type { WriteDoor } from '../store/write-door.ts';
import { type BindOptions, bindSources } from './bind.ts';
import type { BoundDataset, FedDataset } from './bound-dataset.ts';
import { createHealthBook, type HealthBook } from './health.ts';
import { createLedger, type RunTotals } from './ledger.ts';
import { createLiveLookup, type LiveLookup } from './live.ts';
import { type Preview, previewDataset } from './preview.ts';
import { type PushReply, type PushRequest, receivePush } from './receive.ts';
import { type ReplayOptions, replayDataset } from './replay.ts';
import { replayEntries } from './replay-entries.ts';
import { type RunOptions, runDataset } from './run.ts';
import type { RunDeps } from './run-deps.ts';
import { createRunLocks } from './run-lock.ts';
import { keepFed } from './schedule.ts';
import { createSeenBook } from './seen.ts';
import { createTurns } from './turns.ts';

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
  sync(source: string, dataset?: string, options?: RunOptions): Promise<RunTotals[]>;
  /** What a run would bring; nothing is written. */
  preview(source: string, dataset: string | undefined, limit: number): Promise<Preview[]>;
  /** The present mapping over what was landed and what lies in quarantine. */
  replay(source: string, dataset?: string, options?: ReplayOptions): Promise<RunTotals[]>;
  /** The present mapping over these entries of the quarantine alone. */
  replayEntries(ids: readonly string[], by: string): Promise<void>;
  /** A message that a source sends by itself. */
  receive(source: string, request: PushRequest): Promise<PushReply>;
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
  const locks = createRunLocks(options.pool);
  const { pool, door, log } = options;
  const books = { ledger, health, seen: createSeenBook() };
  const deps: RunDeps = { ...books, pool, door, locks, turns: createTurns(), log, signal };
  const fed = bound.filter((entry): entry is FedDataset => entry.binding.mode !== 'live');
  const live = bound.filter((entry) => entry.binding.mode === 'live');
  const loops: Promise<void>[] = [];
  /** What people have asked for and is going on: it is waited for before the store closes. */
  const asked = new Set<Promise<unknown>>();
  const untilDone = <T>(work: Promise<T>): Promise<T> => {
    asked.add(work);
    const done = () => asked.delete(work);
    work.then(done, done);
    return work;
  };
  /** Datasets of a source by name; a name that fits nothing is told with those that would. */
  const choose = <B extends BoundDataset>(
    of: readonly B[],
    source: string,
    dataset: string | undefined,
    modes: readonly Mode[],
  ): B[] => {
    const able = of.filter(({ binding }) => modes.includes(binding.mode));
    const chosen = able.filter(
      (entry) => entry.source.name === source && (dataset === undefined || entry.kind.name === dataset),
    );
    if (chosen.length > 0) return chosen;
    const known = able.map((entry) => `${entry.source.name}/${entry.kind.name}`).join(', ');
    throw new Problem(INGEST_SOURCE_UNKNOWN, { source: dataset ? `${source}/${dataset}` : source, known });
  };

  return {
    health,
    bound,
    live: createLiveLookup(live, health, options.log),
    sourcesOf: (dataset) =>
      fed.filter((entry) => entry.kind.name === dataset).map((entry) => entry.source.name),
    start: async () => {
      await ledger.closeLeftovers();
      const scheduled = fed.filter(({ binding }) => binding.mode !== 'push');
      const first = scheduled.map(
        (entry) =>
          new Promise<void>((resolve) => {
            loops.push(keepFed(entry, deps, resolve));
            // A stream has no end to wait for.
            if (entry.binding.mode === 'stream') resolve();
          }),
      );
      await Promise.all(first);
    },
    sync: async (source, dataset, run) => {
      const totals: RunTotals[] = [];
      for (const entry of choose(fed, source, dataset, ['sync']))
        totals.push(await runDataset(entry, deps, run));
      return totals;
    },
    preview: async (source, dataset, limit) => {
      const previews: Preview[] = [];
      for (const entry of choose(bound, source, dataset, ['sync', 'live', 'stream', 'push']))
        previews.push(await previewDataset(entry, limit));
      return previews;
    },
    replay: (source, dataset, run) =>
      untilDone(
        (async () => {
          const totals: RunTotals[] = [];
          for (const entry of choose(fed, source, dataset, ['sync', 'stream', 'push']))
            totals.push(await replayDataset(entry, deps, run));
          return totals;
        })(),
      ),
    replayEntries: (ids, by) => untilDone(replayEntries(fed, deps, ids, by)),
    receive: (source, request) => receivePush(fed, deps, source, request),
    stop: async () => {
      controller.abort(new Error('the hub is stopping'));
      await Promise.allSettled([...loops, ...asked]);
      await locks.close();
      await close();
    },
  };
}
