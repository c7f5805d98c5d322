import { readDemoEnvironment } from '../demo/environment-file.ts';
import { openDatabase } from '../hub/database.ts';
import { loadConnectors } from '../hub/load-connectors.ts';
import { loadDefinition } from '../hub/load-definition.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { systemClock } from '../kernel/clock.ts';
import { readEnvironment } from '../kernel/config.ts';
import { createLifecycle } from '../kernel/lifecycle.ts';
import { createLog } from '../kernel/log.ts';
import type { Store } from '../store/store.ts';

/** The lists are loaded when a command needs them: `hub --help` and `hub connector` need not wait for the whole graph. */
const loadLists = async () => {
  const [{ datasets, liveDatasets }, { migrations }, { openStore }] = await Promise.all([
    import('../subgraphs/index.ts'),
    import('../../migrations/index.ts'),
    import('../store/store.ts'),
  ]);
  return { datasets, liveDatasets, migrations, openStore };
};

/** One source of the hub's configuration on the hub's store, for one command; also while the hub is running. */
export async function withIngest<T>(name: string, work: (ingest: Ingest) => Promise<T>): Promise<T> {
  const definition = await loadDefinition(() => import('../../hub.config.ts'));
  const { sources, demonstration } = definition;
  const ministries = demonstration ? readDemoEnvironment(readEnvironment().dataDir) : {};
  const { connectors } = await import('../../connectors/index.ts');
  const runnable = await loadConnectors(definition, connectors);
  const { datasets, liveDatasets } = await loadLists();
  const { createIngest } = await import('../ingest/ingest.ts');
  return withStore(async (store) => {
    // A command about one source does not knock at all the others; an unknown name is told with those there are.
    const named = sources.filter((source) => source.name === name);
    const ingest = await createIngest({
      sources: named.length > 0 ? named : sources,
      connectors: runnable,
      kinds: [...datasets, ...liveDatasets],
      environment: { ...ministries, ...process.env },
      pool: store.pool,
      door: store.door,
      clock: systemClock,
      log: createLog('warn', process.stderr),
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
    const { datasets, migrations, openStore } = await loadLists();
    const { url } = await openDatabase(readEnvironment(), lifecycle, { leaveRunning: true });
    const store = await openStore({ url, datasets, migrations, poolSize: 4 });
    lifecycle.onStop('store', store.close);
    return await work(store);
  } finally {
    await lifecycle.stop('done');
  }
}
