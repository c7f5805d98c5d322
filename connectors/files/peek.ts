import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { FileDataset, FilesConfig } from './config.ts';
import { listFiles } from './inbox.ts';
import { isPacked, openFile } from './open-file.ts';
import type { Place } from './places/place.ts';

const PEEK_BYTES = 64 * 1024;

/** Columns of the first waiting file, or undefined when no file tells. Nothing is moved or remembered. */
export async function peekColumns(
  ctx: Ctx<FilesConfig>,
  place: Place,
  dataset: FileDataset,
): Promise<string[] | undefined> {
  const [file] = await listFiles(ctx, place, dataset);
  // To look into a packed file is to unpack it.
  if (!file || isPacked(file)) return undefined;
  let opened: Awaited<ReturnType<typeof openFile>> | undefined;
  try {
    opened = await openFile(ctx, place, file, { ...dataset, key: [] });
    const { reader } = opened;
    if (reader.columns) return reader.columns.filter((column) => column !== '');
    const names = new Set<string>();
    for await (const { changes } of reader.parts(undefined, PEEK_BYTES)) {
      for (const change of changes)
        if (change.op === 'put') for (const name of Object.keys(change.data)) names.add(name);
      break;
    }
    return names.size > 0 ? [...names] : undefined;
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'drift') return undefined;
    throw error;
  } finally {
    await opened?.close();
  }
}
