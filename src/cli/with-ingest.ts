import { connectors } from '../../connectors/index.ts';
import { migrations } from '../../migrations/index.ts';
import { openDatabase } from '../hub/database.ts';
import { loadDefinition } from '../hub/load-definition.ts';
import { createIngest, type Ingest } from '../ingest/ingest.ts';
import { systemClock } from '../kernel/clock.ts';
import { readEnvironment } from '../kernel/config.ts';
import { createLifecycle } from '../kernel/lifecycle.ts';
import { createLog } from '../kernel/log.ts';
import { openStore, type Store } from '../store/store.ts';
import { datasets, liveDatasets } from '../subgraphs/index.ts';

/** A store and the sources of the hub's configuration, for one command; also while the hub is running. */
export async function withIngest<T>(
  work: (ingest: Ingest, store: Store) => Promise<T>,
  only?: string,
): Promise<T> {
  const lifecycle = createLifecycle();
  try {
    const definition = await loadDefinition(() => import('../../hub.config.ts'));
    return await withStore(async (store) => {
      const ingest = await createIngest({
        // A command about one source does not knock at all the others.
        sources: definition.sources.filter((source) => only === undefined || source.name === only),
        connectors,
        kinds: [...datasets, ...liveDatasets],
        environment: process.env,
        pool: store.pool,
        door: store.door,
        clock: systemClock,
        log: createLog('warn', process.stderr),
      });
      lifecycle.onStop('ingest', ingest.stop);
      try {
        return await work(ingest, store);
      } finally {
        await lifecycle.stop('done');
      }
    });
  } finally {
    await lifecycle.stop('done');
  }
}

/** The hub's store alone. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const lifecycle = createLifecycle();
  try {
    const { url } = await openDatabase(readEnvironment(), lifecycle, { leaveRunning: true });
    const store = await openStore({ url, datasets, migrations, poolSize: 4 });
    lifecycle.onStop('store', store.close);
    return await work(store);
  } finally {
    await lifecycle.stop('done');
  }
}
