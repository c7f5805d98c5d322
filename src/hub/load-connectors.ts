import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConnectorModule } from '../sdk/index.ts';
import { loadAllowedConnectors } from '../sdk/package-loader.ts';
import type { HubDefinition } from './define-hub.ts';

/** Where the hub's configuration lies: folders of its list are relative to it, packages are looked for from there upwards. */
export function configFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.HUB_CONFIG) return path.dirname(path.resolve(environment.HUB_CONFIG));
  // The one built in stands beside package.json, also when the compiled hub runs.
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}

/** The built-in connectors, and after them those of the configuration's list, judged and loaded. Throws CONNECTOR_REFUSED. */
export async function loadConnectors(
  { connectors = [] }: Pick<HubDefinition, 'connectors'>,
  builtIn: readonly ConnectorModule[],
  from: string = configFolder(),
): Promise<readonly ConnectorModule[]> {
  return [...builtIn, ...(await loadAllowedConnectors(connectors, from, builtIn))];
}
