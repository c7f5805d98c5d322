import type { ConnectorErrorKind, Json, Op } from '../../src/sdk/index.ts';

/** How the next page is asked for. */
export type Pagination =
  | { type: 'none' }
  | { type: 'cursor'; param: string; nextPath: string }
  | { type: 'page'; param: string; first: number }
  | { type: 'offset'; param: string }
  | { type: 'link' }
  | { type: 'nextUrl'; nextPath: string }
  | { type: 'keyset'; params: { param: string; field: string }[] }
  | { type: 'timeWindow'; from: string; to: string; start: string; window: string };

/** `value`: text with `{value}` in it, for sources that want `>=2026-01-01`. */
export interface Bound {
  param: string;
  value: string;
}

export interface UpdatedSince extends Bound {
  /** Dotted path to the time of change in a record. */
  field: string;
  /** ISO 8601 duration. */
  lookback?: string;
  /** Upper end of a backfill; absent = asked without, and narrowed here. */
  until?: Bound;
}

/** How keys are written: `?id=1&id=2`, `?ids=1,2`, `/{keys}` in the path, or a list in the body of a POST. */
export type KeyStyle = 'repeat' | 'comma' | 'path' | 'body';

export interface KeyLookUp {
  fields: string[];
  style: KeyStyle;
  /** Query parameter or dotted place in the body; not used by `path`. */
  param: string;
  /** Path for this look-up, when it is not the dataset's; `path` puts the keys where it says `{keys}`. */
  path?: string;
  maxKeys: number;
}

export interface WherePush {
  field: string;
  op: Op;
  param: string;
  /** How the values of `in` are written. */
  style: 'repeat' | 'comma';
  /** The source compares exactly as the contract does: what it answers need not be filtered again. */
  exact: boolean;
}

export interface LiveSettings {
  keys: KeyLookUp[];
  where: WherePush[];
  /** Only for a source that sorts by code point with nulls last. `asc` and `desc` hold `{field}`. */
  sort?: { param: string; fields: string[]; asc: string; desc: string };
  /** `max`: most that the source gives at once. */
  limit?: { param: string; max?: number };
  /** More records than this are refused, never cut off. */
  maxRows: number;
}

export interface RestDataset {
  name: string;
  path: string;
  format: 'json' | 'ndjson' | 'csv';
  delimiter: string;
  recordPath?: string;
  key: string[];
  headers?: Record<string, string>;
  /** Fixed query parameters. */
  query?: Record<string, string>;
  /** POST: parameters go into the body, at their dotted place. */
  request: { method: 'GET' | 'POST'; body?: { [key: string]: Json } };
  pageSize?: number;
  sizeParam: string;
  pagination: Pagination;
  updatedSince?: UpdatedSince;
  deleted?: { field: string; value: Json };
  complete: boolean;
  /** Largest answer, in bytes after decompression. */
  maxBytes?: number;
  schema?: Record<string, unknown>;
  live?: LiveSettings;
}

/** What a gateway in between says in a header when it, and not the service, refuses. */
export interface ErrorHeader {
  header: string;
  /** First match wins; none = as the status says. */
  kinds: { contains: string; kind: ConnectorErrorKind }[];
}

/** As connector.json describes it, defaults filled in. Credentials (`auth`, `tls`) are the HTTP client's business. */
export interface RestConfig {
  baseUrl: string;
  checkPath?: string;
  headers?: Record<string, string>;
  /** Header that gets a fresh UUID with every request. */
  requestIdHeader?: string;
  errorHeader?: ErrorHeader;
  datasets: RestDataset[];
}
