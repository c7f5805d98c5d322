import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

export type CsvRow = Record<string, string | number | boolean | null>;

/** As offices export it: byte order mark, `;`, CRLF. No value here needs quotes. Gives the size in bytes. */
export async function writeCsv(file: string, rows: Iterable<CsvRow>): Promise<number> {
  const out = createWriteStream(file);
  let columns: string[] | undefined;
  for (const row of rows) {
    if (!columns) {
      columns = Object.keys(row);
      out.write(`\uFEFF${columns.join(';')}\r\n`);
    }
    const line = columns.map((column) => row[column] ?? '').join(';');
    if (!out.write(`${line}\r\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return out.bytesWritten;
}
