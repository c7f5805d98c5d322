import { Problem } from '../kernel/problem.ts';
import { INGEST_RUN_BUSY } from '../kernel/problems/ingest.ts';
import type { Json, ReadRequest } from '../sdk/index.ts';
import { forgetCursor, loadCursor } from '../store/cursor.ts';
import type { FedDataset } from './bound-dataset.ts';
import { toCursorName } from './cursor-name.ts';
import { guardShape } from './drift.ts';
import { toJudgedPages } from './judged-pages.ts';
import { addPage, emptyTotals, type RunTotals } from './ledger.ts';
import { type Meter, measure } from './meter.ts';
import { createNowAndThen } from './now-and-then.ts';
import { packAhead } from './pack-ahead.ts';
import { prefetch, readAhead } from './prefetch.ts';
import type { RunDeps } from './run-deps.ts';
import { acknowledge, fail, hasNews, tellSnapshot, toRead } from './run-outcome.ts';
import { toKeyFields } from './source-key.ts';
import { atOnce, type InTurn } from './turns.ts';

/** Rows enough to make a transaction worth its round trips; more would hold the hub up while they are parsed. */
const PAGE_BYTES = 1024 * 1024;
const PROGRESS_EVERY_MS = 5_000;

/** What a person may ask of one run; the schedule asks nothing. */
export interface RunOptions {
  /** Backfill: read this range again on the same path; its cursor is kept apart from the dataset's own. */
  range?: NonNullable<ReadRequest['range']>;
  /** Ends after the page that reaches so many changes. */
  limit?: number;
  onPage?: (totals: RunTotals, meter: Meter) => void;
}

/**
 * One run of one dataset of one source: read → map → validate → write, page by page. Sync and stream are the same
 * path; a stream just does not end. One run at a time: HUB_INGEST_RUN_BUSY while another holds the dataset. Throws a
 * Problem when the source fails; what was committed stays committed.
 */
export async function runDataset(
  bound: FedDataset,
  deps: RunDeps,
  options: RunOptions = {},
): Promise<RunTotals> {
  const { source, kind } = bound;
  const release = await deps.locks.take(source.name, kind.name);
  if (!release) throw new Problem(INGEST_RUN_BUSY, { source: source.name, dataset: kind.name });
  try {
    const run = (inTurn: InTurn) => runLocked(bound, deps, options, inTurn);
    return await (bound.binding.mode === 'stream'
      ? deps.turns.follow(source.name, kind.name, run)
      : run(atOnce));
  } finally {
    await release();
  }
}

async function runLocked(
  bound: FedDataset,
  deps: RunDeps,
  options: RunOptions,
  inTurn: InTurn,
): Promise<RunTotals> {
  const { source, binding, kind } = bound;
  const cursorOf = toCursorName(kind.name, options.range);
  const cursor = await loadCursor(deps.pool, source.name, cursorOf);
  const run = await deps.ledger.open(source.name, kind.name, options.range ? 'backfill' : binding.mode);
  const totals = emptyTotals();
  // A stream that never ends still shows its totals.
  const tellProgress = createNowAndThen(PROGRESS_EVERY_MS, () => deps.ledger.progress(run, totals));
  try {
    const dataset = await bound.describe(true);
    await guardShape(deps.pool, source.name, kind.name, dataset);
    const meter: Meter = { bytes: 0 };
    // A stream is acknowledged page by page; reading ahead would only hold messages back.
    const isStream = binding.mode === 'stream';
    const read = bound.connector.read!(bound.ctx, {
      dataset,
      cursor: cursor === null ? null : (JSON.parse(cursor) as Json),
      follow: isStream,
      pageBytes: PAGE_BYTES,
      ...(options.range ? { range: options.range } : {}),
    });
    const measured = options.onPage ? measure(read, meter) : read;
    const changes = isStream ? measured : readAhead(measured);
    const inSnapshot = dataset.deletes === 'snapshot' && !options.range;
    const keyFields = toKeyFields(binding, dataset);
    // What a stream sends again is a message, seldom a list.
    const seen = binding.mode === 'sync' ? deps.seen.of(bound) : undefined;
    let expectsNews = true;
    const judged = toJudgedPages(kind, binding, changes, { inSnapshot, keyFields, seen });
    const pages = packAhead(judged, () => expectsNews);
    for await (const page of isStream ? pages : prefetch(pages)) {
      const { ack, recall, ...words } = page;
      const toWrite = { source: source.name, run, cursorOf, ...words };
      const written = await inTurn(() => deps.door.write(kind.name, toWrite));
      recall?.remember();
      addPage(totals, written);
      expectsNews = hasNews(written);
      tellSnapshot(written, bound, deps.log);
      // Only now is the page safe. A failed acknowledgement means redelivery, which the fingerprint absorbs.
      await acknowledge(ack, deps.log, bound);
      deps.health.ok(source.name);
      options.onPage?.(totals, meter);
      await tellProgress();
      if (options.limit !== undefined && toRead(totals) >= options.limit) break;
    }
    deps.health.ok(source.name);
    if (options.range && options.limit === undefined && !deps.signal.aborted)
      await forgetCursor(deps.pool, source.name, cursorOf);
    await deps.ledger.close(run, deps.signal.aborted ? 'INTERRUPTED' : 'SUCCEEDED', totals);
    // A run that found nothing new, every few seconds, is no news.
    const level = hasNews(totals) ? 'info' : 'debug';
    deps.log[level]({ area: 'ingest', source: source.name, dataset: kind.name, run, ...totals }, 'run ended');
    return totals;
  } catch (error) {
    if (deps.signal.aborted) {
      await deps.ledger.close(run, 'INTERRUPTED', totals);
      return totals;
    }
    throw await fail(error, run, totals, bound, deps);
  }
}
