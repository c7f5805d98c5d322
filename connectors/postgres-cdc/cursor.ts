import type { Json } from '../../src/sdk/index.ts';

/** A transaction larger than a page is taken in parts. Its changes come in the same order every time. */
export interface Partial {
  commit: string;
  count: number;
}

/** Where reading stands, and in whose log: a position means nothing in another server's. */
export interface CdcCursor {
  /** End of the last transaction that is in the hub, e.g. `16/B374D848`. */
  lsn: string;
  /** The transaction behind it, by its commit, of which so many changes are in the hub; null = none is under way. */
  partial: Partial | null;
  /** Identifier of the cluster and of its history; a restored or promoted copy has another. */
  systemId: string;
  timeline: string;
  slot: string;
  /** Where the slot began. */
  point: string;
  /** Key of the last row of the table that was read; null = the table has been read whole (or is not to be). */
  snapshotAfter: string[] | null;
  /** The table is still being read. */
  inSnapshot: boolean;
}

export function toCursor(json: Json | null): CdcCursor | null {
  return json as unknown as CdcCursor | null;
}

export function toJson(cursor: CdcCursor): Json {
  return { ...cursor } as unknown as Json;
}
