import type { Ctx } from '../../src/sdk/index.ts';
import type { CdcConfig, CdcDataset } from './config.ts';
import { type TextRow, withSession } from './session.ts';
import type { Table } from './table.ts';

const FIRST_ROWS = 16;
const MOST_ROWS = 5_000;

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

export function bytesOf(row: TextRow): number {
  let bytes = 0;
  for (const name in row) bytes += (row[name]?.length ?? 0) + 4;
  return bytes;
}

/**
 * The rows of a table by key, in lists of about `pageBytes`; each list is a session of its own, so that no transaction
 * stays open at the source while the hub commits. What changes meanwhile is in the log.
 */
export async function* readTable(
  ctx: Ctx<CdcConfig>,
  dataset: CdcDataset,
  table: Table,
  from: string[] | null,
  pageBytes: number,
): AsyncGenerator<{ rows: TextRow[]; after: string[] | null; isLast: boolean }> {
  const keys = dataset.key.map((name) => table.columns.find((column) => column.name === name)!);
  const names = keys.map(({ name }) => quote(name)).join(', ');
  const list = table.columns.map(({ name }) => quote(name)).join(', ');
  const marks = keys.map(({ type }, i) => `$${i + 1}::${type}`).join(', ');
  let after = from;
  let limit = FIRST_ROWS;
  for (;;) {
    const text = `SELECT ${list} FROM ${quote(table.schema)}.${quote(table.name)}
      ${after ? `WHERE (${names}) > (${marks})` : ''} ORDER BY ${names} LIMIT ${limit}`;
    const rows = await withSession(ctx, (query) => query(text, after ?? []));
    const isEnd = rows.length < limit;
    const bytes = rows.reduce((sum, row) => sum + bytesOf(row), 0);
    let page: TextRow[] = [];
    let size = 0;
    for (const row of rows) {
      if (page.length > 0 && size + bytesOf(row) > pageBytes) {
        yield { rows: page, after, isLast: false };
        page = [];
        size = 0;
      }
      page.push(row);
      size += bytesOf(row);
      after = keys.map(({ name }) => row[name]!);
    }
    if (page.length > 0 || isEnd) yield { rows: page, after, isLast: isEnd };
    if (isEnd) return;
    limit = Math.max(1, Math.min(MOST_ROWS, limit * 16, Math.floor((pageBytes * rows.length) / bytes)));
  }
}
