import type { TextRow } from './text-row.ts';

/** Rough size of a row as it came over the wire. */
export function bytesOf(row: TextRow): number {
  let bytes = 0;
  for (const name in row) bytes += (row[name]?.length ?? 0) + 4;
  return bytes;
}

/** Rows one by one → lists of at most `bytes`, one row at least. */
export async function* inPortions(rows: AsyncIterable<TextRow>, bytes: number): AsyncGenerator<TextRow[]> {
  let portion: TextRow[] = [];
  let size = 0;
  for await (const row of rows) {
    const width = bytesOf(row);
    if (portion.length > 0 && size + width > bytes) {
      yield portion;
      portion = [];
      size = 0;
    }
    portion.push(row);
    size += width;
  }
  if (portion.length > 0) yield portion;
}
