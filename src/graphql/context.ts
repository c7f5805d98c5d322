import type DataLoader from 'dataloader';
import type { Asker } from '../access/guard.ts';
import type { Bus } from '../events/bus.ts';
import type { UnitIndex } from '../model/administrative-units/index.ts';
import type { Dataset } from '../store/dataset.ts';
import type { PageResult, RecordPage } from '../store/page.ts';
import type { Table } from '../store/table.ts';
import type { Predicate } from './predicate.ts';
import type { SourceDesk } from './source-desk.ts';

/** A predicate over a live dataset, in the hub's field names (the connector contract's shape). */
export type LiveWhere =
  | { and: LiveWhere[] }
  | { or: LiveWhere[] }
  | { not: LiveWhere }
  | { field: string; op: 'eq' | 'in' | 'lt' | 'lte' | 'gt' | 'gte' | 'like' | 'isNull'; value: LiveValue };
export type LiveValue = null | boolean | number | string | LiveValue[];

export interface LiveAsk {
  where?: LiveWhere;
  orderBy?: [field: string, direction: 'asc' | 'desc'][];
  limit?: number;
  keys?: { field: string; values: string[] };
}

export interface LiveRows {
  records: Record<string, unknown>[];
  /** Rows of the owner that made no sense and were left out: they count for paging. */
  refused: number;
}

/** What a resolver may use. One per request; per operation on a WebSocket. */
export interface HubContext extends Asker {
  readonly caseReference: string | undefined;
  /** Handed on to subgraphs that members run. */
  readonly forwardHeaders: Readonly<Record<string, string>>;
  /** Equal exactly for requests that may share one answer: see gateway/plugins/shared-answers.ts. */
  readonly askerKey: string;
  /** The moment the request came in: one "now" for the whole answer. */
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly units: UnitIndex;
  readonly bus: Bus;
  /** Sources, and what people do about them. */
  readonly desk: SourceDesk;
  /** Secret of this hub that cursors are encrypted with. 32 bytes. */
  readonly cursorKey: Buffer;
  /** Runs one SQL statement of the store, counted. */
  query<R extends object>(sql: string, params?: unknown[]): Promise<R[]>;
  table(entity: Dataset['entity']): Table;
  /** Asks the owner of a live dataset; one call however many keys. */
  live(dataset: string, ask: LiveAsk): Promise<LiveRows>;
  /** Up to `limit` rows of a stored dataset, in the order of their ids; also one that another subgraph shows. */
  find(dataset: string, where: Predicate, limit: number): Promise<Record<string, unknown>[]>;
  /**
   * The one way in for accepted submissions; judges the record first. Throws HUB_STORE_RECORD_INVALID, which names
   * the record's field. With a claim, `result.duplicate` says that it had come before.
   */
  submit(
    dataset: string,
    candidate: Record<string, unknown>,
    origin: Pick<RecordPage, 'source' | 'run' | 'claim'>,
  ): Promise<{ record: Record<string, unknown>; result: PageResult }>;
  readonly sources: {
    /** Says that the answer rests on this dataset, so that a stale source is reported. */
    noteDataset(dataset: string): void;
    report(): object[];
  };
  readonly loaders: Map<string, DataLoader<unknown, unknown>>;
  /** What the request cost, for tests, traces and the curious. */
  readonly counts: { statements: number; sourceCalls: number };
}
