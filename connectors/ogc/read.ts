import {
  type Change,
  ConnectorError,
  type Ctx,
  type Page,
  type ReadRequest,
  watermark,
} from '../../src/sdk/index.ts';
import type { OgcConfig, OgcDataset } from './config.ts';
import { beginPass, type OgcCursor, toCursor, toJson } from './cursor.ts';
import type { AnswerEnd } from './feature.ts';
import { createTally, endPass, raise } from './pass.ts';
import { createRecordReader } from './record.ts';
import { describe, get } from './request.ts';
import type { Service, Wanted } from './service.ts';

function wantedOf(dataset: OgcDataset, since: string | null, range: ReadRequest['range']): Wanted {
  if (range) {
    if (!dataset.updatedSince)
      throw new ConnectorError('unsupported', `dataset ${dataset.name} has no time of change to narrow by`);
    return range;
  }
  if (!dataset.updatedSince || since === null) return {};
  return { from: watermark.lowerBound(since, dataset.updatedSince.lookback) };
}

/** Thrown inside, never out: the answer that the last run was reading is no longer the same. */
class PlaceGone extends Error {}

/** One run: what it carries from page to page. */
interface Walk {
  pass: OgcCursor;
  /** The pass began in an earlier run. */
  resumed: boolean;
  /** A snapshot may be said: this run began with nothing under way. One that had to start again leaves it to the next. */
  isWhole: boolean;
  /** Pages of the hub that this pass has given in this run. */
  given: number;
  /** Hash of the answer before: a source that ignores where to start gives the same features for ever. */
  last: string;
}

/**
 * One walk over the pages of a collection, from the first page or from where a crashed walk stood. Each page carries the
 * cursor of what follows it. Ends without a page when nothing changed.
 */
export async function* readDataset(
  ctx: Ctx<OgcConfig>,
  service: Service,
  dataset: OgcDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const before = toCursor(request.cursor);
  const walk: Walk = {
    pass: before,
    resumed: before.at !== null,
    isWhole: before.at === null,
    given: 0,
    last: '',
  };
  if (!walk.resumed) walk.pass = beginPass(before);
  const visited = new Set<string>();
  const wanted = wantedOf(dataset, before.since, request.range);

  for (;;) {
    try {
      const ended = yield* readAnswer(ctx, service, dataset, request, { before, walk, visited, wanted });
      if (ended) return;
    } catch (error) {
      if (!(error instanceof PlaceGone)) throw error;
      ctx.log('warn', `${error.message}: starting the pass again`, { dataset: dataset.name });
      walk.pass = beginPass(before);
      walk.resumed = false;
      walk.given = 0;
      walk.last = '';
      visited.clear();
    }
  }
}

interface Run {
  before: OgcCursor;
  walk: Walk;
  visited: Set<string>;
  wanted: Wanted;
}

/** One answer of the source, cut into pages. True = it was the last one. */
async function* readAnswer(
  ctx: Ctx<OgcConfig>,
  service: Service,
  dataset: OgcDataset,
  request: ReadRequest,
  { before, walk, visited, wanted }: Run,
): AsyncGenerator<Page, boolean> {
  const { at } = walk.pass;
  const isFirst = at === null;
  const url = isFirst ? await service.firstUrl(dataset, wanted) : new URL(at.url);
  const where = describe(ctx, url);
  if (visited.has(url.href))
    throw new ConnectorError(
      'drift',
      `${where}: the pages go in a circle, one names an earlier one as the next`,
    );
  visited.add(url.href);

  const isRange = request.range !== undefined;
  const complete = dataset.complete && !dataset.updatedSince && !isRange;
  const etag = isFirst && !isRange && before.etag?.url === url.href ? before.etag.value : undefined;
  const response = await get(ctx, url, etag === undefined ? {} : { 'if-none-match': etag }).catch(
    (error: unknown) => {
      const isGone = walk.resumed && visited.size === 1;
      if (isGone && error instanceof ConnectorError && error.kind === 'config')
        throw new PlaceGone('the page to resume from is gone');
      throw error;
    },
  );
  if (response.status === 304) return true;
  if (isFirst) walk.pass = { ...walk.pass, clock: Date.parse(response.headers.date ?? '') || null };

  const answer = await service.open(dataset, url, response);
  const reader = createRecordReader({
    key: dataset.key,
    ...(dataset.area ? { area: dataset.area } : {}),
    ...(dataset.updatedSince ? { changedField: dataset.updatedSince.field } : {}),
  });
  const tally = createTally();
  const skip = at?.done ?? 0;
  let changes: Change[] = [];
  let bytes = 0;

  const give = (cursor: OgcCursor, isLast = false): Page => {
    const page: Page = {
      dataset: dataset.name,
      changes,
      cursor: toJson(cursor),
      ...(complete && walk.isWhole && walk.given === 0 ? { snapshotStart: true } : {}),
      ...(complete && walk.isWhole && isLast ? { snapshotEnd: true } : {}),
    };
    walk.given += 1;
    changes = [];
    bytes = 0;
    return page;
  };

  const features = answer.features();
  let end: AnswerEnd;
  try {
    for (;;) {
      const next = await features.next();
      if (next.done) {
        end = next.value;
        break;
      }
      const feature = next.value;
      if (tally.count < skip) {
        tally.add(feature.fingerprint);
        if (tally.count === skip && tally.hash() !== at!.hash) throw new PlaceGone('the answer has changed');
        continue;
      }
      if (changes.length > 0 && bytes + feature.size > request.pageBytes) {
        ctx.signal.throwIfAborted();
        walk.pass = { ...walk.pass, at: { url: url.href, done: tally.count, hash: tally.hash() } };
        yield give(walk.pass);
      }
      tally.add(feature.fingerprint);
      const pos = `${tally.count - 1}${feature.line === undefined ? '' : `:${feature.line}`}`;
      const change = reader.toChange(feature, answer.crs(), { uri: url.href, pos });
      walk.pass = { ...walk.pass, received: walk.pass.received + 1 };
      // What has no time of change is inside: nobody can say that it is not.
      const changedAt = change.src?.at;
      if (isRange && changedAt !== undefined && !watermark.isWithin(changedAt, wanted)) continue;
      walk.pass = { ...walk.pass, high: raise(walk.pass, [change]) };
      changes.push(change);
      bytes += feature.size;
    }
  } finally {
    await features.return({});
  }
  if (tally.count < skip) throw new PlaceGone('the answer has become shorter');
  if (tally.count > 0 && tally.hash() === walk.last)
    throw new ConnectorError('drift', `${where}: the same features came as on the page before`);
  walk.last = tally.hash();

  const next = service.nextUrl(dataset, url, end, tally.count);
  const short = dataset.checkCount ? shortage(walk.pass.received, tally.count, next, end) : undefined;
  if (short !== undefined) {
    // What came is good; the pass is not. The next run begins again, from the old watermark.
    yield give(beginPass(before));
    throw new ConnectorError('transient', `${where}: ${short}`);
  }
  if (next !== null) {
    if (next === url.href)
      throw new ConnectorError('drift', `${where}: the page names itself as the next one`);
    walk.pass = { ...walk.pass, at: { url: next, done: 0, hash: '' } };
    yield give(walk.pass);
    return false;
  }
  // An ETag vouches for the whole collection only when it came in one answer.
  const tag = isFirst && !isRange ? response.headers.etag : undefined;
  const ended = endPass(walk.pass, tag === undefined ? null : { url: url.href, value: tag });
  const cursor = isRange ? { ...ended, since: before.since } : ended;
  const isNews = changes.length > 0 || complete || JSON.stringify(cursor) !== JSON.stringify(before);
  if (isNews) yield give(cursor, true);
  return true;
}

/** Fewer features than the source promised: why, or undefined. */
function shortage(
  received: number,
  onPage: number,
  next: string | null,
  { matched, returned }: AnswerEnd,
): string | undefined {
  if (returned !== undefined && onPage < returned)
    return `${onPage} features came, the answer says it holds ${returned}`;
  if (next === null && matched !== undefined && received < matched)
    return `${received} features came, the source promised ${matched}`;
  return undefined;
}
