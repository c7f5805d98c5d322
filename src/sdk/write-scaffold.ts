import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageFolder } from '../kernel/package-folder.ts';
import type { Mode } from './contract.ts';

/** Mode → the folders of `scaffold/` that it is put together from, and the function that does its work. */
const PARTS: Record<Mode, { folders: string[]; does: string }> = {
  sync: { folders: ['any', 'http', 'sync'], does: 'read' },
  live: { folders: ['any', 'http', 'live'], does: 'query' },
  stream: { folders: ['any', 'http', 'stream'], does: 'read' },
  push: { folders: ['any', 'push'], does: 'receive' },
};

export const SCAFFOLD_MODES = Object.keys(PARTS) as Mode[];

export function isScaffoldMode(mode: string): mode is Mode {
  return Object.hasOwn(PARTS, mode);
}

/**
 * Writes a connector's folder whose conformance run is red until its functions are written. Gives the names of the files,
 * or undefined when the folder is there already: nothing is written over.
 */
export async function writeScaffold(name: string, mode: Mode, folder: string): Promise<string[] | undefined> {
  const { folders, does } = PARTS[mode];
  const files = new Map<string, string>();
  for (const part of folders) {
    const from = path.join(packageFolder, 'src/sdk/scaffold', part);
    for (const file of await readdir(from)) {
      const text = await readFile(path.join(from, file), 'utf8');
      files.set(
        // `.txt` hides them from the tools of the hub, which would take them for their own settings.
        file.replace(/\.txt$/, ''),
        text
          .replaceAll('../http/', './')
          .replaceAll('name-of-connector', name)
          .replaceAll('function-of-mode', does)
          .replaceAll('path-of-hub', packageFolder),
      );
    }
  }
  files.set(
    'fixtures/configs/0.1.0.json',
    `${JSON.stringify(EXAMPLES[mode === 'push' ? 'push' : 'http'], null, 2)}\n`,
  );
  if (!(await makeFolder(folder))) return undefined;
  for (const [file, text] of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text, { flag: 'wx' });
  }
  return [...files.keys()].sort();
}

const EXAMPLES = {
  http: { baseUrl: 'https://source.example', auth: { type: 'bearer', token: 'SOURCE_TOKEN' } },
  push: { secret: 'SENDER_SECRET' },
};

/** Made by whoever comes first, so that two cannot write into one folder. */
async function makeFolder(folder: string): Promise<boolean> {
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
