// The whole hub on an embedded PostgreSQL with the demonstration's ministries, and its subgraphs over HTTP for the
// gateways beside it. Prints one line of JSON when it listens.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { connectors } from '../../../connectors/index.ts';
import { hub as definition } from '../../../hub.config.ts';
import { migrations } from '../../../migrations/index.ts';
import { createKeyBook } from '../../../src/access/keys.ts';
import { startDemo } from '../../../src/demo/start.ts';
import { createBus } from '../../../src/events/bus.ts';
import { createSourceDesk } from '../../../src/hub/integration.ts';
import { createContextFactory } from '../../../src/hub/request.ts';
import { startHub } from '../../../src/hub/start-hub.ts';
import { createSourceReport } from '../../../src/ingest/health.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { readEnvironment } from '../../../src/kernel/config.ts';
import { createLifecycle } from '../../../src/kernel/lifecycle.ts';
import { silentLog as log } from '../../../src/kernel/log.ts';
import { createUnitIndex } from '../../../src/model/administrative-units/index.ts';
import { loadSecret } from '../../../src/store/secret.ts';
import { datasets, liveDatasets, subgraphs } from '../../../src/subgraphs/index.ts';
import { openDoors } from './doors.ts';

const dataDir = await mkdtemp(path.join(tmpdir(), 'hub-bench-'));
const lifecycle = createLifecycle({ onError: (name, error) => console.error(name, error) });
process.once('SIGTERM', async () => {
  await lifecycle.stop('measured');
  await rm(dataDir, { recursive: true, force: true });
  process.exit();
});

const hub = await startHub({
  definition,
  environment: readEnvironment({ PORT: '0', HUB_DATA_DIR: dataDir }),
  log,
  lifecycle,
  lists: { connectors, subgraphs, datasets, liveDatasets, migrations },
  // Nothing happens at the ministries while it is measured.
  startSources: async (adminUrl) => {
    const quiet = { tick: false, faults: false };
    const demo = await startDemo({ dataDir, scale: 'small', seed: 20_251_001, adminUrl, log, ...quiet });
    lifecycle.onStop('demo', demo.close);
    return demo.env;
  },
});
await hub.firstSync;

const { store, ingest } = hub;
const parts = {
  store,
  bus: createBus(),
  units: createUnitIndex({ provinceCode: definition.province.code }),
  cursorKey: await loadSecret(store.pool, 'cursor'),
  desk: createSourceDesk({ definition, ingest, store, log }),
  live: ingest.live,
  sourcesOf: ingest.sourcesOf,
  createReport: () => createSourceReport(ingest.health),
};
const keyBook = createKeyBook(store.pool, definition.policies);
const built = subgraphs.map((build) => build());
const urls = await openDoors(built, createContextFactory(parts, keyBook, systemClock));
const services = built.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: urls[name]! }));
const { supergraphSdl, errors } = composeServices(services);
if (!supergraphSdl) throw new Error(String(errors));
const supergraph = path.join(dataDir, 'supergraph.graphql');
await writeFile(supergraph, supergraphSdl);
console.log(
  JSON.stringify({ url: `${hub.url}/graphql`, key: hub.keys.partner, supergraph, folder: dataDir }),
);
