import { ConnectorError, type Ctx, type Page, type ReadRequest } from '../../src/sdk/index.ts';
import type { RestConfig, RestDataset } from './config.ts';
import { type RestCursor, toCursor, toJson } from './cursor.ts';
import { nextPosition } from './pagination.ts';
import { toBody, toChange, toRecords } from './records.ts';
import { get, toDatasetUrl } from './request.ts';
import { isNumeric, later, lowerBound, toTime } from './watermark.ts';

/** The pass under way; what is not in here is not needed to go on after a crash. */
function beginPass(last: RestCursor): RestCursor {
  return { ...last, next: null, high: null, clock: null };
}

/** Highest time of change on the page that is not later than the source's clock when the pass began. */
function raise(cursor: RestCursor, printed: (string | undefined)[]): string | null {
  let high = cursor.high;
  // A record stamped in the future, or changed while we walk, must not push the watermark past its neighbours.
  for (const at of printed)
    if (at !== undefined && (cursor.clock === null || isNumeric(at) || toTime(at) <= cursor.clock))
      high = later(high, at);
  return high;
}

function endPass(pass: RestCursor, etag: RestCursor['etag']): RestCursor {
  const since = pass.high === null ? pass.since : later(pass.since, pass.high);
  return { since, next: null, high: null, clock: null, etag };
}

/**
 * One walk over the pages of a dataset, from the first page or from where a crashed walk stood. Each page carries the
 * cursor of the page after it. Ends without a page when nothing changed.
 */
export async function* readDataset(
  ctx: Ctx<RestConfig>,
  dataset: RestDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const before = toCursor(request.cursor);
  let resumed = before.next !== null;
  let pass = resumed ? before : beginPass(before);
  const from =
    before.since === null || !dataset.updatedSince
      ? null
      : lowerBound(before.since, dataset.updatedSince.lookback);

  for (let pages = 1; ; pages++) {
    const first = pass.next === null;
    const url = toDatasetUrl(ctx.config, dataset, from, pass.next);
    const etag = first && before.etag?.url === url.href ? before.etag.value : undefined;
    const response = await get(ctx, url, {
      ...dataset.headers,
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
    }).catch((error: unknown) => {
      if (pages === 1 && resumed && error instanceof ConnectorError && error.kind === 'config') return null;
      throw error;
    });
    if (response === null) {
      // The source no longer knows the place where the last run stopped: walk again from the watermark.
      ctx.log('warn', 'the place to resume from is gone, starting the pass again', { dataset: dataset.name });
      pass = beginPass(before);
      resumed = false;
      pages = 0;
      continue;
    }
    if (response.status === 304) return;

    const where = `${ctx.source}: ${url.origin}${url.pathname}`;
    const body = await toBody(response, where);
    const records = toRecords(body, dataset, where);
    const changes = records.map((raw, index) => toChange(raw, index, url.href, dataset));
    if (first) pass = { ...pass, clock: Date.parse(response.headers.date ?? '') || null };
    const at = pass.next;
    pass = {
      ...pass,
      high: raise(
        pass,
        changes.map((change) => change.src?.at),
      ),
    };
    const next = nextPosition(dataset.pagination, {
      at,
      body,
      response,
      count: records.length,
      pageSize: dataset.pageSize,
    });
    if (next !== null && next === at)
      throw new ConnectorError('drift', `${where}: the page names itself as the next one`);

    if (next !== null) {
      pass = { ...pass, next };
      yield { dataset: dataset.name, changes, cursor: toJson(pass) };
      continue;
    }
    // An ETag of the first page vouches for the whole answer only when there was no second page.
    const tag = pages === 1 && first ? response.headers.etag : undefined;
    const cursor = endPass(pass, tag === undefined ? null : { url: url.href, value: tag });
    const complete = dataset.complete && !resumed;
    if (changes.length === 0 && !complete && JSON.stringify(cursor) === JSON.stringify(before)) return;
    yield {
      dataset: dataset.name,
      changes,
      cursor: toJson(cursor),
      ...(complete ? { snapshotEnd: true } : {}),
    };
    return;
  }
}
