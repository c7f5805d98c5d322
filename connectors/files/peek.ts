import { ConnectorError } from '../../src/sdk/index.ts';
import { readBlock } from './blocks.ts';
import type { FileDataset } from './config.ts';
import { readHeader } from './csv.ts';
import { decode } from './encoding.ts';
import { listFiles } from './inbox.ts';
import { openFile } from './read-file.ts';

/** Columns of the first waiting file, or undefined when no file tells. Nothing is moved or remembered. */
export async function peekColumns(dir: string, dataset: FileDataset): Promise<string[] | undefined> {
  const [file] = await listFiles(dir, dataset);
  if (!file || dataset.format !== 'csv') return undefined;
  const handle = await openFile(file);
  try {
    const head = await readBlock(handle, 0, file.print[0], 64 * 1024);
    const text = decode(head.bytes, dataset.encoding).replace(/^\uFEFF/, '');
    return readHeader({ head: text, name: file.name, whole: head.final }, { ...dataset, key: [] }).columns;
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'drift') return undefined;
    throw error;
  } finally {
    await handle.close();
  }
}
