import type { ConnectorModule } from '../../sdk/index.ts';

/** The built-in connectors. Loaded when one without code asks for its base: they take some seconds. */
export async function loadBases(): Promise<readonly ConnectorModule[]> {
  return (await import('../../../connectors/index.ts')).connectors;
}
