import {
  type Change,
  ConnectorError,
  type Ctx,
  type Page,
  type ReadRequest,
  watermark,
} from '../../src/sdk/index.ts';
import { toBody } from './body.ts';
import { createCircleGuard } from './circle.ts';
import type { RestConfig, RestDataset } from './config.ts';
import { beginPass, type RestCursor, toCursor, toJson } from './cursor.ts';
import { nextPosition } from './pagination.ts';
import { digestOf, toParts } from './parts.ts';
import { toChange } from './records.ts';
import { send } from './request.ts';
import { planWalk, toPageDraft } from './walk.ts';

/** Highest time of change in the part that is not later than the source's clock when the pass began. */
function raise(cursor: RestCursor, changes: readonly Change[]): string | null {
  let high = cursor.high;
  // A record stamped in the future, or changed while we walk, must not push the watermark past its neighbours.
  for (const { src } of changes) {
    const at = src?.at;
    if (
      at !== undefined &&
      (cursor.clock === null || watermark.isNumeric(at) || watermark.toTime(at) <= cursor.clock)
    )
      high = watermark.later(high, at);
  }
  return high;
}

function endPass(pass: RestCursor, etag: RestCursor['etag']): RestCursor {
  const since = pass.high === null ? pass.since : watermark.later(pass.since, pass.high);
  return { since, next: null, part: null, high: null, clock: null, etag };
}

/** A backfill brings what lies in its range; what cannot be read is told all the same. */
function narrow(changes: Change[], range: ReadRequest['range']): Change[] {
  if (!range) return changes;
  return changes.filter(
    ({ op, src }) => op === 'bad' || (src?.at !== undefined && watermark.isWithin(src.at, range)),
  );
}

/**
 * One walk over the pages of a dataset, from the first page or from where a crashed walk stood. Each page carries the
 * cursor of what comes after it. Ends without a page when nothing changed.
 */
export async function* readDataset(
  ctx: Ctx<RestConfig>,
  dataset: RestDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const { range, pageBytes } = request;
  const before = toCursor(request.cursor);
  const walk = planWalk(ctx, dataset, before, range);
  let resumed = before.next !== null || before.part !== null;
  let pass = resumed ? before : beginPass(before);
  let started = false;
  const circle = createCircleGuard();

  for (let pages = 1; ; pages++) {
    ctx.signal.throwIfAborted();
    const at = pass.next;
    const draft = toPageDraft(ctx.config, dataset, walk, at);
    const where = `${ctx.source}: ${draft.url.origin}${draft.url.pathname}`;
    const isFirst = at === null;
    const asksTag = isFirst && !resumed && !range && !draft.body && before.etag?.url === draft.url.href;
    const response = await send(ctx, draft, dataset, {
      headers: asksTag ? { 'if-none-match': before.etag!.value } : {},
      accepted: [304],
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

    const body = await toBody(response, dataset, where);
    if (isFirst && pass.part === null)
      pass = { ...pass, clock: Date.parse(response.headers.date ?? '') || null };
    const next = nextPosition(dataset.pagination, {
      at,
      body,
      response,
      span: walk.span,
      pageSize: dataset.pageSize,
    });
    circle.assertNew(at, next, where);
    // A page that has changed since is handed over again from its beginning: repeated, never skipped.
    const same = pass.part !== null && digestOf(body, pass.part.records) === pass.part.digest;
    const isComplete = dataset.complete && !resumed && !range;

    for (const { records, done } of toParts(body, same ? pass.part!.records : 0, pageBytes)) {
      const all = records.map((record) => toChange(record, draft.url.href, dataset));
      const changes = narrow(all, range);
      pass = { ...pass, high: raise(pass, all), part: done };
      const start = isComplete && !started ? { snapshotStart: true } : {};
      const isPart = done.digest !== '';
      if (!isPart && next === null) {
        // An ETag of the first page vouches for the whole answer only when there was no second page.
        const tag = isFirst && !resumed && !range && !draft.body ? response.headers.etag : undefined;
        const cursor = endPass(pass, tag === undefined ? null : { url: draft.url.href, value: tag });
        if (changes.length === 0 && !isComplete && JSON.stringify(cursor) === JSON.stringify(before)) return;
        yield {
          dataset: dataset.name,
          changes,
          cursor: toJson(cursor),
          ...start,
          ...(isComplete ? { snapshotEnd: true } : {}),
        };
        return;
      }
      if (!isPart) pass = { ...pass, next, part: null };
      yield { dataset: dataset.name, changes, cursor: toJson(pass), ...start };
      started = true;
    }
  }
}
