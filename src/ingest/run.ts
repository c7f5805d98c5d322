import type pg from 'pg';
import type { Log } from '../kernel/log.ts';
import { Problem, toError } from '../kernel/problem.ts';
import { INGEST_RUN_FAILED } from '../kernel/problems/ingest.ts';
import { ConnectorError, type Json } from '../sdk/index.ts';
import { loadCursor } from '../store/cursor.ts';
import type { WriteDoor } from '../store/write-door.ts';
import type { FedDataset } from './bound-dataset.ts';
import type { HealthBook, SourceState } from './health.ts';
import { addPage, emptyTotals, type Ledger, type RunTotals } from './ledger.ts';
import { toJudgedPages } from './map.ts';
import { prefetch } from './prefetch.ts';

export interface RunDeps {
  pool: pg.Pool;
  door: WriteDoor;
  ledger: Ledger;
  health: HealthBook;
  log: Log;
  signal: AbortSignal;
}

/** Rows enough to make a transaction worth its round trips; more would hold the hub up while they are parsed. */
const PAGE_BYTES = 1024 * 1024;
/** A stream that never ends still shows its totals. */
const PROGRESS_EVERY_MS = 5_000;

/**
 * One run of one dataset of one source: read → map → validate → write, page by page. Sync and stream are the same
 * path; a stream just does not end. Throws a Problem when the source fails; what was committed stays committed.
 */
export async function runDataset(bound: FedDataset, deps: RunDeps): Promise<RunTotals> {
  const { source, binding, kind } = bound;
  const cursor = await loadCursor(deps.pool, source.name, kind.name);
  const run = await deps.ledger.open(source.name, kind.name, binding.mode);
  const totals = emptyTotals();
  let reported = Date.now();
  try {
    const changes = bound.connector.read!(bound.ctx, {
      dataset: await bound.describe(),
      cursor: cursor === null ? null : (JSON.parse(cursor) as Json),
      follow: binding.mode === 'stream',
      pageBytes: PAGE_BYTES,
    });
    const pages = toJudgedPages(kind, binding, changes);
    // A stream is acknowledged page by page; reading ahead would only hold messages back.
    for await (const page of binding.mode === 'stream' ? pages : prefetch(pages)) {
      const { ack, ...judged } = page;
      addPage(totals, await deps.door.write(kind.name, { source: source.name, run, ...judged }));
      // Only now is the page safe. A failed acknowledgement means redelivery, which the fingerprint absorbs.
      await acknowledge(ack, deps.log, bound);
      deps.health.ok(source.name);
      if (Date.now() - reported > PROGRESS_EVERY_MS) {
        reported = Date.now();
        await deps.ledger.progress(run, totals);
      }
    }
    deps.health.ok(source.name);
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

function hasNews(totals: RunTotals): boolean {
  return totals.inserted + totals.updated + totals.deleted + totals.quarantined > 0;
}

async function acknowledge(
  ack: (() => void | Promise<void>) | undefined,
  log: Log,
  bound: FedDataset,
): Promise<void> {
  try {
    await ack?.();
  } catch (error) {
    const { message } = toError(error);
    log.warn(
      { area: 'ingest', source: bound.source.name, dataset: bound.kind.name, reason: message },
      'ack failed',
    );
  }
}

async function fail(
  error: unknown,
  run: string,
  totals: RunTotals,
  bound: FedDataset,
  deps: RunDeps,
): Promise<Problem> {
  const kind = error instanceof ConnectorError ? error.kind : 'hub';
  const where = { source: bound.source.name, dataset: bound.kind.name };
  const reason = toError(error).message;
  const problem = new Problem(INGEST_RUN_FAILED, { ...where, kind, reason }, { where, cause: error });
  // A fault of the hub's own store says nothing about the source.
  if (kind !== 'hub') deps.health.fail(bound.source.name, toState(kind), problem.message);
  await deps.ledger.close(run, 'FAILED', totals, problem.toJSON());
  deps.log.warn({ area: 'ingest', ...where, run, kind, reason }, 'run failed');
  return problem;
}

function toState(kind: ConnectorError['kind']): Exclude<SourceState, 'OK'> {
  if (kind === 'drift' || kind === 'bug') return 'BAD_DATA';
  return kind === 'rate_limited' ? 'SLOW' : 'DOWN';
}
