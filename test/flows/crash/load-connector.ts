import { extendConnector } from '../../../src/sdk/extend-manifest.ts';
import type { ConnectorModule } from '../../../src/sdk/index.ts';

/** One connector by the name of its folder, and nothing of the others: a life is not to pay for libraries it does not use. */
export async function loadConnector(name: string): Promise<ConnectorModule> {
  const { default: json } = (await import(`../../../connectors/${name}/connector.json`)) as {
    default: { extends?: string };
  };
  if (json.extends !== undefined) return extendConnector(await loadConnector(json.extends), json);
  const exported = (await import(`../../../connectors/${name}/index.ts`)) as Record<string, unknown>;
  const module = Object.values(exported).find(
    (value): value is ConnectorModule => typeof value === 'object' && value !== null && 'manifest' in value,
  );
  if (!module) throw new Error(`connectors/${name}/index.ts exports no connector`);
  return module;
}
