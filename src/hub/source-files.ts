import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { SourceDefinition } from '../sdk/index.ts';
import { configFolder } from './config-folder.ts';
import { importDeclared } from './import-declared.ts';

const SOURCE_FILE = /\.source\.(ts|js|mjs)$/;

/** `sources/` beside the hub's configuration: each `NAME.source.ts` in it is one source, and belongs to the hub. */
export function toSourcesFolder(environment: NodeJS.ProcessEnv): string {
  return path.join(configFolder(environment), 'sources');
}

/** The sources of that folder by name of file; `[]` without a folder. Throws HUB_CONFIG_INVALID naming the file. */
export async function loadSourceFiles(folder: string): Promise<{ file: string; source: SourceDefinition }[]> {
  const files = listFiles(folder)
    .filter((name) => SOURCE_FILE.test(name))
    .sort();
  const found: { file: string; source: SourceDefinition }[] = [];
  for (const name of files) {
    const file = path.join(folder, name);
    const source = await importDeclared<SourceDefinition>(
      file,
      'source',
      'export const source = defineSource(…)',
    );
    found.push({ file, source });
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
