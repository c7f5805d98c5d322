import { ConnectorError, type Ctx, type ReadRequest, watermark } from '../../src/sdk/index.ts';
import type { RestConfig, RestDataset } from './config.ts';
import type { RestCursor } from './cursor.ts';
import { type Position, placePage, type Span } from './pagination.ts';
import { type Draft, setParam, toDraft } from './request.ts';

/** What one pass asks for, whichever page it is at. */
export interface Walk {
  /** Lower bound as it is asked; null = from the beginning. */
  from: string | null;
  /** Upper bound, of a backfill only. */
  to: string | null;
  span: Span;
}

/** A run goes on from the watermark less the lookback; a backfill has its ends said. */
export function planWalk(
  ctx: Ctx<RestConfig>,
  dataset: RestDataset,
  cursor: RestCursor,
  range: ReadRequest['range'],
): Walk {
  const { updatedSince } = dataset;
  if (range && !updatedSince)
    throw new ConnectorError('unsupported', `dataset ${dataset.name} cannot be read by time of change`);
  const since = updatedSince && !range ? cursor.since : null;
  const from = range?.from ?? (since === null ? null : watermark.lowerBound(since, updatedSince?.lookback));
  const to = range?.to ?? null;
  const until = to === null ? ctx.now().getTime() : Date.parse(to);
  if (dataset.pagination.type === 'timeWindow' && Number.isNaN(until))
    throw new ConnectorError('config', `a window of time cannot end at "${to}": it needs ISO 8601`);
  return { from, to, span: { from, until } };
}

/** The request of one page. */
export function toPageDraft(
  config: RestConfig,
  dataset: RestDataset,
  walk: Walk,
  at: Position | null,
): Draft {
  const { updatedSince, pagination } = dataset;
  const draft = toDraft(config, dataset);
  if (dataset.pageSize !== undefined) setParam(draft, dataset.sizeParam, dataset.pageSize);
  if (updatedSince && walk.from !== null)
    setParam(draft, updatedSince.param, updatedSince.value.replaceAll('{value}', walk.from));
  const until = updatedSince?.until;
  if (until && walk.to !== null) setParam(draft, until.param, until.value.replaceAll('{value}', walk.to));
  return placePage(draft, pagination, at, walk.span);
}
