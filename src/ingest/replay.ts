import { Problem } from '../kernel/problem.ts';
import { INGEST_RUN_BUSY } from '../kernel/problems/ingest.ts';
import type { Change, Page } from '../sdk/index.ts';
import { readLanded } from '../store/landing.ts';
import type { FedDataset } from './bound-dataset.ts';
import { loadDiscarded } from './discarded.ts';
import { loadAcceptedKey } from './drift.ts';
import { toJudgedPages } from './judged-pages.ts';
import { addPage, emptyTotals, type RunTotals } from './ledger.ts';
import { takeNews } from './replay-news.ts';
import { replayQuarantine } from './replay-quarantine.ts';
import type { RunDeps } from './run-deps.ts';

export interface ReplayOptions {
  /** What was received since, ISO 8601. */
  since?: string | undefined;
  /** The person who asked for it. */
  by?: string;
  /** Told the run's id as soon as it has begun. */
  onRun?: (run: string) => void;
  onPage?: (totals: RunTotals) => void;
}

/**
 * Runs the present mapping over what a dataset's source sent before: landed pages, then what still lies in quarantine.
 * The newest page comes first and each record is taken once, so nothing older overwrites anything newer. Cursors stay
 * where they are; the source is not asked. A stream that is at work in this process pauses between two pages: what it
 * received meanwhile is written afterwards, and is newer. HUB_INGEST_RUN_BUSY while anybody else has the dataset.
 */
export async function replayDataset(
  bound: FedDataset,
  deps: RunDeps,
  options: ReplayOptions = {},
): Promise<RunTotals> {
  const { source, kind } = bound;
  const replay = () => replayHeld(bound, deps, options);
  const release = await deps.locks.take(source.name, kind.name);
  if (release) return replay().finally(release);
  const paused = deps.turns.between(source.name, kind.name, replay);
  if (!paused) throw new Problem(INGEST_RUN_BUSY, { source: source.name, dataset: kind.name });
  return paused;
}

/** While nobody else writes the dataset. */
async function replayHeld(bound: FedDataset, deps: RunDeps, options: ReplayOptions): Promise<RunTotals> {
  const { source, binding, kind } = bound;
  const run = await deps.ledger.open(source.name, kind.name, 'replay', options.by);
  options.onRun?.(run);
  const totals = emptyTotals();
  /** Ids that the pages so far have spoken of → whether the last word on them is a record. */
  const spoken = new Map<string, boolean>();
  const isFirst = (id: string, isThere: boolean) => !spoken.has(id) && Boolean(spoken.set(id, isThere));
  try {
    const isDiscarded = await loadDiscarded(deps.pool, source.name, kind.name);
    const keyFields = binding.key ?? (await loadAcceptedKey(deps.pool, source.name, kind.name));
    const landed = (async function* (): AsyncGenerator<Page> {
      for await (const page of readLanded(deps.pool, source.name, kind.name, options.since)) {
        deps.signal.throwIfAborted();
        if ('retired' in page) for (const id of page.retired) isFirst(id, false);
        else {
          const changes = (page.changes as Change[]).filter((change) => !isDiscarded(change));
          yield { dataset: binding.from, changes, cursor: null };
        }
      }
    })();
    for await (const { ack: _, cursor: __, landing: ___, snapshot: ____, ...page } of toJudgedPages(
      kind,
      binding,
      landed,
      { keyFields },
    )) {
      const news = takeNews(page, isFirst);
      addPage(totals, await deps.door.write(kind.name, { source: source.name, run, ...page, ...news }));
      options.onPage?.(totals);
    }
    await replayQuarantine(bound, deps, run, totals, spoken);
    await deps.ledger.close(run, 'SUCCEEDED', totals);
    deps.log.info(
      { area: 'ingest', source: source.name, dataset: kind.name, run, ...totals },
      'replay ended',
    );
    return totals;
  } catch (error) {
    await deps.ledger.close(run, deps.signal.aborted ? 'INTERRUPTED' : 'FAILED', totals);
    throw error;
  }
}
