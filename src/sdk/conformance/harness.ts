import type { ConnectorModule, Json, Manifest } from '../contract.ts';

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

/** Who posts to a `push` connector, as its owner's system would. */
export interface FixtureSender {
  /** Path under the source's address. */
  path: string;
  /** The bytes of one delivery that holds these records. */
  write(rows: readonly FixtureRow[]): Uint8Array;
  /** Headers that prove these bytes: signed at `at`, named by `id` where the protocol names deliveries. */
  sign(raw: Uint8Array, options: { at: Date; id?: string }): Record<string, string>;
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
  /** Fills the source with so many records, cheaply: `read.memory-flat` asks for 100 000 and more. */
  generate?(count: number): Promise<void>;
  /** push: the sender's side of a delivery. */
  push?: FixtureSender;
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
  /** Declared field → why no record of the fixture has it (`read.fields-seen`). */
  unseen?: Readonly<Record<string, string>>;
  /** The connector's folder: its code is linted, and `fixtures/configs/*.json` are configurations of earlier versions. */
  folder?: string;
  /** Manifest of the version before, if there is one. */
  previous?: Manifest;
  /** Networks of the source (CIDR); default: loopback. */
  network?: readonly string[];
  /** Longest wait for a page of a stream that should be there, in milliseconds; default 15 000. */
  patienceMs?: number;
  start(): Promise<FixtureSource>;
  close?(): Promise<void>;
}

/** Of a connector without code: the kit makes the module from `connector.json` and its base. */
export type CodeFreeHarness = Omit<ConnectorHarness, 'module'>;
