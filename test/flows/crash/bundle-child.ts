import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

export interface Bundle {
  file: string;
  remove(): Promise<void>;
}

/** Packages with machine code of their own, which no bundle can hold. */
const EXTERNAL = ['ssh2', 'cpu-features', 'pg-native', '@platformatic/kafka'];

/**
 * A program of the tests with its packages as plain JavaScript, compiled once: it is started hundreds of times, and
 * looking for a thousand files is half of what a start costs.
 */
export async function bundleProgram(program: string): Promise<Bundle> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hub-bundle-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: process.cwd(),
    ssr: { noExternal: true, external: EXTERNAL },
    build: { ssr: program, outDir: path.join(folder, 'out'), target: 'node20', minify: false },
  });
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  const name = `${path.basename(program, '.ts')}.js`;
  return { file: path.join(folder, 'out', name), remove: () => rm(folder, { recursive: true, force: true }) };
}
