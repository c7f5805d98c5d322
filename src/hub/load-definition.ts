import path from 'node:path';
import { defineHub, type HubDefinition } from './define-hub.ts';
import { importDeclared } from './import-declared.ts';
import { loadSourceFiles, toSourcesFolder } from './source-files.ts';

/**
 * The hub of the file that HUB_CONFIG names (`export const hub = defineHub({ … })`), else the one built in; and the
 * sources that lie beside it in `sources/`. Throws HUB_CONFIG_INVALID naming the file, also for a source named twice.
 */
export async function loadDefinition(
  builtIn: () => Promise<{ hub: HubDefinition }>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<HubDefinition> {
  const hub = await loadHub(builtIn, environment);
  const beside = await loadSourceFiles(toSourcesFolder(environment));
  if (beside.length === 0) return hub;
  return defineHub({ ...hub, sources: [...hub.sources, ...beside.map(({ source }) => source)] });
}

async function loadHub(
  builtIn: () => Promise<{ hub: HubDefinition }>,
  environment: NodeJS.ProcessEnv,
): Promise<HubDefinition> {
  const file = environment.HUB_CONFIG;
  if (!file) return (await builtIn()).hub;
  const where = { file, field: 'HUB_CONFIG' };
  return importDeclared(path.resolve(file), 'hub', 'export const hub = defineHub(…)', where);
}
