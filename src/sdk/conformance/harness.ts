import type { ConnectorModule, Json } from '../contract.ts';

/** A record of the fixture source. Every harness stores it in its own protocol's way. */
export interface FixtureRow {
  id: string;
  /** Null where the protocol can say null. */
  name: string | null;
  /** ISO 8601 with microseconds, UTC. */
  changed: string;
}

/** Configuration and secrets as an operator would set them. */
export interface FixtureConfig {
  config: Record<string, unknown>;
  /** Values by NAME; all of them must be planted texts that occur nowhere else. */
  secrets: Record<string, string>;
}

/** A real source on loopback or in a temporary folder, empty at first. */
export interface FixtureSource {
  good: FixtureConfig;
  /** Name of the dataset that holds the rows. */
  dataset: string;
  /** The same source with credentials that are wrong, and one where nobody listens. */
  badCredential?: FixtureConfig;
  refused?: FixtureConfig;
  /** Adds records. */
  load(rows: readonly FixtureRow[]): Promise<void>;
  /** Adds two good records around one that cannot be read. */
  loadAroundMalformed?(before: FixtureRow, after: FixtureRow): Promise<void>;
  /** Removes a record at the source. */
  remove?(id: string): Promise<void>;
  /** HTTP: the next answers, before the source behaves again. `retryAfter` in seconds. */
  failNext?(answers: { status: number; retryAfter?: number }[]): void;
  /** Calls that reached the source so far. */
  calls?(): number;
  /** Connections that are open now. */
  connections?(): number;
  /** Cuts every connection. */
  cut?(): void;
  /** A cursor whose watermark lies centuries ahead. */
  farFuture?: Json;
  stop(): Promise<void>;
}

/** What the kit needs to try one connector. */
export interface ConnectorHarness {
  module: ConnectorModule;
  /** Bytes per page that make the fixture's rows fall into many pages. */
  pageBytes: number;
  /** Check id → why it makes no sense here. A skip without a written reason does not exist. */
  skips: Readonly<Record<string, string>>;
  start(): Promise<FixtureSource>;
  close?(): Promise<void>;
}
