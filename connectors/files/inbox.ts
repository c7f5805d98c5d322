import path from 'node:path/posix';
import { ConnectorError, type Ctx, wait } from '../../src/sdk/index.ts';
import { type FileDataset, type FilesConfig, keepsFiles } from './config.ts';
import { isSame } from './cursor.ts';
import { MAX_FILES } from './limits.ts';
import { isPlainName, type Place, type PlaceFile } from './places/place.ts';

function toRegExp(pattern: string): RegExp {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u');
}

/** The dataset's files in the order of their names; of very many, the first. */
export async function listFiles(
  ctx: Ctx<FilesConfig>,
  place: Place,
  dataset: FileDataset,
): Promise<PlaceFile[]> {
  const wanted = toRegExp(dataset.pattern.normalize('NFC'));
  const files = await place.list((name) => isPlainName(name) && wanted.test(name.normalize('NFC')));
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (files.length <= MAX_FILES) return files;
  if (keepsFiles(ctx.config))
    throw new ConnectorError(
      'config',
      `${place.label} keeps more than ${MAX_FILES} files of ${dataset.name}: let them be moved`,
    );
  ctx.log('warn', 'more files wait than one run reads', { files: files.length, read: MAX_FILES });
  return files.slice(0, MAX_FILES);
}

export async function isUnchanged(place: Place, file: PlaceFile): Promise<boolean> {
  return isSame(await place.stat(file.name), file.print);
}

/**
 * Leaves out files that somebody may still be writing; they come with the next run. Here a file is done once it is
 * `settleMs` old. A server's clock is not ours: there all files are looked at again after `settleMs`, once.
 */
export async function* settledFiles(
  ctx: Ctx<FilesConfig>,
  place: Place,
  files: readonly PlaceFile[],
): AsyncGenerator<PlaceFile> {
  const { settleMs } = ctx.config;
  if (place.settles === 'by-second-look' && files.length > 0 && settleMs > 0)
    await wait(settleMs, ctx.signal);
  for (const file of files) {
    ctx.signal.throwIfAborted();
    if (await isSettled(ctx, place, file)) yield file;
    else ctx.log('info', 'the file is still being written, left for the next run', { file: file.name });
  }
}

async function isSettled(ctx: Ctx<FilesConfig>, place: Place, file: PlaceFile): Promise<boolean> {
  const { settleMs } = ctx.config;
  if (place.settles === 'at-once') return true;
  if (place.settles === 'by-second-look') return isUnchanged(place, file);
  const age = ctx.now().getTime() - file.print[1];
  if (age >= settleMs) return true;
  await wait(Math.min(settleMs, settleMs - age), ctx.signal);
  return isUnchanged(place, file);
}

/** Moves a read file away. A name that was used before gets the file's own time, so nothing is overwritten. */
export async function moveAside(place: Place, file: PlaceFile, folder: string): Promise<void> {
  const { name, ext } = path.parse(file.name);
  const stamp = new Date(file.print[1]).toISOString().replace(/[-:]|\.\d+/g, '');
  for (let copy = 0; ; copy++) {
    const suffix = copy === 0 ? '' : copy === 1 ? `.${stamp}` : `.${stamp}-${copy}`;
    if (await place.move(file.name, folder, `${name}${suffix}${ext}`)) return;
  }
}
