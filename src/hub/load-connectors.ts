import type { ConnectorModule } from '../sdk/index.ts';
import { loadAllowedConnectors } from '../sdk/package-loader.ts';
import { configFolder } from './config-folder.ts';
import type { HubDefinition } from './define-hub.ts';

/** The built-in connectors, and after them those of the configuration's list, judged and loaded. Throws CONNECTOR_REFUSED. */
export async function loadConnectors(
  { connectors = [] }: Pick<HubDefinition, 'connectors'>,
  builtIn: readonly ConnectorModule[],
  from: string = configFolder(),
): Promise<readonly ConnectorModule[]> {
  return [...builtIn, ...(await loadAllowedConnectors(connectors, from, builtIn))];
}
