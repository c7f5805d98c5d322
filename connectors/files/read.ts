import { ConnectorError, type Ctx, type Page, type ReadRequest } from '../../src/sdk/index.ts';
import type { FileDataset, FilesConfig } from './config.ts';
import { type FilesCursor, isSame, toCursor, toJson } from './cursor.ts';
import { isSettled, isUnchanged, listFiles, moveToProcessed, type WaitingFile } from './inbox.ts';
import { createFileParser, openFile, readParts } from './read-file.ts';

/** Remembers only files that are still in the folder: the others were moved, and may come again. */
function forgetMoved(cursor: FilesCursor, files: WaitingFile[]): FilesCursor['done'] {
  const done: FilesCursor['done'] = {};
  for (const { name } of files) if (cursor.done[name]) done[name] = cursor.done[name];
  return done;
}

async function* readFile(
  ctx: Ctx<FilesConfig>,
  dataset: FileDataset,
  file: WaitingFile,
  cursor: FilesCursor,
  pageBytes: number,
): AsyncGenerator<Page> {
  const { dir, keepFiles } = ctx.config;
  const handle = await openFile(file);
  try {
    const parser = await createFileParser(handle, file, dataset);
    const resume = cursor.at?.name === file.name && isSame(cursor.at.print, file.print);
    const from = resume ? cursor.at! : parser.start;
    for await (const part of readParts(handle, parser, from, file, pageBytes)) {
      ctx.signal.throwIfAborted();
      const { changes, offset, line, last } = part;
      if (!last) {
        cursor.at = { name: file.name, print: file.print, offset, line };
        yield { dataset: dataset.name, changes, cursor: toJson(cursor) };
        continue;
      }
      cursor.at = null;
      const whole = await isUnchanged(file);
      if (whole) cursor.done[file.name] = file.print;
      else ctx.log('warn', 'the file changed while it was read and will be read again', { file: file.name });
      const ack = whole && !keepFiles ? () => moveToProcessed(dir, dataset, file) : undefined;
      yield { dataset: dataset.name, changes, cursor: toJson(cursor), ...(ack ? { ack } : {}) };
    }
  } finally {
    await handle.close();
  }
}

/**
 * Every file of the dataset that was not read yet, in the order of names. A file whose header does not fit stays where
 * it is and does not hold up the others: its error is thrown when they are done.
 */
export async function* readDataset(
  ctx: Ctx<FilesConfig>,
  dataset: FileDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const files = await listFiles(ctx.config.dir, dataset);
  const before = toCursor(request.cursor);
  const cursor: FilesCursor = { done: forgetMoved(before, files), at: before.at && { ...before.at } };
  const drifted: ConnectorError[] = [];
  for (const file of files) {
    ctx.signal.throwIfAborted();
    if (isSame(cursor.done[file.name], file.print)) {
      // Its last page was stored, but the hub stopped before the file was moved.
      if (!ctx.config.keepFiles) await moveToProcessed(ctx.config.dir, dataset, file);
      continue;
    }
    if (!(await isSettled(ctx, file))) {
      ctx.log('info', 'the file is still being written, left for the next run', { file: file.name });
      continue;
    }
    try {
      yield* readFile(ctx, dataset, file, cursor, request.pageBytes);
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind !== 'drift') throw error;
      ctx.log('error', error.message, { file: file.name });
      drifted.push(error);
    }
  }
  if (drifted.length > 0) throw new ConnectorError('drift', drifted.map((error) => error.message).join('; '));
}
