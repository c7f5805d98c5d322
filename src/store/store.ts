import 'reflect-metadata';
import type pg from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import { isProblem, Problem, toError } from '../kernel/problem.ts';
import { STORE_UNREACHABLE, STORE_VERSION } from '../kernel/problems/store.ts';
import type { Dataset } from './dataset.ts';
import { createPool } from './pool.ts';
import { type Table, toTable } from './table.ts';
import { assertFields, type Trust } from './trust.ts';
import { createWriteDoor, type WriteDoor } from './write-door.ts';

/** The hub's PostgreSQL: entities and migrations through TypeORM, hot reads and writes through the pool. */
export interface Store {
  readonly dataSource: DataSource;
  readonly pool: pg.Pool;
  readonly door: WriteDoor;
  readonly datasets: readonly Dataset[];
  /** Table of an entity class; asking for one that is not registered is a bug. */
  table(entity: Dataset['entity']): Table;
  close(): Promise<void>;
}

export interface StoreOptions {
  url: string;
  datasets: readonly Dataset[];
  // biome-ignore lint/complexity/noBannedTypes: TypeORM's own type for migration classes.
  migrations: MixedList<Function>;
  /** Datasets that several sources feed, and whose word holds there. */
  shared?: Readonly<Record<string, Trust>>;
  /** false: another process migrates; this one only uses. */
  migrate?: boolean;
  poolSize?: number;
  onPoolError?: (error: Error) => void;
}

const OLDEST = 150_000;

export async function openStore(options: StoreOptions): Promise<Store> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.datasets.map((dataset) => dataset.entity),
    migrations: options.migrations,
    migrationsTableName: 'migration',
    synchronize: false,
    logging: false,
    extra: { max: 2 },
  });
  let tables: Map<Dataset['entity'], Table>;
  try {
    await dataSource.initialize();
    tables = toTables(dataSource, options);
    await assertVersion(dataSource);
    if (options.migrate !== false) await migrate(dataSource);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    if (isProblem(error)) throw error;
    throw new Problem(STORE_UNREACHABLE, { reason: toError(error).message }, { cause: error });
  }
  const pool = createPool(options.url, options.poolSize ?? 12, options.onPoolError ?? (() => undefined));
  const table = (entity: Dataset['entity']): Table => {
    const found = tables.get(entity);
    if (!found) throw new Error(`${entity.name} belongs to no dataset of this store`);
    return found;
  };
  return {
    dataSource,
    pool,
    door: createWriteDoor(
      pool,
      options.datasets.map((dataset) => ({ dataset, table: table(dataset.entity) })),
      options.shared,
    ),
    datasets: options.datasets,
    table,
    close: async () => {
      await pool.end();
      await dataSource.destroy();
    },
  };
}

function toTables(dataSource: DataSource, { datasets, shared = {} }: StoreOptions) {
  const tables = new Map<Dataset['entity'], Table>();
  for (const dataset of datasets) {
    const table = toTable(dataSource, dataset);
    tables.set(dataset.entity, table);
    const trust = shared[dataset.name];
    if (trust) assertFields(dataset.name, trust, table);
  }
  return tables;
}

async function assertVersion(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS shown`,
  );
  if (row.number < OLDEST) throw new Problem(STORE_VERSION, { found: row.shown });
}

/** Two hubs starting at once must not both migrate: the second waits, then finds nothing left to do. */
async function migrate(dataSource: DataSource): Promise<void> {
  const guard = dataSource.createQueryRunner();
  try {
    await guard.query(`SELECT pg_advisory_lock(hashtextextended('hub-migrate', 0))`);
    await dataSource.runMigrations({ transaction: 'each' });
    await guard.query(`SELECT pg_advisory_unlock(hashtextextended('hub-migrate', 0))`);
  } finally {
    await guard.release();
  }
}
