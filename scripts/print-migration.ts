/** Prints the SQL that brings an empty database to the entities: the ground of a new migration. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrations } from '../migrations/index.ts';
import { startCluster } from '../src/store/embedded/cluster.ts';
import { openStore } from '../src/store/store.ts';
import { datasets } from '../src/subgraphs/index.ts';

const dataDir = await mkdtemp(path.join(tmpdir(), 'hub-migration-'));
const cluster = await startCluster({ dataDir });
try {
  const store = await openStore({ url: cluster.url('postgres'), datasets, migrations });
  const { upQueries } = await store.dataSource.driver.createSchemaBuilder().log();
  for (const { query } of upQueries) console.log(`${query};`);
  await store.close();
} finally {
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
}
