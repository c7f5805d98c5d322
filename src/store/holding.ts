import type pg from 'pg';
import type { Dataset } from './dataset.ts';
import type { HeldRecords, RecordPage } from './page.ts';
import { createRows } from './rows.ts';
import { createStatements } from './statements.ts';
import type { Table } from './table.ts';
import type { Trust } from './trust.ts';

/** How what sources say of a dataset's records is kept. Every call is made under the dataset's lock. */
export interface Holding {
  /** SQL: ids that a source ($1) has spoken of in a dataset ($2). */
  readonly held: string;
  /** Takes what a source says from the staging table. */
  put(
    client: pg.PoolClient,
    page: Pick<RecordPage, 'source' | 'run'>,
  ): Promise<{ inserted: number; updated: number }>;
  /** Would writing these records again change nothing? */
  holds(
    client: pg.PoolClient,
    source: string,
    held: Pick<HeldRecords, 'count' | 'ids' | 'hashes'>,
  ): Promise<boolean>;
  /** Announces records that were written straight into the table. Absent: what is said is not simply the row. */
  announceNew?(client: pg.PoolClient, ids: readonly string[]): Promise<void>;
  /** A source may only take back what it said itself. Gives the ids it had spoken of. */
  remove(client: pg.PoolClient, source: string, ids: readonly string[]): Promise<string[]>;
  /** Of these ids, those of which something later was stored. */
  later(client: pg.PoolClient, source: string, ids: readonly string[], than: string): Promise<string[]>;
}

export interface HoldingChoice {
  of(client: pg.PoolClient): Promise<Holding>;
  /** The transaction that asked has been committed: the choice stands for this process. */
  committed(): void;
}

/**
 * One source: its records are the rows. Several sources, now or once: each one's statements are kept beside the rows.
 * `trust` is given where the configuration names several; a dataset that has statements keeps them.
 */
export function createHoldingChoice(
  dataset: Dataset,
  table: Table,
  staging: string,
  trust: Trust | undefined,
): HoldingChoice {
  let asked: Holding | undefined;
  let chosen: Holding | undefined;
  return {
    of: async (client) => {
      if (chosen) return chosen;
      if (trust === undefined && !(await hasStatements(client, dataset.name))) {
        asked = createRows(dataset, table, staging);
        return asked;
      }
      const statements = createStatements(dataset, table, staging, trust ?? {});
      await statements.seed(client);
      asked = statements;
      return asked;
    },
    committed: () => {
      chosen = asked;
    },
  };
}

async function hasStatements(client: pg.PoolClient, dataset: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM source_statement WHERE dataset = $1 LIMIT 1', [
    dataset,
  ]);
  return rowCount === 1;
}
