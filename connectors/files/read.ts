import { type Change, ConnectorError, type Ctx, type Page, type ReadRequest } from '../../src/sdk/index.ts';
import { type FileDataset, type FilesConfig, keepsFiles } from './config.ts';
import { type FilesCursor, isSame, toCursor, toJson } from './cursor.ts';
import type { RecordReader } from './format.ts';
import { isUnchanged, listFiles, moveAside, settledFiles } from './inbox.ts';
import { isPacked, openFile } from './open-file.ts';
import type { Place, PlaceFile } from './places/place.ts';
import { RefusedFile } from './refusal.ts';

/** One run over the files of a dataset. The cursor is changed as it goes; every page gets a copy. */
interface Run {
  ctx: Ctx<FilesConfig>;
  place: Place;
  dataset: FileDataset;
  cursor: FilesCursor;
  pageBytes: number;
  /** Bytes of the files that were waiting, and of those that are behind us. */
  size: { done: number; total: number };
}

/** Plain text tells how far into a file it is; of a packed one or a workbook only the whole is known. */
function toProgress({ size }: Run, bytes: number): Required<Pick<Page, 'progress'>> {
  return { progress: { done: Math.min(size.total, size.done + bytes), total: size.total } };
}

/** Remembers only files that are still in the place: the others were moved, and may come again. */
function forgetMoved(cursor: FilesCursor, files: PlaceFile[]): FilesCursor['done'] {
  const done: FilesCursor['done'] = {};
  for (const { name } of files) if (cursor.done[name]) done[name] = cursor.done[name];
  return done;
}

/** Moves a read file once its last page is committed; the run may be over by then. */
function moveLater({ ctx, place }: Run, file: PlaceFile, folder: string): Pick<Page, 'ack'> {
  if (keepsFiles(ctx.config)) return {};
  return {
    ack: async () => {
      const release = place.hold();
      try {
        await moveAside(place, file, folder);
      } finally {
        await release();
      }
    },
  };
}

async function* readFile(run: Run, file: PlaceFile): AsyncGenerator<Page> {
  const { ctx, place, dataset, cursor } = run;
  let opened: Awaited<ReturnType<typeof openFile>> | undefined;
  try {
    opened = await openFile(ctx, place, file, dataset, cursor.columns);
    logNewColumns(run, file, opened.reader.columns);
    yield* readRecords(run, file, opened.reader);
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    ctx.log('error', error.message, { file: file.name, code: error.code });
    yield refuse(run, file, error);
  } finally {
    await opened?.close();
  }
}

async function* readRecords(run: Run, file: PlaceFile, reader: RecordReader): AsyncGenerator<Page> {
  const { ctx, place, dataset, cursor } = run;
  const before = cursor.at?.name === file.name && isSame(cursor.at.print, file.print) ? cursor.at : undefined;
  let hasBad = before?.bad === true;
  let isFirst = before === undefined;
  for await (const { changes, position, last } of reader.parts(before, run.pageBytes)) {
    ctx.signal.throwIfAborted();
    hasBad ||= dataset.complete && changes.some(({ op }) => op === 'bad');
    const page = {
      dataset: dataset.name,
      changes,
      ...(isFirst && dataset.complete ? { snapshotStart: true } : {}),
    };
    isFirst = false;
    if (!last) {
      cursor.at = { name: file.name, print: file.print, ...(hasBad ? { bad: true } : {}), ...position };
      yield {
        ...page,
        ...toProgress(run, 'offset' in position && !isPacked(file) ? position.offset : 0),
        cursor: toJson(cursor),
      };
      continue;
    }
    cursor.at = null;
    if (!(await isUnchanged(place, file))) {
      ctx.log('warn', 'the file changed while it was read and will be read again', { file: file.name });
      yield { ...page, cursor: toJson(cursor) };
      return;
    }
    cursor.done[file.name] = file.print;
    if (reader.columns) cursor.columns = [...reader.columns];
    // A record that cannot be read must not look removed.
    if (dataset.complete && hasBad)
      ctx.log('warn', 'records were refused: the file does not say what was removed', { file: file.name });
    const end = dataset.complete && !hasBad ? { snapshotEnd: true } : {};
    yield {
      ...page,
      ...toProgress(run, file.print[0]),
      cursor: toJson(cursor),
      ...end,
      ...moveLater(run, file, dataset.processedDir),
    };
  }
}

/** The page of a file that was given up: counted, remembered, and put apart. What was read of it before stays. */
function refuse(run: Run, file: PlaceFile, { code, message }: RefusedFile): Page {
  const { place, dataset, cursor } = run;
  cursor.at = null;
  cursor.done[file.name] = file.print;
  const change: Change = {
    op: 'bad',
    raw: { file: file.name, bytes: file.print[0] },
    reason: message,
    code,
    src: { uri: place.uri(file.name), pos: 'file' },
  };
  return {
    dataset: dataset.name,
    changes: [change],
    cursor: toJson(cursor),
    ...moveLater(run, file, `${dataset.processedDir}/refused`),
  };
}

function logNewColumns({ ctx, cursor }: Run, file: PlaceFile, columns: readonly string[] | undefined): void {
  if (!columns || !cursor.columns) return;
  const known = new Set(cursor.columns);
  const fresh = columns.filter((column) => !known.has(column));
  if (fresh.length > 0) ctx.log('warn', 'the file has new columns', { file: file.name, columns: fresh });
}

/**
 * Every file of the dataset that was not read yet, in the order of names. A file whose header does not fit stays where
 * it is and does not hold up the others: its error is thrown when they are done.
 */
export async function* readDataset(
  ctx: Ctx<FilesConfig>,
  place: Place,
  dataset: FileDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const release = place.hold();
  try {
    const files = await listFiles(ctx, place, dataset);
    const before = toCursor(request.cursor);
    const cursor: FilesCursor = { ...before, done: forgetMoved(before, files) };
    const size = { done: 0, total: 0 };
    const run: Run = { ctx, place, dataset, cursor, pageBytes: request.pageBytes, size };
    const isDone = ({ name, print }: PlaceFile) => isSame(cursor.done[name], print);
    if (!keepsFiles(ctx.config))
      // Their last page was stored, but the hub stopped before the file was moved.
      for (const file of files.filter(isDone)) await moveAside(place, file, dataset.processedDir);
    const drifted: string[] = [];
    const waiting = files.filter((file) => !isDone(file));
    size.total = waiting.reduce((bytes, { print }) => bytes + print[0], 0);
    for await (const file of settledFiles(ctx, place, waiting)) {
      try {
        yield* readFile(run, file);
      } catch (error) {
        if (!(error instanceof ConnectorError) || error.kind !== 'drift') throw error;
        ctx.log('error', error.message, { file: file.name });
        drifted.push(error.message);
      }
      size.done += file.print[0];
    }
    if (drifted.length > 0) throw new ConnectorError('drift', drifted.join('; '));
  } finally {
    await release();
  }
}
