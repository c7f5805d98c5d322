/**
 * The connector contract: five functions cover sync, stream, live and push. A connector is a protocol driver;
 * it knows nothing of the hub's store, its datasets or its graph.
 */
import type { HttpClient } from './http.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Row = Record<string, unknown>;
export type Mode = 'sync' | 'live' | 'stream' | 'push';

/** `connector.json`: read and judged by the hub without running any code. */
export interface Manifest {
  name: string;
  version: string;
  /** Contract version the connector was written for, e.g. `^1`. */
  api: `^${number}`;
  licence: string;
  description: string;
  modes: Mode[];
  /** JSON Schema 2020-12 of the configuration; `x-secret: true` marks a field that holds a secret's NAME. */
  config: Record<string, unknown>;
  /** Globs of hosts and folders it may touch; narrowed per source by the operator. */
  permissions: { net?: string[]; fs?: string[] };
  cursorVersion?: number;
}

/** What a source offers under one name. */
export interface SourceDataset {
  name: string;
  /** JSON Schema of one raw record, as far as the source tells it. */
  schema: Record<string, unknown>;
  /** The schema was seen in the records at hand: a field that is not in it may only be rare, or have no record today. */
  sampled?: boolean;
  /** Primary key in raw field names; `[]` = append-only, and then every change carries `src.pos`. */
  key: string[];
  /** Absent = only whole snapshots. `lookback` is an ISO 8601 duration. */
  cursor?: { fields: string[]; lookback?: string };
  /** How removals become visible. */
  deletes: 'none' | 'events' | 'snapshot';
  live?: { keys: string[][]; maxKeys: number; ops: Op[]; sort?: boolean; limit?: boolean };
}

/** `bbox`: value is [west, south, east, north] in WGS 84 degrees, the field holds a GeoJSON geometry. */
export type Op = 'eq' | 'in' | 'lt' | 'lte' | 'gt' | 'gte' | 'like' | 'isNull' | 'bbox';
export type Where =
  | { and: Where[] }
  | { or: Where[] }
  | { not: Where }
  | { field: string; op: Op; value: Json };

/** Where a record came from: page URL or file, line or offset, and when the source made it. */
export interface Origin {
  uri?: string;
  pos?: string;
  at?: string;
}

/**
 * One record leaving a source: an upsert, a delete, or an honest failure. A bad record never throws; `code` is a stable
 * word to count refusals by (default `not-a-record`), `field` the raw field that is wrong.
 */
export type Change =
  | { op: 'put'; data: Row; src?: Origin }
  | { op: 'del'; key: Row; src?: Origin }
  | { op: 'bad'; raw: Json; reason: string; code?: string; field?: string; src?: Origin };

/** Records and the cursor that covers them travel together; the hub commits both in one transaction. */
export interface Page {
  dataset: string;
  changes: Change[];
  cursor: Json;
  /** First page of a complete snapshot: what follows, up to `snapshotEnd`, is everything there is. */
  snapshotStart?: boolean;
  /**
   * Last page of that snapshot: what was in none of its pages may be retired. A snapshot that was resumed in a later
   * run goes on without a new `snapshotStart`.
   */
  snapshotEnd?: boolean;
  /**
   * How far this run has come, in one unit of the connector's (bytes of files, records of a result), where the source
   * says how much there is. For people who wait; nothing is decided by it.
   */
  progress?: { done: number; total: number };
  /** Called once, after the hub has committed the page. A throw here is logged and redelivery absorbed. */
  ack?(): void | Promise<void>;
}

export interface ReadRequest {
  dataset: SourceDataset;
  /** Cursor of the last committed page, or null for the first run. */
  cursor: Json | null;
  /** true: never ends, waits for more (streams). */
  follow: boolean;
  /**
   * Backfill: only records whose cursor field lies in [from, to), values as the source prints them. Cursors of a
   * backfill are kept apart. A connector that cannot narrow a read throws `unsupported`.
   */
  range?: { from?: string; to?: string };
  /** Aim for pages of at most this many bytes of raw data. */
  pageBytes: number;
}

export interface LiveQuery {
  dataset: SourceDataset;
  /** Raw field names wanted; the key fields are always returned too. */
  select: string[];
  /** A comparison with null is false; `not` of it is true. */
  where?: Where;
  /** Text by code point, nulls last in both directions. */
  orderBy?: [field: string, direction: 'asc' | 'desc'][];
  limit?: number;
  /** Batch by key: ONE upstream call for many parents. Never more than `live.maxKeys` values. */
  keys?: { fields: string[]; values: Json[][] };
}

/** Flat rows in any order; a missing key is simply absent. What was not applied, the hub applies. */
export interface LiveResult {
  rows: Row[];
  applied: { where: boolean; orderBy: boolean; limit: boolean };
}

/** Given by the hub to every call. */
export interface Ctx<C = unknown> {
  /** Name of the source, for messages. */
  source: string;
  config: C;
  signal: AbortSignal;
  now(): Date;
  /** Carries auth, retry, rate limit, breaker, timeouts and the size cap. */
  http: HttpClient;
  /**
   * For sockets that do not go through `http`: throws `config` unless the source may reach this host. Every address
   * that the name stands for must be permitted.
   */
  reach(host: string): Promise<void>;
  /** Value of the secret whose NAME stands in the configuration. */
  secret(name: string): Promise<string>;
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: object): void;
}

export type ConnectorErrorKind =
  | 'config'
  | 'auth'
  | 'transient'
  | 'rate_limited'
  | 'drift'
  | 'unsupported'
  | 'bug';

/** The same symbol in every copy of the SDK. */
const BRAND = Symbol.for('lien-thong.connector-error@1');

/**
 * The only error a connector throws on purpose; the kind decides whether the hub tries again. `instanceof` asks for the
 * brand, not for the class: a package may bring a copy of the SDK of its own, and its errors count all the same.
 */
export class ConnectorError extends Error {
  static override [Symbol.hasInstance](
    this: abstract new (
      ...args: never[]
    ) => unknown,
    thrown: unknown,
  ): boolean {
    // biome-ignore-start lint/complexity/noThisInStatic: a class that extends this one means itself, not every ConnectorError.
    if (this !== ConnectorError) return Function.prototype[Symbol.hasInstance].call(this, thrown);
    // biome-ignore-end lint/complexity/noThisInStatic: from here on it is this class.
    return typeof thrown === 'object' && thrown !== null && BRAND in thrown;
  }

  readonly kind: ConnectorErrorKind;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: ConnectorErrorKind,
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ConnectorError';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }

  get [BRAND](): true {
    return true;
  }
}

export interface Connector<C = unknown> {
  /** Is the source there and are we let in? Side-effect free, under 10 s. Throws ConnectorError. */
  check(ctx: Ctx<C>): Promise<{ ok: true; detail?: string }>;
  discover(ctx: Ctx<C>): Promise<SourceDataset[]>;
  /** sync: ends. stream (`follow`): ends only on `ctx.signal`. */
  read?(ctx: Ctx<C>, request: ReadRequest): AsyncIterable<Page>;
  query?(ctx: Ctx<C>, query: LiveQuery): Promise<LiveResult>;
  receive?(
    ctx: Ctx<C>,
    request: { headers: Record<string, string>; raw: Uint8Array; path: string },
    // Stored in the transaction of the pages: a delivery whose key is known is answered without being stored again. The
    // reply is sent after the commit.
  ): Promise<{ pages: Page[]; reply: { status: number; body: string }; idempotencyKey?: string }>;
  migrateCursor?(old: Json, fromVersion: number): Json;
  close?(): Promise<void>;
}

/** What `connectors/index.ts` lists: the judged manifest and how to make one for a source. */
export interface ConnectorModule<C = unknown> {
  manifest: Manifest;
  /** Name of the connector that does its work, where it has no code of its own. */
  extends?: string;
  /** Called once per source, after its configuration passed the manifest's schema. */
  create(ctx: Ctx<C>): Connector<C> | Promise<Connector<C>>;
}

export function defineConnector<C>(module: ConnectorModule<C>): ConnectorModule<C> {
  return module;
}
