import type { StoredRecord } from './dataset.ts';
import type { Landing } from './landing.ts';
import type { SnapshotPart } from './snapshot.ts';
import type { KeyedRemoval } from './source-key.ts';

/** A record to write. */
export interface Put {
  record: StoredRecord;
  uri?: string | undefined;
  pos?: string | undefined;
  /** How the source calls the record, where that is not its id. */
  key?: string | undefined;
}

/** What one commit brings: records, removals, refused records and the cursor that covers them. */
export interface RecordPage {
  /** Name of the source, or of the subsystem that submitted. */
  source: string;
  /** Run or submission. */
  run: string;
  puts: Put[];
  deletes: string[];
  /** Removals by the source's own key: the store knows which records they mean. */
  removals?: KeyedRemoval[] | undefined;
  bads: BadRecord[];
  /**
   * A record that has to be new. It is inserted before the page, in the same transaction; when its id is taken it is
   * left as it stands and nothing of the page is written. What arrives many times is so written once.
   */
  claim?: Claim | undefined;
  /** Text of the cursor's JSON, stored as it is; undefined = this page moves no cursor. */
  cursor?: string | undefined;
  /** Where the cursor is kept when it is not the dataset's own: a backfill has one to itself. */
  cursorOf?: string | undefined;
  /** The page is a part of a complete snapshot. */
  snapshot?: SnapshotPart | undefined;
  /** Records that the source sent before in the same words. They are part of the page and not among its `puts`. */
  held?: HeldRecords | undefined;
  /** Given by who wants to know: each stored record's fingerprint is entered. */
  fingerprints?: Map<object, string> | undefined;
  /** What the source sent; landed when the page brought news. */
  landing?: Landing | undefined;
  /**
   * When the source sent the page, if not just now: what was stored of a record since then stands. ISO 8601,
   * to the microsecond where it is known.
   */
  sentAt?: string | undefined;
  /** Idempotency key of a pushed message, noted with its last page. */
  receipt?: string | undefined;
}

/**
 * Records that came to this when they were written last, and came unchanged now. Only what is still so may be taken for
 * written: under the dataset's lock the store compares ids and fingerprints with what it holds of the source, and where
 * one differs (another source spoke, it was removed, or was something else in between) the page is judged whole.
 */
export interface HeldRecords {
  count: number;
  /** Array literals, in the same order. */
  ids: string;
  hashes: string;
  judge(): Promise<Pick<RecordPage, 'puts' | 'deletes' | 'removals' | 'bads' | 'snapshot'>>;
}

export interface Claim {
  dataset: string;
  record: StoredRecord;
}

export interface BadRecord {
  /** What the source sent, as JSON text; cut at 64 KiB. */
  raw: string;
  /** Stable word to count by: `not-a-record`, `map`, `record`, `store`, or the connector's own. */
  reason: string;
  field: string | null;
  message: string;
  uri?: string | undefined;
  pos?: string | undefined;
}

export interface PageResult {
  inserted: number;
  updated: number;
  unchanged: number;
  deleted: number;
  quarantined: number;
  /** The page's claim was taken: nothing was written. Absent otherwise. */
  duplicate?: true;
  /** A snapshot has ended and a person is asked whether what is missing may go: id of the question. */
  asked?: string;
  /** A snapshot has ended and nothing was retired, and why. */
  kept?: string;
}
