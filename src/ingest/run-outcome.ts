import type { Log } from '../kernel/log.ts';
import { isProblem, Problem, toError } from '../kernel/problem.ts';
import { INGEST_PARKED, INGEST_RUN_FAILED } from '../kernel/problems/ingest.ts';
import { ConnectorError } from '../sdk/index.ts';
import type { PageResult } from '../store/page.ts';
import type { FedDataset } from './bound-dataset.ts';
import type { SourceState } from './health.ts';
import type { RunTotals } from './ledger.ts';
import type { RunDeps } from './run-deps.ts';

/** Changes that a run has seen so far. */
export function toRead(totals: RunTotals): number {
  return totals.inserted + totals.updated + totals.unchanged + totals.deleted + totals.quarantined;
}

/** What a snapshot's end came to is said when it is not the usual: a person may have to act. */
export function tellSnapshot(written: PageResult, { source, kind }: FedDataset, log: Log): void {
  const { asked, kept } = written;
  const where = { area: 'ingest', source: source.name, dataset: kind.name };
  if (asked !== undefined)
    log.warn({ ...where, approval: asked }, 'too many records are gone: waiting for approval');
  if (kept !== undefined) log.warn({ ...where, reason: kept }, 'snapshot ended, nothing was retired');
}

export function hasNews(totals: PageResult): boolean {
  return totals.inserted + totals.updated + totals.deleted + totals.quarantined > 0;
}

export async function acknowledge(
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

/** Closes a failed run: whose fault it was decides what health says, and the problem is told. */
export async function fail(
  error: unknown,
  run: string,
  totals: RunTotals,
  bound: FedDataset,
  deps: RunDeps,
): Promise<Problem> {
  const where = { source: bound.source.name, dataset: bound.kind.name };
  if (isProblem(error) && error.code === INGEST_PARKED.code) {
    deps.health.fail(bound.source.name, 'BAD_DATA', error.message);
    await deps.ledger.close(run, 'FAILED', totals, error.toJSON());
    deps.log.warn({ area: 'ingest', ...where, run, reason: error.message }, 'dataset is parked');
    return error;
  }
  const kind = error instanceof ConnectorError ? error.kind : 'hub';
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
