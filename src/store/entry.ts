import { createLineEncoder } from './copy-text.ts';
import type { Dataset } from './dataset.ts';
import { createHoldingChoice, type HoldingChoice } from './holding.ts';
import type { Table } from './table.ts';
import type { Trust } from './trust.ts';
import { upsertStatement } from './upsert.ts';

/** A dataset as the write door works with it. */
export interface Entry {
  readonly dataset: Dataset;
  readonly table: Table;
  /** Name of its staging table. */
  readonly staging: string;
  readonly toLine: (record: Record<string, unknown>) => string;
  /** Inserts from the staging table and leaves what is there. */
  readonly insert: string;
  readonly holding: HoldingChoice;
  /** The last page held new records only: so may the next. */
  allNew: boolean;
}

export function createEntry(dataset: Dataset, table: Table, trust: Trust | undefined): Entry {
  const staging = `staging_${table.name}`;
  return {
    dataset,
    table,
    staging,
    toLine: createLineEncoder(table.data),
    insert: upsertStatement(table, staging, dataset.event !== undefined, 'keep'),
    holding: createHoldingChoice(dataset, table, staging, trust),
    allNew: false,
  };
}
