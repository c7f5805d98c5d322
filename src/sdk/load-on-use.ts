import type { ConnectorModule, Manifest } from './contract.ts';

/**
 * A connector whose code, and the libraries it brings, are loaded when a source of it is opened: most hubs use few of
 * them, and a list of manifests is all that most commands need.
 */
export function loadOnUse(
  manifest: unknown,
  // biome-ignore lint/suspicious/noExplicitAny: each connector has a configuration of its own
  load: () => Promise<ConnectorModule<any>>,
): ConnectorModule {
  return { manifest: manifest as Manifest, create: async (ctx) => (await load()).create(ctx) };
}
