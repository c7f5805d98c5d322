import type { Table } from '../store/table.ts';
import type { Trust } from '../store/trust.ts';

/** One source as it is configured, and how it is doing. */
export interface SourceCard {
  name: string;
  titleVi: string;
  titleEn: string;
  /** INSTANCE/CLASS/MEMBER/SUBSYSTEM. */
  owner: string;
  channel: string;
  connector: string;
  datasets: DatasetCard[];
  /** Code of the list `SourceState`. */
  status: string;
  /** Last time it answered well, ISO 8601 UTC; null = not since the hub started. */
  asOf: string | null;
  /** Since when it has been in this state; null = not asked yet. */
  since: string | null;
  message: string | null;
}

/** One dataset of the hub that a source feeds. */
export interface DatasetCard {
  /** Name of the source. */
  source: string;
  /** Name of the hub's dataset. */
  name: string;
  titleVi: string;
  titleEn: string;
  /** What the source calls it. */
  from: string;
  /** Code of the list `BindingMode`. */
  mode: string;
  /** sync: ISO 8601 duration between two runs. */
  every: string | null;
  /** Table it is stored in; null = looked up at the owner. */
  table: string | null;
}

/** A dataset that several sources feed. */
export interface SharedDataset {
  trust: Trust;
  table: Table;
  /** Properties that say when a source spoke: sources do not disagree there, they speak at different times. */
  instants: readonly string[];
}

/** Record field → raw paths at the source that it is made from. */
export type FieldPaths = Readonly<Record<string, readonly string[]>>;

/** What people do about sources. Handed to the graph by the hub, which knows the ingest; `by` is who decides. */
export interface SourceDesk {
  sources(): SourceCard[];
  connectorOf(source: string): string | undefined;
  /** undefined = one source feeds it. Throws HUB_STORE_DATASET_UNKNOWN. */
  sharedDataset(dataset: string): SharedDataset | undefined;
  /** Where a source's fields come from, by its mapping; undefined = not known, because nothing it sent is kept. */
  lineageOf(source: string, dataset: string): Promise<FieldPaths | undefined>;
  /**
   * Starts running the present mapping over what was received; gives the ids of the runs as soon as they have begun.
   * Throws HUB_INGEST_SOURCE_UNKNOWN, HUB_INGEST_RUN_BUSY.
   */
  replay(
    source: string,
    dataset: string | undefined,
    how: { since?: string | undefined; by: string },
  ): Promise<string[]>;
  /** The present mapping over these refused records only; what becomes of each is written on it. */
  replayQuarantine(ids: readonly string[], by: string): Promise<void>;
  /** Leaves these refused records at that. Those that are settled already stay as they are. */
  discardQuarantine(ids: readonly string[], decision: { by: string; note: string }): Promise<void>;
  /** A person's word on a pending question. Throws HUB_INGEST_APPROVAL_UNKNOWN. */
  decide(
    approval: string,
    decision: { approve: boolean; by: string; note?: string | undefined },
  ): Promise<void>;
}
