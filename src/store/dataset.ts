import type { z } from 'zod';
import type { StoredRow } from './stored-row.ts';

/** A canonical record: plain values under the names of its entity's properties. `id` is its key. */
export type StoredRecord = { id: string } & Record<string, unknown>;

/** A kind of record: its name in the graph and how one is judged. Live datasets are nothing more than this. */
export interface RecordKind<R extends object = object> {
  /** lowerCamelCase, as in the graph: `trafficIncident`. */
  readonly name: string;
  readonly titleVi: string;
  readonly titleEn: string;
  /** Judges and completes a mapped record. */
  readonly record: z.ZodType<R>;
}

/** One kind of thing that the hub keeps: how it is judged, where it lies, what it announces. */
export interface Dataset<R extends StoredRecord = StoredRecord> extends RecordKind<R> {
  /** Its properties bear the names of the record's fields. */
  readonly entity: new () => StoredRow;
  /** `noun.past-participle`; absent = changes are not announced one by one. */
  readonly event?: string;
  /** Instant property that says when the record was so; absent = `observedAt`, else `sourceUpdatedAt`. */
  readonly statedAt?: string;
  /** Instant property on which an operator may count how long records are kept; absent = kept for good. */
  readonly observedAt?: string;
}

export function defineDataset<R extends StoredRecord>(dataset: Dataset<R>): Dataset<R> {
  return dataset;
}

/** Declares records that are looked up at their owner and never stored here. */
export function defineLiveDataset<R extends object>(dataset: RecordKind<R>): RecordKind<R> {
  return dataset;
}
