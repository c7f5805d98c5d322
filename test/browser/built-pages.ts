import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
const config = fileURLToPath(new URL('../../src/console/vite.config.ts', import.meta.url));

export interface BuiltPages {
  /** Folder with `index.html`, `kham-pha/index.html` and `assets/`; ends with a slash. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds the console as it is now, beside the one in `dist`, so that no test passes on an old build. */
export async function buildPages(): Promise<BuiltPages> {
  const folder = await mkdtemp(join(tmpdir(), 'console-'));
  // A process of its own: the test runner's NODE_ENV would build React for development.
  await run(process.execPath, [vite, 'build', '--config', config, '--outDir', folder, '--logLevel', 'warn'], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return { folder: `${folder}/`, remove: () => rm(folder, { recursive: true, force: true }) };
}
