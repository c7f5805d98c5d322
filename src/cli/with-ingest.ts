import { migrations } from '../../migrations/index.ts';
import { openDatabase } from '../hub/database.ts';
import { loadDefinition } from '../hub/load-definition.ts';
import { toSharedDatasets } from '../hub/shared-datasets.ts';
import { createIngest, type Ingest } from '../ingest/ingest.ts';
import { systemClock } from '../kernel/clock.ts';
import { readEnvironment } from '../kernel/config.ts';
import { createLifecycle } from '../kernel/lifecycle.ts';
import { openStore, type Store } from '../store/store.ts';
import { datasets } from '../subgraphs/index.ts';
import { loadHub } from './load-hub.ts';

/** One source of the hub's configuration on the hub's store, for one command; also while the hub is running. */
export async function withIngest<T>(name: string, work: (ingest: Ingest) => Promise<T>): Promise<T> {
  const {
    definition: { sources },
    binding,
  } = await loadHub();
  return withStore(async (store) => {
    // A command about one source does not knock at all the others; an unknown name is told with those there are.
    const named = sources.filter((source) => source.name === name);
    const ingest = await createIngest({
      sources: named.length > 0 ? named : sources,
      ...binding,
      pool: store.pool,
      door: store.door,
      clock: systemClock,
    });
    try {
      return await work(ingest);
    } finally {
      await ingest.stop();
    }
  });
}

/** The hub's store alone. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const lifecycle = createLifecycle();
  try {
    const { url } = await openDatabase(readEnvironment(), lifecycle, { leaveRunning: true });
    const shared = toSharedDatasets(await loadDefinition(() => import('../../hub.config.ts')));
    const store = await openStore({ url, datasets, migrations, shared, poolSize: 4 });
    lifecycle.onStop('store', store.close);
    return await work(store);
  } finally {
    await lifecycle.stop('done');
  }
}
