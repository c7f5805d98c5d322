import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectors } from '../../connectors/index.ts';
import { hub as demonstration } from '../../hub.config.ts';
import { migrations } from '../../migrations/index.ts';
import type { Demo, DemoOptions } from '../../src/demo/demo.ts';
import { startDemo } from '../../src/demo/start.ts';
import type { HubDefinition } from '../../src/hub/define-hub.ts';
import { type Hub, startHub } from '../../src/hub/start-hub.ts';
import { readEnvironment } from '../../src/kernel/config.ts';
import { createLifecycle } from '../../src/kernel/lifecycle.ts';
import { createLog, silentLog } from '../../src/kernel/log.ts';
import { datasets, liveDatasets, subgraphs } from '../../src/subgraphs/index.ts';
import { createTestDatabase } from './database.ts';

export interface TestHub extends Hub {
  demo: Demo;
  dataDir: string;
  databaseUrl: string;
  stop(): Promise<void>;
}

export interface TestHubOptions {
  demo?: Partial<DemoOptions>;
  definition?: Partial<HubDefinition>;
  /** What is done to the ministries before the hub meets them. */
  arrange?: (demo: Demo) => Promise<void>;
  pagesFolder?: string;
  /** Wait for the first turn of every sync. Default true. */
  synced?: boolean;
}

/** The whole hub in this process, on the run's PostgreSQL: what a client meets is real, over HTTP and WebSocket. */
export async function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'hub-flow-'));
  const database = await createTestDatabase();
  const log = process.env.HUB_TEST_LOG ? createLog(process.env.HUB_TEST_LOG) : silentLog;
  const lifecycle = createLifecycle({
    onError: (name, error) => {
      throw new Error(`${name} did not stop cleanly`, { cause: error });
    },
  });
  let demo: Demo | undefined;
  const hub = await startHub({
    definition: { ...demonstration, ...options.definition },
    environment: readEnvironment({ PORT: '0', HUB_DATA_DIR: dataDir, DATABASE_URL: database.url }),
    log,
    lifecycle,
    lists: { connectors, subgraphs, datasets, liveDatasets, migrations },
    ...(options.pagesFolder ? { pagesFolder: options.pagesFolder } : {}),
    startSources: async (adminUrl) => {
      demo = await startDemo({
        dataDir,
        scale: 'small',
        seed: 7,
        adminUrl,
        log,
        tick: false,
        faults: false,
        populationDatabase: `${new URL(database.url).pathname.slice(1)}_population`,
        sizes: { vehicles: 400, residents: 600, violations: 300, accidents: 60, patrolShifts: 30 },
        ...options.demo,
      });
      lifecycle.onStop('demo', demo.close);
      await options.arrange?.(demo);
      return demo.env;
    },
  });
  if (options.synced !== false) await hub.firstSync;
  return {
    ...hub,
    demo: demo!,
    dataDir,
    databaseUrl: database.url,
    stop: async () => {
      await lifecycle.stop('test over');
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
