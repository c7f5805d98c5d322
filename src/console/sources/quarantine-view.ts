import type { QuarantineQuery, WaitingQuery } from '../generated/graphql.ts';

/** What the list of refused records shows; '' = all. */
export interface QuarantineView {
  readonly source: string;
  readonly dataset: string;
  readonly reason: string;
  readonly field: string;
  readonly status: string;
}

export type Counts = NonNullable<WaitingQuery['quarantineCounts']>;
export type Entry = NonNullable<QuarantineQuery['quarantine']>['nodes'][number];
