import { ConnectorError, type Ctx, type LiveQuery, type LiveResult, type Row } from '../../src/sdk/index.ts';
import { type KeyBatch, putKeys, toKeyBatch, toKeyPath } from './ask-keys.ts';
import { fieldsOf, putOrder, putWhere } from './ask-where.ts';
import { toBody } from './body.ts';
import { createCircleGuard } from './circle.ts';
import type { LiveSettings, RestConfig, RestDataset } from './config.ts';
import { nextPosition, type Position, placePage } from './pagination.ts';
import { toChange } from './records.ts';
import { type Draft, send, setParam, toDraft } from './request.ts';

const ALL_APPLIED = { where: true, orderBy: true, limit: true };
const NO_SPAN = { from: null, until: 0 };

/** Wanted fields of a record; conditions and orders that the hub has still to apply need theirs. */
function wantedFields(dataset: RestDataset, query: LiveQuery): Set<string> {
  return new Set([
    ...query.select,
    ...dataset.key,
    ...(query.keys?.fields ?? []),
    ...fieldsOf(query.where),
    ...(query.orderBy ?? []).map(([field]) => field),
  ]);
}

function pick(row: Row, wanted: Set<string>): Row {
  return Object.fromEntries(Object.entries(row).filter(([field]) => wanted.has(field)));
}

interface Asked {
  draft: Draft;
  batch: KeyBatch | undefined;
  applied: LiveResult['applied'];
  pageSize: number | undefined;
}

function toAsked(config: RestConfig, dataset: RestDataset, live: LiveSettings, query: LiveQuery): Asked {
  const batch = query.keys && toKeyBatch(dataset, query.keys);
  const draft = toDraft(config, dataset, batch && toKeyPath(batch));
  // Before anything is put into it: with a body, parameters belong there.
  if (batch?.lookUp.style === 'body') draft.body ??= {};
  let { pageSize } = dataset;
  if (pageSize !== undefined) setParam(draft, dataset.sizeParam, pageSize);
  if (batch) putKeys(draft, batch);
  const where = putWhere(draft, live, query.where);
  const orderBy = putOrder(draft, live, query.orderBy);
  // The first few of a list that has yet to be filtered or sorted are the wrong few.
  const limit = query.limit === undefined || (where && orderBy && live.limit !== undefined);
  if (limit && query.limit !== undefined && live.limit) {
    pageSize = Math.max(1, Math.min(query.limit, live.limit.max ?? query.limit));
    setParam(draft, live.limit.param, pageSize);
  }
  return { draft, batch, applied: { where, orderBy, limit }, pageSize };
}

/** Is every record that can come already here? Then a further page is not asked for. */
function isEnough(rows: Row[], dataset: RestDataset, query: LiveQuery, asked: Asked): boolean {
  if (query.limit !== undefined && asked.applied.limit && rows.length >= query.limit) return true;
  const { batch } = asked;
  const isUnique =
    batch && dataset.key.length > 0 && dataset.key.every((f) => batch.lookUp.fields.includes(f));
  return isUnique === true && rows.length >= batch!.tuples.length;
}

/** Rows of one page that can be used; the rest is counted and told. */
function toRows(
  ctx: Ctx<RestConfig>,
  dataset: RestDataset,
  body: Awaited<ReturnType<typeof toBody>>,
  asked: Asked,
) {
  const rows: Row[] = [];
  let refused = 0;
  let unasked = 0;
  for (const record of body.records) {
    const change = toChange(record, asked.draft.url.href, dataset);
    if (change.op === 'bad') refused += 1;
    else if (change.op === 'put') {
      if (asked.batch && !asked.batch.holds(change.data)) unasked += 1;
      else rows.push(change.data);
    }
  }
  if (refused + unasked > 0)
    ctx.log('warn', 'records of an answer are left out', { dataset: dataset.name, refused, unasked });
  return rows;
}

/**
 * One call for many keys; a further one only while the source says that its answer goes on. What the source cannot do
 * is left to the hub (`applied`), never guessed.
 */
export async function lookUp(
  ctx: Ctx<RestConfig>,
  dataset: RestDataset,
  query: LiveQuery,
): Promise<LiveResult> {
  const { live } = dataset;
  if (!live) throw new ConnectorError('unsupported', `dataset ${dataset.name} is not open for look-ups`);
  const asked = toAsked(ctx.config, dataset, live, query);
  if (asked.batch?.tuples.length === 0 || query.limit === 0) return { rows: [], applied: ALL_APPLIED };
  const isPath = asked.batch?.lookUp.style === 'path';
  const wanted = wantedFields(dataset, query);
  const rows: Row[] = [];
  const circle = createCircleGuard();

  for (let at: Position | null = null; ; ) {
    ctx.signal.throwIfAborted();
    const fresh: Draft = copyDraft(asked.draft);
    const draft = placePage(fresh, dataset.pagination, at, NO_SPAN);
    const where = `${ctx.source}: ${draft.url.origin}${draft.url.pathname}`;
    const response = await send(ctx, draft, dataset, { accepted: isPath ? [404] : [] });
    if (response.status === 404) break;
    const body = await toBody(response, dataset, where, isPath);
    rows.push(...toRows(ctx, dataset, body, asked));
    if (rows.length > live.maxRows)
      throw new ConnectorError(
        'unsupported',
        `dataset ${dataset.name}: the answer has more than ${live.maxRows} rows`,
      );
    if (isEnough(rows, dataset, query, asked)) break;
    const next = nextPosition(dataset.pagination, {
      at,
      body,
      response,
      span: NO_SPAN,
      pageSize: asked.pageSize,
    });
    if (next === null) break;
    circle.assertNew(at, next, where);
    at = next;
  }
  const kept = asked.applied.limit ? rows.slice(0, query.limit) : rows;
  return { rows: kept.map((row) => pick(row, wanted)), applied: asked.applied };
}

function copyDraft({ url, body }: Draft): Draft {
  return { url: new URL(url), ...(body ? { body: structuredClone(body) } : {}) };
}
