import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';

const BOM = '\uFEFF';

/**
 * Writes a CSV as offices export it: UTF-8 with a byte order mark, `;` between fields, CRLF. It appears under its
 * name only when it is whole.
 */
export async function writeCsvFile<C extends string>(
  dir: string,
  name: string,
  columns: readonly C[],
  rows: Iterable<Record<C, string>>,
): Promise<number> {
  const temporary = path.join(dir, `.${name}.part`);
  const file = createWriteStream(temporary);
  file.write(`${BOM}${columns.join(';')}\r\n`);
  let count = 0;
  for (const row of rows) {
    count++;
    const line = `${columns.map((column) => toField(row[column])).join(';')}\r\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  await rename(temporary, path.join(dir, name));
  return count;
}

/** Quoted where RFC 4180 §2.6 asks for it. */
function toField(value: string): string {
  return /[;"\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
