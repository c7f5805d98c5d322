import type { Log } from '../kernel/log.ts';
import { Problem, toError } from '../kernel/problem.ts';
import { INGEST_LIVE_FAILED, INGEST_NO_LIVE_SOURCE } from '../kernel/problems/ingest.ts';
import { ConnectorError, type Json, type LiveQuery, type Row } from '../sdk/index.ts';
import type { BoundDataset } from './bound-dataset.ts';
import { createBreaker } from './breaker.ts';
import type { HealthBook } from './health.ts';
import { applyRest } from './live-apply.ts';
import { translateQuery } from './live-fields.ts';
import type { LiveQuestion } from './live-question.ts';
import { judge, toCandidate } from './map.ts';

export interface LiveAnswer {
  /** Valid records, in the order asked for. */
  records: Row[];
  /** Rows that made no sense and were left out. */
  refused: number;
  /** How many times the owner was asked. */
  calls: number;
}

/** Looks records up at their owner. One call, one upstream query (or ⌈n / maxKeys⌉); nothing is kept. */
export interface LiveLookup {
  find(dataset: string, question: LiveQuestion, signal?: AbortSignal): Promise<LiveAnswer>;
  /** Sources that feed a live dataset. */
  sourceOf(dataset: string): string | undefined;
}

const DEFAULT_TIMEOUT_MS = 3_000;

export function createLiveLookup(bound: BoundDataset[], health: HealthBook, log: Log): LiveLookup {
  const byDataset = new Map(bound.map((entry) => [entry.kind.name, { entry, breaker: createBreaker() }]));
  return {
    sourceOf: (dataset) => byDataset.get(dataset)?.entry.source.name,
    find: async (dataset, question, signal) => {
      const found = byDataset.get(dataset);
      if (!found) throw new Problem(INGEST_NO_LIVE_SOURCE, { dataset });
      const { entry, breaker } = found;
      // A question that cannot be put is the asker's fault and says nothing about the source.
      const query = translateQuery(entry, question);
      try {
        breaker.assertClosed();
        const { rows, calls } = await ask(entry, query, signal);
        breaker.succeeded();
        const records = toRecords(entry, rows, health, log);
        return { records, refused: rows.length - records.length, calls };
      } catch (error) {
        // Given up by the asker or by the hub: that says nothing about the source either.
        const isGivenUp = signal?.aborted || entry.ctx.signal.aborted;
        if (!isGivenUp) breaker.failed(error);
        throw toProblem(error, entry, isGivenUp ? undefined : health);
      }
    },
  };
}

async function ask(
  entry: BoundDataset,
  question: Omit<LiveQuery, 'dataset'>,
  signal?: AbortSignal,
): Promise<{ rows: Row[]; calls: number }> {
  const timeout = AbortSignal.timeout(entry.binding.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const bounded = AbortSignal.any([timeout, entry.ctx.signal, ...(signal ? [signal] : [])]);
  const ctx = { ...entry.ctx, signal: bounded };
  const dataset = await untilAborted(entry.describe(), bounded);
  const batches = splitKeys({ ...question, dataset }, dataset.live?.maxKeys ?? 500);
  const answers = await Promise.all(
    batches.map(async (batch) =>
      applyRest(batch, await untilAborted(entry.connector.query!(ctx, batch), bounded)),
    ),
  );
  return { rows: answers.flat(), calls: batches.length };
}

function splitKeys(query: LiveQuery, max: number): LiveQuery[] {
  if (!query.keys || query.keys.values.length <= max) return [query];
  const batches: LiveQuery[] = [];
  for (let start = 0; start < query.keys.values.length; start += max) {
    const values: Json[][] = query.keys.values.slice(start, start + max);
    batches.push({ ...query, keys: { fields: query.keys.fields, values } });
  }
  return batches;
}

/** A connector that does not listen to its signal must still not hold the request. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    // Heard out in any case: a rejection that nobody hears ends the process.
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** What the owner says is judged like any record; a row that makes no sense is left out and the source named. */
function toRecords(entry: BoundDataset, rows: Row[], health: HealthBook, log: Log): Row[] {
  const records: Row[] = [];
  let refused = 0;
  for (const row of rows) {
    const judged = judgeRow(entry, row);
    if (judged) records.push(judged);
    else refused += 1;
  }
  if (refused === 0) health.ok(entry.source.name);
  else {
    health.fail(entry.source.name, 'BAD_DATA', `${refused} bản ghi không hợp lệ`);
    log.warn(
      { area: 'live', source: entry.source.name, dataset: entry.kind.name, count: refused },
      'records refused',
    );
  }
  return records;
}

function judgeRow(entry: BoundDataset, row: Row): Row | undefined {
  try {
    const judged = judge(entry.kind, toCandidate(entry.binding, row));
    return 'record' in judged ? (judged.record as Row) : undefined;
  } catch {
    // A value that cannot be read: counted as refused by the caller.
    return undefined;
  }
}

/** `health` is told when the failure is the source's. */
function toProblem(error: unknown, entry: BoundDataset, health: HealthBook | undefined): Problem {
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
  const isNonsense = error instanceof ConnectorError && error.kind === 'drift';
  const reason = isTimeout ? 'quá thời gian chờ' : toError(error).message;
  health?.fail(entry.source.name, isTimeout ? 'SLOW' : isNonsense ? 'BAD_DATA' : 'DOWN', reason);
  const where = { source: entry.source.name, dataset: entry.kind.name };
  return new Problem(INGEST_LIVE_FAILED, { ...where, reason }, { where, cause: error });
}
