import {
  type Change,
  ConnectorError,
  type Ctx,
  type Page,
  type ReadRequest,
  watermark,
} from '../../src/sdk/index.ts';
import { type Answer, openAnswer } from './answer.ts';
import { type Asked, addressOf, call, placed } from './call.ts';
import type { SoapConfig, SoapDataset } from './config.ts';
import { beginPass, type SoapCursor, toCursor, toJson } from './cursor.ts';
import { createCircleGuard, keysetOf, nextPosition, type Position, toPageValues } from './pagination.ts';
import { fillParameters, type Values } from './parameters.ts';
import { createTally, endPass, raise } from './pass.ts';
import { createRecordReader } from './record.ts';

/** Bounds as they are asked for. */
type Bounds = Pick<Values, 'since' | 'until'>;

function boundsOf(dataset: SoapDataset, since: string | null, range: ReadRequest['range']): Bounds {
  const { updatedSince } = dataset;
  if (range && !updatedSince)
    throw new ConnectorError('unsupported', `dataset ${dataset.name} cannot be read by time of change`);
  if (range) return { since: range.from ?? null, until: range.to ?? null };
  if (!updatedSince || since === null) return { since: null, until: null };
  return { since: watermark.lowerBound(since, updatedSince.lookback), until: null };
}

/** Asks for one page of a dataset. */
export async function askPage(
  ctx: Ctx<SoapConfig>,
  dataset: SoapDataset,
  bounds: Bounds,
  at: Position | null,
): Promise<{ asked: Asked; answer: Answer }> {
  const values = { ...bounds, size: dataset.pageSize ?? null, ...toPageValues(dataset.pagination, at) };
  const parameters = (fillParameters(dataset.parameters, values) ?? {}) as SoapDataset['parameters'];
  const asked = await call(ctx, { operation: dataset, parameters });
  const answer = openAnswer(asked.response.chunks(), {
    recordPath: dataset.recordPath,
    textPath: dataset.pagination.type === 'token' ? dataset.pagination.path : undefined,
    maxBytes: ctx.config.maxBytes,
    message: asked.message,
    toError: asked.toError,
  });
  return { asked, answer };
}

/** Thrown inside, never out: the answer that the last run was reading is no longer the same. */
class PlaceGone extends Error {}

/** One run: what it carries from page to page. */
interface Walk {
  pass: SoapCursor;
  /** The pass began in an earlier run. */
  resumed: boolean;
  /** A snapshot may be said: this run began with nothing under way. One that had to start again leaves it to the next. */
  isWhole: boolean;
  /** Pages of the source asked for, and pages of the hub given, in this pass and run. */
  asked: number;
  given: number;
  /** Hash of the answer before: a source that ignores which page is asked for gives the same records for ever. */
  last: string;
  assertNew: ReturnType<typeof createCircleGuard>;
}

/**
 * One walk over the pages of a dataset, from the first page or from where a crashed walk stood. Each page carries the
 * cursor of what follows it. Ends without a page when nothing changed.
 */
export async function* readDataset(
  ctx: Ctx<SoapConfig>,
  dataset: SoapDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const before = toCursor(request.cursor);
  const bounds = boundsOf(dataset, before.since, request.range);
  const fresh = () => ({ asked: 0, given: 0, last: '', assertNew: createCircleGuard() });
  const resumed = before.at !== null;
  const walk: Walk = { pass: before, resumed, isWhole: !resumed, ...fresh() };
  for (;;) {
    try {
      if (yield* readAnswer(ctx, dataset, request, { before, bounds, walk })) return;
    } catch (error) {
      if (!(error instanceof PlaceGone)) throw error;
      ctx.log('warn', `${error.message}: starting the pass again`, { dataset: dataset.name });
      Object.assign(walk, { pass: beginPass(before), resumed: false, ...fresh() });
    }
  }
}

interface Run {
  before: SoapCursor;
  bounds: Bounds;
  walk: Walk;
}

/** One answer of the source, cut into pages. True = it was the last one. */
async function* readAnswer(
  ctx: Ctx<SoapConfig>,
  dataset: SoapDataset,
  { range, pageBytes }: ReadRequest,
  { before, bounds, walk }: Run,
): AsyncGenerator<Page, boolean> {
  ctx.signal.throwIfAborted();
  const place = walk.pass.at;
  const at = place?.page ?? null;
  walk.asked += 1;
  const { asked, answer } = await askPage(ctx, dataset, bounds, at).catch((error: unknown) => {
    // A token lives for a while: the service no longer knows the one where the last run stopped.
    const isFirst = walk.resumed && walk.asked === 1 && at !== null;
    if (isFirst && error instanceof ConnectorError && error.kind === 'config')
      throw new PlaceGone('the page to resume from is gone');
    throw error;
  });
  if (place === null)
    walk.pass = { ...walk.pass, clock: Date.parse(asked.response.headers.date ?? '') || null };

  const isComplete = dataset.complete && walk.isWhole && !range;
  const uri = `${addressOf(ctx.config)}#${dataset.operation}`;
  const read = createRecordReader(dataset, uri, ctx.config.maxRecordBytes);
  const tally = createTally();
  const skip = place?.done ?? 0;
  let changes: Change[] = [];
  let bytes = 0;
  let last: string[] | undefined;

  const give = (cursor: SoapCursor, isLast = false): Page => {
    const page: Page = {
      dataset: dataset.name,
      changes,
      cursor: toJson(cursor),
      ...(isComplete && walk.given === 0 ? { snapshotStart: true } : {}),
      ...(isComplete && isLast ? { snapshotEnd: true } : {}),
    };
    walk.given += 1;
    changes = [];
    bytes = 0;
    return page;
  };
  const stand = () => {
    walk.pass = { ...walk.pass, at: { page: at, done: tally.count, hash: tally.hash() } };
    return walk.pass;
  };

  try {
    for await (const element of answer.records) {
      const { change, size, fingerprint } = read(element);
      last = keysetOf(dataset.pagination, change) ?? last;
      if (tally.count < skip) {
        tally.add(fingerprint);
        if (tally.count === skip && tally.hash() !== place!.hash)
          throw new PlaceGone('the answer has changed');
        continue;
      }
      if (changes.length > 0 && bytes + size > pageBytes) {
        ctx.signal.throwIfAborted();
        yield give(stand());
      }
      tally.add(fingerprint);
      walk.pass = { ...walk.pass, high: raise(walk.pass, change) };
      const isWanted = !range || change.op === 'bad' || watermark.isWithin(change.src?.at ?? '', range);
      if (!isWanted) continue;
      changes.push(change);
      bytes += size;
    }
  } catch (error) {
    // What was whole before the fault is delivered; the pass stays open.
    if (changes.length > 0) yield give(stand());
    throw placed(error, asked.where, ctx.source);
  }
  if (tally.count < skip) throw new PlaceGone('the answer has become shorter');
  const requestHash = answer.requestHash();
  if (requestHash !== undefined)
    ctx.log('debug', 'X-Road answer', { dataset: dataset.name, id: asked.message!.id, requestHash });

  const said = { at, count: tally.count, pageSize: dataset.pageSize, token: answer.text(), last };
  try {
    if (tally.count > 0 && tally.hash() === walk.last)
      throw new ConnectorError('drift', 'the same records came as on the page before');
    walk.last = tally.hash();
    const next = nextPosition(dataset.pagination, said);
    if (next !== null) {
      walk.assertNew(at, next);
      walk.pass = { ...walk.pass, at: { page: next, done: 0, hash: '' } };
      yield give(walk.pass);
      return false;
    }
  } catch (error) {
    throw placed(error, asked.where, ctx.source);
  }
  const ended = endPass(walk.pass);
  const cursor = range ? { ...ended, since: before.since } : ended;
  const isNews = changes.length > 0 || isComplete || JSON.stringify(cursor) !== JSON.stringify(before);
  if (isNews) yield give(cursor, true);
  return true;
}
