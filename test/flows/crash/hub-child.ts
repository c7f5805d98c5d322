/** A hub whose ministries live in another process: killed and started again by the test beside it. */
import { connectors } from '../../../connectors/index.ts';
import { hub as demonstration } from '../../../hub.config.ts';
import { migrations } from '../../../migrations/index.ts';
import { startHub } from '../../../src/hub/start-hub.ts';
import { readEnvironment } from '../../../src/kernel/config.ts';
import { createLifecycle } from '../../../src/kernel/lifecycle.ts';
import { createLog } from '../../../src/kernel/log.ts';
import { datasets, liveDatasets, subgraphs } from '../../../src/subgraphs/index.ts';

const lifecycle = createLifecycle();
process.on('SIGTERM', () => void lifecycle.stop('SIGTERM'));
const hub = await startHub({
  definition: demonstration,
  environment: readEnvironment(),
  log: createLog('warn'),
  lifecycle,
  lists: { connectors, subgraphs, datasets, liveDatasets, migrations },
});
console.log(`listening ${hub.url}`);
await hub.firstSync;
console.log('first sync over');
