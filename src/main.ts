import { connectors } from '../connectors/index.ts';
import { migrations } from '../migrations/index.ts';
import { startDemo } from './demo/start.ts';
import { toBanner } from './hub/banner.ts';
import { loadDefinition } from './hub/load-definition.ts';
import { toFailureText } from './hub/report-failure.ts';
import { stopOnSignals } from './hub/signals.ts';
import { countRows, startHub } from './hub/start-hub.ts';
import { readEnvironment } from './kernel/config.ts';
import { createLifecycle } from './kernel/lifecycle.ts';
import { createLog } from './kernel/log.ts';
import { datasets, liveDatasets, subgraphs } from './subgraphs/index.ts';

/** The demonstration's data is the same on every machine. */
const SEED = 20_251_001;

const started = performance.now();
const log = createLog(process.env.HUB_LOG_LEVEL ?? 'info');
const lifecycle = createLifecycle({
  onError: (name, error) =>
    log.error({ area: 'lifecycle', name, reason: error.message }, 'not stopped cleanly'),
});
stopOnSignals(lifecycle);

try {
  const environment = readEnvironment();
  const definition = await loadDefinition(() => import('../hub.config.ts'));
  const hub = await startHub({
    definition,
    environment,
    log,
    lifecycle,
    lists: { connectors, subgraphs, datasets, liveDatasets, migrations },
    startSources: async (adminUrl) => {
      if (!definition.demonstration) return {};
      const { dataDir, demoScale: scale } = environment;
      const demo = await startDemo({ dataDir, scale, seed: SEED, adminUrl, log });
      lifecycle.onStop('demo', demo.close);
      return demo.env;
    },
  });
  await hub.firstSync;
  if (!lifecycle.signal.aborted) {
    const banner = toBanner({
      url: hub.url,
      provinceVi: definition.province.nameVi,
      keys: hub.keys,
      counts: await countRows(hub.store),
      seconds: (performance.now() - started) / 1000,
    });
    process.stdout.write(`${banner}\n`);
  }
} catch (error) {
  // A start that was interrupted is no failure.
  if (!lifecycle.signal.aborted) {
    process.stderr.write(toFailureText(error));
    process.exitCode = 3;
  }
  await lifecycle.stop('start failed');
}
