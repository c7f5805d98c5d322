import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MixedList } from 'typeorm';
import { createKeyBook } from '../access/keys.ts';
import { createBus } from '../events/bus.ts';
import { startRelay } from '../events/relay.ts';
import { readPersistedOperations } from '../gateway/persisted-operations.ts';
import { rehearse } from '../gateway/rehearse.ts';
import { createServer } from '../gateway/server/server.ts';
import { startTracing } from '../gateway/tracing/start.ts';
import { createUsageCollector } from '../gateway/usage/collector.ts';
import { recordFieldUsage } from '../gateway/usage/field-usage.ts';
import type { Subgraph } from '../graphql/subgraph.ts';
import { createSourceReport } from '../ingest/health.ts';
import { createIngest, type Ingest } from '../ingest/ingest.ts';
import { keepClean, type RetentionRule } from '../ingest/janitor.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Environment } from '../kernel/config.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Log } from '../kernel/log.ts';
import { createUnitIndex } from '../model/administrative-units/index.ts';
import type { ConnectorModule } from '../sdk/index.ts';
import type { Dataset, RecordKind } from '../store/dataset.ts';
import { loadSecret } from '../store/secret.ts';
import { openStore, type Store } from '../store/store.ts';
import { quoteName } from '../store/table.ts';
import { createChanges } from './changes.ts';
import { lockDataDir } from './data-dir.ts';
import { openDatabase } from './database.ts';
import type { HubDefinition } from './define-hub.ts';
import { provideDemoKeys } from './demo-keys.ts';
import { createHealthCheck } from './health.ts';
import { readHotOperations, saveHotOperations } from './hot-operations.ts';
import { createSourceDesk } from './integration.ts';
import { loadConnectors } from './load-connectors.ts';
import { startMemberGraph } from './member-graph.ts';
import { createSubgraphRegistry } from './member-subgraphs.ts';
import { createMetrics } from './metrics.ts';
import { readConfiguredSubgraphs } from './remote-settings.ts';
import { createContextFactory } from './request.ts';
import { toRetentionRules } from './retention.ts';
import { toSharedDatasets } from './shared-datasets.ts';

/** What the hub is made of: the lists, handed in by whoever wires. */
export interface HubLists {
  connectors: readonly ConnectorModule<never>[];
  subgraphs: readonly (() => Subgraph)[];
  datasets: readonly Dataset[];
  liveDatasets: readonly RecordKind[];
  // biome-ignore lint/complexity/noBannedTypes: TypeORM's own type for migration classes.
  migrations: MixedList<Function>;
}

export interface HubOptions {
  definition: HubDefinition;
  environment: Environment;
  log: Log;
  lifecycle: Lifecycle;
  lists: HubLists;
  /** Where the built pages are; default `dist/console`. */
  pagesFolder?: string;
  /** Starts what the sources are, once there is a database server: gives the variables that they name. */
  startSources?: (adminUrl: string) => Promise<Record<string, string>>;
}

export interface Hub {
  url: string;
  port: number;
  keys: Record<string, string>;
  store: Store;
  ingest: Ingest;
  /** Resolves when every sync has had its first turn. */
  firstSync: Promise<void>;
}

/** Beside the compiled hub, or in `dist` when the source runs. */
const BUILT_PAGES =
  ['../../console', '../../dist/console']
    .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
    .find((folder) => existsSync(path.join(folder, 'index.html'))) ?? 'dist/console';

/** URL prefix → folder, of the pages as Vite builds them. */
function toPages(folder: string): Record<string, string> {
  return {
    '/': folder,
    '/kham-pha': path.join(folder, 'kham-pha'),
    '/nguon': path.join(folder, 'nguon'),
  };
}

/** Starts everything in the order it depends on each other; the lifecycle stops it in reverse. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { definition, environment, log, lifecycle, lists } = options;
  const clock = systemClock;

  // Before anything is started: a connector that is refused stops the start at once.
  const connectors = await loadConnectors(definition, lists.connectors as readonly ConnectorModule[]);
  const tracing = startTracing();
  if (tracing) lifecycle.onStop('tracing', tracing.stop);
  lifecycle.onStop('data directory', await lockDataDir(environment.dataDir));
  const database = await openDatabase(environment, lifecycle);
  const changes = createChanges();
  const opened = await openStore({
    url: database.url,
    datasets: lists.datasets,
    migrations: lists.migrations,
    shared: toSharedDatasets(definition),
    onPoolError: (error) => log.warn({ area: 'store', reason: error.message }, 'idle session lost'),
  });
  lifecycle.onStop('store', opened.close);
  const store = changes.ofStore(opened);

  const sourceEnvironment = (await options.startSources?.(database.adminUrl)) ?? {};
  const ingest = await createIngest({
    sources: definition.sources,
    connectors,
    kinds: [...lists.datasets, ...lists.liveDatasets],
    environment: { ...sourceEnvironment, ...process.env },
    pool: store.pool,
    door: store.door,
    clock,
    log,
  });
  lifecycle.onStop('ingest', ingest.stop);

  const bus = changes.ofBus(createBus());
  lifecycle.onStop('bus', bus.close);
  const onError = (error: Error) => log.warn({ area: 'relay', reason: error.message }, 'feed not readable');
  const relay = await startRelay({
    pool: store.pool,
    url: database.url,
    bus,
    signal: lifecycle.signal,
    onError,
  });
  lifecycle.onStop('relay', relay.close);
  startJanitor(store, toRetentionRules(store, definition.retentionHours ?? {}), log, lifecycle);

  const usage = createUsageCollector();
  lifecycle.onStop('field usage', recordFieldUsage(store.pool, usage, log).stop);

  const keyBook = createKeyBook(store.pool, definition.policies);
  const keys = await provideDemoKeys(keyBook, environment.dataDir, definition.demoKeys ?? {});
  let isFirstSyncOver = false;
  const parts = {
    store,
    bus,
    units: createUnitIndex({ provinceCode: definition.province.code }),
    cursorKey: await loadSecret(store.pool, 'cursor'),
    desk: createSourceDesk({ definition, ingest, store, log }),
    live: ingest.live,
    sourcesOf: ingest.sourcesOf,
    createReport: () => createSourceReport(ingest.health),
  };
  const graph = await startMemberGraph({
    local: lists.subgraphs.map((build) => build()),
    configured: readConfiguredSubgraphs(definition, process.env),
    registry: createSubgraphRegistry(store.pool),
    environment: process.env,
    log,
  });
  lifecycle.onStop('member subgraphs', graph.stop);
  const known = [
    ...(definition.operations ? await readPersistedOperations(definition.operations) : []),
    ...(await readHotOperations(environment.dataDir, log)),
  ];
  await graph.gateway.warm(known);
  lifecycle.onStop('hot operations', () => saveHotOperations(environment.dataDir, graph.gateway.documents()));
  const server = await createServer({
    gateway: graph.gateway,
    createContext: createContextFactory(parts, keyBook, clock),
    port: environment.port,
    host: environment.host,
    pages: toPages(options.pagesFolder ?? BUILT_PAGES),
    health: createHealthCheck(store.pool, () => isFirstSyncOver),
    metrics: createMetrics(store.pool, bus, ingest),
    receivePush: ingest.receive,
    onChange: changes.listen,
    usage,
    traced: tracing !== undefined,
    ...definition.http,
    log,
  });
  lifecycle.onStop('server', server.close);
  await rehearse(server.url, known);

  const firstSync = ingest.start().then(() => {
    isFirstSyncOver = true;
  });
  return { url: server.url, port: server.port, keys, store, ingest, firstSync };
}

function startJanitor(store: Store, rules: RetentionRule[], log: Log, lifecycle: Lifecycle): void {
  const sweeping = keepClean(store.pool, rules, log, lifecycle.signal);
  lifecycle.onStop('janitor', () => sweeping);
}

/** Rows of each dataset, by its Vietnamese name. */
export async function countRows(store: Store): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const dataset of store.datasets) {
    const { rows } = await store.pool.query<{ n: number }>(
      `SELECT count(*) AS n FROM ${quoteName(store.table(dataset.entity).name)}`,
    );
    counts[dataset.titleVi.toLowerCase()] = rows[0]!.n;
  }
  return counts;
}
