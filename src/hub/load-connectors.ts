import type { ConnectorModule } from '../sdk/index.ts';
import type { HubDefinition } from './define-hub.ts';

export async function loadConnectors(_d: HubDefinition, builtIn: readonly ConnectorModule[]) {
  return builtIn as readonly ConnectorModule<never>[];
}
