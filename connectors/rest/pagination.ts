import { ConnectorError, durationMs, type HttpResponse } from '../../src/sdk/index.ts';
import type { Body } from './body.ts';
import type { Pagination } from './config.ts';
import { type Draft, setParam } from './request.ts';
import { valueAt } from './value-at.ts';

/**
 * Where the next page is: a cursor, page number, offset or the last record's fields in the source's own terms, a URL,
 * or the beginning of a window of time (ISO 8601).
 */
export type Position = string | number | (string | number)[];

/** A walk's own ends, for windows of time. */
export interface Span {
  /** Text where the first window begins, when it is not the configured start. */
  from: string | null;
  /** Epoch milliseconds where the last window ends. */
  until: number;
}

function windowOf(pagination: Pagination & { type: 'timeWindow' }, at: Position | null, span: Span) {
  const from = String(at ?? span.from ?? pagination.start);
  const start = Date.parse(from);
  if (Number.isNaN(start))
    throw new ConnectorError('config', `a window of time cannot begin at "${from}": it needs ISO 8601`);
  const end = Math.min(start + durationMs(pagination.window), Math.max(span.until, start + 1));
  return { from, to: new Date(end).toISOString(), isLast: end >= span.until };
}

/** Puts a position into the request of a page; URLs of the source's own making are taken as they are. */
export function placePage(draft: Draft, pagination: Pagination, at: Position | null, span: Span): Draft {
  switch (pagination.type) {
    case 'none':
      break;
    case 'link':
    case 'nextUrl':
      return at === null ? draft : { ...draft, url: new URL(String(at), draft.url) };
    case 'page':
      setParam(draft, pagination.param, Number(at ?? pagination.first));
      break;
    case 'offset':
      setParam(draft, pagination.param, Number(at ?? 0));
      break;
    case 'cursor':
      if (at !== null) setParam(draft, pagination.param, at as string | number);
      break;
    case 'keyset':
      if (at !== null)
        pagination.params.forEach(({ param }, i) => {
          setParam(draft, param, (at as (string | number)[])[i]!);
        });
      break;
    case 'timeWindow': {
      const { from, to } = windowOf(pagination, at, span);
      setParam(draft, pagination.from, from);
      setParam(draft, pagination.to, to);
    }
  }
  return draft;
}

/** Target of `rel="next"` in a Link header (RFC 8288 §3). */
function nextLink(header: string | undefined): string | null {
  for (const [, target, parameters] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^;,]+)*)/g))
    if (/;\s*rel\s*=\s*"?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:;|$)/i.test(parameters ?? ''))
      return target ?? null;
  return null;
}

function toPosition(value: unknown, path: string): string | number | null {
  if (value === undefined || value === null || value === '' || value === false) return null;
  if (typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  // A number past 2^53 has already lost digits when it gets here: going on would skip or repeat records.
  throw new ConnectorError(
    'drift',
    `${path} holds no usable cursor: it must be text or an integer below 2^53`,
  );
}

/** Fields of the last record that has them all. */
function lastKey(pagination: Pagination & { type: 'keyset' }, body: Body): Position {
  for (const record of body.records.toReversed()) {
    if ('unread' in record) continue;
    const values = pagination.params.map(({ field }) => toPosition(valueAt(record.raw, field), field));
    if (values.every((value) => value !== null)) return values;
  }
  const fields = pagination.params.map(({ field }) => field).join(', ');
  throw new ConnectorError('drift', `no record of the page says where the next one begins (${fields})`);
}

export interface PageSeen {
  at: Position | null;
  body: Body;
  response: HttpResponse;
  span: Span;
  /** How many records were asked for; undefined = the source's own page size. */
  pageSize: number | undefined;
}

/** Position of the page after this one, or null when it was the last. */
export function nextPosition(pagination: Pagination, page: PageSeen): Position | null {
  const { at, body, response, pageSize, span } = page;
  const count = body.records.length;
  // A short page is the last one; without a known size only an empty page is.
  const isLast = count === 0 || (pageSize !== undefined && count < pageSize);
  switch (pagination.type) {
    case 'none':
      return null;
    case 'cursor':
      return toPosition(valueAt(body.json, pagination.nextPath), pagination.nextPath);
    case 'nextUrl': {
      const next = toPosition(valueAt(body.json, pagination.nextPath), pagination.nextPath);
      return next === null ? null : new URL(String(next), response.url).href;
    }
    case 'link': {
      const next = nextLink(response.headers.link);
      return next === null ? null : new URL(next, response.url).href;
    }
    case 'page':
      return isLast ? null : Number(at ?? pagination.first) + 1;
    case 'offset':
      return isLast ? null : Number(at ?? 0) + count;
    case 'keyset':
      return isLast ? null : lastKey(pagination, body);
    case 'timeWindow': {
      // A window has one page: what does not fit in it would be lost.
      if (pageSize !== undefined && count >= pageSize)
        throw new ConnectorError('config', `a window of ${pagination.window} is full: make it smaller`);
      const { to, isLast: isLastWindow } = windowOf(pagination, at, span);
      return isLastWindow ? null : to;
    }
  }
}
