import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrations } from '../../migrations/index.ts';
import { startCluster } from '../../src/store/embedded/cluster.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { BenchCase } from './case.ts';

/** A PostgreSQL of its own with default settings (fsync on), and a folder for files. */
export interface Bed {
  readonly store: Store;
  /** The same store, for another process. */
  readonly url: string;
  /** Folder that the files connector watches. */
  readonly dir: string;
  /** Process id of the server. */
  readonly postmaster: number;
  close(): Promise<void>;
}

export async function openBed(cases: readonly BenchCase[]): Promise<Bed> {
  const home = await mkdtemp(path.join(tmpdir(), 'hub-bench-'));
  const cluster = await startCluster({ dataDir: path.join(home, 'data') });
  const datasets = cases.map(({ dataset }) => dataset);
  const url = cluster.url('postgres');
  const store = await openStore({ url, datasets, migrations });
  return {
    store,
    url,
    dir: home,
    postmaster: cluster.pid,
    close: async () => {
      await store.close();
      await cluster.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Every measurement starts from empty tables, a flushed log and a quiet server. */
export async function emptyTables({ store }: Bed, tables: string[]): Promise<void> {
  await store.pool.query(`TRUNCATE ${tables.join(', ')}, event, source_cursor, quarantine`);
  await store.pool.query('CHECKPOINT');
}
