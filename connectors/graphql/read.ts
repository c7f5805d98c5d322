import {
  type Change,
  ConnectorError,
  type Ctx,
  type Page,
  type ReadRequest,
  watermark,
} from '../../src/sdk/index.ts';
import type { GraphqlConfig, GraphqlDataset, Variables } from './config.ts';
import { type GraphqlCursor, toCursor, toJson } from './cursor.ts';
import { shareOut, toConnectorError, type UpstreamError } from './errors.ts';
import { nextPosition, type Position, putPage } from './pages.ts';
import { digestOf, toParts } from './parts.ts';
import { type Found, putAt, recordsAt } from './paths.ts';
import { toChange } from './records.ts';
import { type Answer, send } from './send.ts';

export function toWhere(ctx: Ctx<GraphqlConfig>, dataset: GraphqlDataset): string {
  return `${ctx.source}: ${dataset.name}`;
}

/** Records of an answer with the errors that stand in them; an error that concerns them all is thrown. */
export function toRecords(
  answer: Answer,
  recordPath: string,
  where: string,
): { records: Found[]; own: Map<Found, UpstreamError> } {
  const records = recordsAt(answer.data, recordPath);
  const { own, rest } = shareOut(answer.errors, records ?? []);
  if (rest.length > 0) throw toConnectorError(rest, true, where);
  if (!records) throw new ConnectorError('drift', `${where}: no list of records at "${recordPath}"`);
  return { records, own };
}

function planVariables(
  dataset: GraphqlDataset,
  cursor: GraphqlCursor,
  range: ReadRequest['range'],
): Variables {
  const { updatedSince } = dataset;
  if (range && !updatedSince)
    throw new ConnectorError('unsupported', `dataset ${dataset.name} cannot be read by time of change`);
  const variables = structuredClone(dataset.variables ?? {});
  if (!updatedSince) return variables;
  const since =
    range || cursor.since === null ? null : watermark.lowerBound(cursor.since, updatedSince.lookback);
  const from = range ? (range.from ?? null) : since;
  if (from !== null) putAt(variables, updatedSince.variable, from);
  if (range?.to !== undefined && updatedSince.until !== undefined)
    putAt(variables, updatedSince.until, range.to);
  return variables;
}

/** The question for one page. */
export function toQuestion(dataset: GraphqlDataset, base: Variables, at: Position | null) {
  const variables = structuredClone(base);
  putPage(variables, dataset, at);
  const { query, operationName, maxBytes } = dataset;
  return { query, operationName, variables, maxBytes };
}

/** Highest time of change that is not later than the source's clock when the pass began. */
function raise(pass: GraphqlCursor, changes: readonly Change[]): string | null {
  let high = pass.high;
  // A record stamped in the future, or changed while we walk, must not push the watermark past its neighbours.
  for (const { src } of changes) {
    const at = src?.at;
    if (
      at !== undefined &&
      (pass.clock === null || watermark.isNumeric(at) || watermark.toTime(at) <= pass.clock)
    )
      high = watermark.later(high, at);
  }
  return high;
}

/** A backfill brings what lies in its range; what cannot be read is told all the same. */
function narrow(changes: Change[], range: ReadRequest['range']): Change[] {
  if (!range) return changes;
  return changes.filter(
    ({ op, src }) => op === 'bad' || (src?.at !== undefined && watermark.isWithin(src.at, range)),
  );
}

/** One walk over the pages of a dataset, from the first page or from where a crashed walk stood. */
export async function* readDataset(
  ctx: Ctx<GraphqlConfig>,
  dataset: GraphqlDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const { range, pageBytes } = request;
  const before = toCursor(request.cursor);
  const variables = planVariables(dataset, before, range);
  const where = toWhere(ctx, dataset);
  let resumed = before.next !== null || before.part !== null;
  let pass = resumed ? before : { ...before, high: null, clock: null };
  let started = false;

  for (;;) {
    ctx.signal.throwIfAborted();
    const at = pass.next;
    const answer = await send(ctx, toQuestion(dataset, variables, at)).catch((error: unknown) => {
      if (resumed && !started && error instanceof ConnectorError && error.kind === 'drift') return null;
      throw error;
    });
    if (answer === null) {
      // The source no longer knows the cursor where the last run stopped: walk again from the watermark.
      ctx.log('warn', 'the place to resume from is gone, starting the pass again', { dataset: dataset.name });
      pass = { ...before, next: null, part: null, high: null, clock: null };
      resumed = false;
      continue;
    }
    const isComplete = dataset.complete && !resumed && !range;
    const { records, own } = toRecords(answer, dataset.recordPath, where);
    if (at === null && pass.part === null) pass = { ...pass, clock: answer.clock };
    const next = nextPosition(dataset, at, answer.data, records.length);
    // A page that has changed since is handed over again from its beginning: repeated, never skipped.
    const same = pass.part !== null && digestOf(records, pass.part.records) === pass.part.digest;

    for (const part of toParts(records, answer.size, same ? pass.part!.records : 0, pageBytes)) {
      const all = part.records.map((record) => toChange(record, own.get(record), ctx.config.url, dataset));
      const changes = narrow(all, range);
      const high = raise(pass, all);
      const isPart = part.done.digest !== '';
      const start = isComplete && !started ? { snapshotStart: true } : {};
      started = true;
      if (isPart || next !== null) {
        pass = isPart ? { ...pass, high, part: part.done } : { ...pass, high, next, part: null };
        yield { dataset: dataset.name, changes, cursor: toJson(pass), ...start };
        continue;
      }
      const since = high === null ? pass.since : watermark.later(pass.since, high);
      const cursor = { since, next: null, part: null, high: null, clock: null };
      if (changes.length === 0 && !isComplete && JSON.stringify(cursor) === JSON.stringify(before)) return;
      const end = isComplete ? { snapshotEnd: true } : {};
      yield { dataset: dataset.name, changes, cursor: toJson(cursor), ...start, ...end };
      return;
    }
  }
}
