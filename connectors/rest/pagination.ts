import { ConnectorError, type HttpResponse } from '../../src/sdk/index.ts';
import type { Pagination } from './config.ts';
import { valueAt } from './value-at.ts';

/** Where the next page is: a cursor, page number or offset in the source's own terms, or a URL. */
export type Position = string | number;

/** Puts a position into the URL of a page; URLs of the source's own making are taken as they are. */
export function toPageUrl(base: URL, pagination: Pagination, at: Position | null): URL {
  if (pagination.type === 'link' || pagination.type === 'nextUrl')
    return at === null ? base : new URL(String(at), base);
  const url = new URL(base);
  if (pagination.type === 'page') url.searchParams.set(pagination.param, String(at ?? pagination.first));
  else if (pagination.type === 'offset') url.searchParams.set(pagination.param, String(at ?? 0));
  else if (pagination.type === 'cursor' && at !== null) url.searchParams.set(pagination.param, String(at));
  return url;
}

/** Target of `rel="next"` in a Link header (RFC 8288 §3). */
function nextLink(header: string | undefined): string | null {
  for (const [, target, parameters] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^;,]+)*)/g))
    if (/;\s*rel\s*=\s*"?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:;|$)/i.test(parameters ?? ''))
      return target ?? null;
  return null;
}

function toPosition(value: unknown, path: string): Position | null {
  if (value === undefined || value === null || value === '' || value === false) return null;
  if (typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  // A number past 2^53 has already lost digits when it gets here: going on would skip or repeat records.
  throw new ConnectorError(
    'drift',
    `${path} holds no usable cursor: it must be text or an integer below 2^53`,
  );
}

export interface PageSeen {
  at: Position | null;
  body: unknown;
  response: HttpResponse;
  /** Records on this page. */
  count: number;
  /** How many records were asked for; undefined = the source's own page size. */
  pageSize: number | undefined;
}

/** Position of the page after this one, or null when it was the last. */
export function nextPosition(pagination: Pagination, page: PageSeen): Position | null {
  const { at, body, response, count, pageSize } = page;
  // A short page is the last one; without a known size only an empty page is.
  const isLast = count === 0 || (pageSize !== undefined && count < pageSize);
  switch (pagination.type) {
    case 'none':
      return null;
    case 'cursor':
      return toPosition(valueAt(body, pagination.nextPath), pagination.nextPath);
    case 'nextUrl': {
      const next = toPosition(valueAt(body, pagination.nextPath), pagination.nextPath);
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
  }
}
