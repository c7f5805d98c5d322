import { ConnectorError } from '../../src/sdk/index.ts';
import type { FileDataset } from './config.ts';
import { MAX_COLUMNS } from './limits.ts';

/**
 * Judges a header before the first record is read and gives its columns (NFC, trimmed). Throws `drift` naming what is
 * missing: agreed columns (or those of the file before, where none were agreed) and the key. More columns are welcome.
 */
export function judgeHeader(
  name: string,
  written: readonly string[],
  dataset: Pick<FileDataset, 'columns' | 'key'>,
  remembered?: readonly string[],
): string[] {
  const refuse = (reason: string): never => {
    throw new ConnectorError('drift', `${name}: ${reason}`);
  };
  if (written.length > MAX_COLUMNS)
    refuse(`the header has ${written.length} columns, more than ${MAX_COLUMNS}`);
  const columns = written.map((column) => column.trim().normalize('NFC'));
  const known = new Set<string>();
  for (const column of columns) {
    if (column !== '' && known.has(column)) refuse(`column "${column}" stands in the header twice`);
    // An object takes this name for its prototype: the cells would be lost.
    if (column === '__proto__') refuse(`no column may be called ${column}`);
    known.add(column);
  }
  const expected = [...new Set([...(dataset.columns ?? remembered ?? []), ...dataset.key])];
  const missing = expected.map((column) => column.normalize('NFC')).filter((column) => !known.has(column));
  if (missing.length > 0)
    refuse(
      `missing columns ${missing.join(', ')}; the header has ${columns.filter((column) => column !== '').join(', ')}`,
    );
  return columns;
}
