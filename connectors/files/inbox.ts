import { constants } from 'node:fs';
import { access, lstat, mkdir, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { ConnectorError, type Ctx, wait } from '../../src/sdk/index.ts';
import type { FileDataset, FilesConfig } from './config.ts';
import { type Fingerprint, isSame } from './cursor.ts';

/** A file waiting in the folder. */
export interface WaitingFile {
  name: string;
  path: string;
  print: Fingerprint;
}

function toRegExp(pattern: string): RegExp {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u');
}

/** Turns what the file system says into the kind of error that tells who has to act. */
export function toFileError(error: unknown, place: string): ConnectorError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ConnectorError('config', `${place} is not there`);
  if (code === 'EACCES' || code === 'EPERM')
    return new ConnectorError('auth', `${place} may not be read or written by the hub`);
  return new ConnectorError('transient', `${place}: ${code ?? 'unknown error'}`);
}

/** Undefined = somebody took the file away. */
async function printOf(file: string): Promise<Fingerprint | undefined> {
  try {
    const { size, mtimeMs } = await lstat(file);
    return [size, mtimeMs];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw toFileError(error, file);
  }
}

/** The dataset's files in the order of their names. Links are never followed: they may lead out of the folder. */
export async function listFiles(dir: string, dataset: FileDataset): Promise<WaitingFile[]> {
  const wanted = toRegExp(dataset.pattern.normalize('NFC'));
  const entries = await readdir(dir, { withFileTypes: true }).catch((error) => {
    throw toFileError(error, dir);
  });
  const names = entries
    .filter((entry) => entry.isFile() && wanted.test(entry.name.normalize('NFC')))
    .map((entry) => entry.name)
    .sort();
  const files: WaitingFile[] = [];
  for (const name of names) {
    const file = path.join(dir, name);
    const print = await printOf(file);
    if (print) files.push({ name, path: file, print });
  }
  return files;
}

/** False while somebody may still be writing the file; it is then left for the next run. */
export async function isSettled(ctx: Ctx<FilesConfig>, file: WaitingFile): Promise<boolean> {
  const { settleMs } = ctx.config;
  const age = ctx.now().getTime() - file.print[1];
  if (age >= settleMs) return true;
  await wait(Math.min(settleMs, settleMs - age), ctx.signal);
  return isUnchanged(file);
}

export async function isUnchanged(file: WaitingFile): Promise<boolean> {
  return isSame(await printOf(file.path), file.print);
}

/** Folder for read files; it must lie inside `dir`. */
function processedFolder(dir: string, dataset: FileDataset): string {
  const folder = path.resolve(dir, dataset.processedDir);
  const inside = path.relative(path.resolve(dir), folder);
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside))
    throw new ConnectorError('config', `processedDir ${dataset.processedDir} must be a folder inside ${dir}`);
  return folder;
}

/** Moves a read file away. A name that was used before gets the file's own time, so nothing is overwritten. */
export async function moveToProcessed(dir: string, dataset: FileDataset, file: WaitingFile): Promise<void> {
  const folder = processedFolder(dir, dataset);
  await mkdir(folder, { recursive: true });
  const { name, ext } = path.parse(file.name);
  const stamp = new Date(file.print[1]).toISOString().replace(/[-:]|\.\d+/g, '');
  for (let copy = 0; ; copy++) {
    const suffix = copy === 0 ? '' : copy === 1 ? `.${stamp}` : `.${stamp}-${copy}`;
    const target = path.join(folder, `${name}${suffix}${ext}`);
    const taken = await lstat(target).then(
      () => true,
      () => false,
    );
    if (!taken) return rename(file.path, target);
  }
}

/** Throws when the folder is not there or the hub lacks the rights it needs. */
export async function assertFolder(config: FilesConfig): Promise<void> {
  const rights = config.keepFiles ? constants.R_OK : constants.R_OK | constants.W_OK;
  try {
    await readdir(config.dir);
    await access(config.dir, rights | constants.X_OK);
  } catch (error) {
    throw toFileError(error, config.dir);
  }
  for (const dataset of config.datasets) processedFolder(config.dir, dataset);
}
