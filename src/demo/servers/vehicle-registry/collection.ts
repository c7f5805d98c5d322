import { fromIsoDay } from '../../generate/vietnam-time.ts';
import type { JournalEntry } from './journal.ts';

/** What the registry offers under one path. Records are ordered by their last update. */
export interface Collection {
  /** Number of records that never changed since the world was made come from 0 … baseCount-1. */
  baseCount: number;
  /** Last update of base record `index`; never falls as `index` rises. */
  baseUpdate(index: number): number;
  changes(): readonly JournalEntry[];
  /** Place of record `index` in `changes`, if it is there; the last one when it is there more than once. */
  lastPlaceOf(index: number): number | undefined;
  /** Record `index` in its newest state. */
  read(index: number): object;
}

export interface CollectionPage {
  records: object[];
  /** Position of the next page, or null at the end. */
  next: number | null;
}

/**
 * Positions 0 … baseCount-1 are the base records, then one position per change. A record stands at its last
 * change only, so a record that changes while a client is paging moves behind the client, never past it.
 */
export function readCollectionPage(collection: Collection, position: number, limit: number): CollectionPage {
  const changes = collection.changes();
  const end = collection.baseCount + changes.length;
  const records: object[] = [];
  let at = position;
  for (; at < end && records.length < limit; at++) {
    const place = at - collection.baseCount;
    const index = place < 0 ? at : changes[place]!.index;
    const last = collection.lastPlaceOf(index);
    const standsHere = place < 0 ? last === undefined : last === place;
    if (standsHere) records.push(collection.read(index));
  }
  return { records, next: at < end ? at : null };
}

/** First position whose record was updated at or after the instant. */
export function findPosition(collection: Collection, since: number): number {
  const base = firstIndex(collection.baseCount, (i) => collection.baseUpdate(i) >= since);
  if (base < collection.baseCount) return base;
  const changes = collection.changes();
  return collection.baseCount + firstIndex(changes.length, (i) => changes[i]!.at >= since);
}

/** A page's cursor for clients: opaque, and it says nothing about the order behind it. */
export function toCursor(position: number): string {
  return Buffer.from(`v1:${position}`).toString('base64url');
}

/** Null when the text is no cursor of ours. */
export function fromCursor(cursor: string): number | null {
  const match = /^v1:(\d{1,12})$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match ? Number(match[1]) : null;
}

/** ISO 8601 instant or civil date; null when it is neither. */
export function readSince(value: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? fromIsoDay(value) : Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

function firstIndex(count: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
