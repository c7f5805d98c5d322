import { connectors } from '../../connectors/index.ts';
import { readDemoEnvironment } from '../demo/environment-file.ts';
import type { HubDefinition } from '../hub/define-hub.ts';
import { loadConnectors } from '../hub/load-connectors.ts';
import { loadDefinition } from '../hub/load-definition.ts';
import type { BindOptions } from '../ingest/bind.ts';
import { readEnvironment } from '../kernel/config.ts';
import { createLog } from '../kernel/log.ts';
import { datasets, liveDatasets } from '../subgraphs/index.ts';

export interface LoadedHub {
  definition: HubDefinition;
  /** What a source of it is bound with, without a store. */
  binding: Omit<BindOptions, 'sources' | 'signal'>;
}

/** The hub of this configuration, for a command; beside a running demonstration its ministries are reached too. */
export async function loadHub(): Promise<LoadedHub> {
  const definition = await loadDefinition(() => import('../../hub.config.ts'));
  const ministries = definition.demonstration ? readDemoEnvironment(readEnvironment().dataDir) : {};
  return {
    definition,
    binding: {
      connectors: await loadConnectors(definition, connectors),
      kinds: [...datasets, ...liveDatasets],
      environment: { ...ministries, ...process.env },
      log: createLog('warn', process.stderr),
    },
  };
}
