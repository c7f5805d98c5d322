import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isProblem, Problem, toError } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import type { SourceDefinition } from '../sdk/index.ts';

const SOURCE_FILE = /\.source\.(ts|js|mjs)$/;

/** `sources/` beside the hub's configuration: each `NAME.source.ts` in it is one source, and belongs to the hub. */
export function toSourcesFolder(environment: NodeJS.ProcessEnv): string {
  const file = environment.HUB_CONFIG;
  const beside = file
    ? path.dirname(path.resolve(file))
    : path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
  return path.join(beside, 'sources');
}

/** The sources of that folder by name of file; `[]` without a folder. Throws HUB_CONFIG_INVALID naming the file. */
export async function loadSourceFiles(folder: string): Promise<{ file: string; source: SourceDefinition }[]> {
  const files = listFiles(folder)
    .filter((name) => SOURCE_FILE.test(name))
    .sort();
  const found: { file: string; source: SourceDefinition }[] = [];
  for (const name of files) {
    const file = path.join(folder, name);
    const where = { file };
    let loaded: { source?: SourceDefinition };
    try {
      loaded = await import(pathToFileURL(file).href);
    } catch (error) {
      if (isProblem(error)) throw error;
      throw new Problem(
        CONFIG_INVALID,
        { path: file, reason: toError(error).message },
        { where, cause: error },
      );
    }
    if (!loaded.source)
      throw new Problem(
        CONFIG_INVALID,
        { path: file, reason: 'it has no "export const source = defineSource(…)"' },
        { where },
      );
    found.push({ file, source: loaded.source });
  }
  return found;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
