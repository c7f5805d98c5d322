import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Entry } from './entry.ts';
import { lineColumns } from './lines.ts';
import { quoteName } from './table.ts';

const CHUNK_BYTES = 256 * 1024;

/** Lines, in pieces, joined to chunks: a socket write per line would cost more than the line. */
function* toChunks(lines: Iterable<string>): Generator<Buffer> {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  for (const line of lines) {
    // A character takes three bytes at most. The stream still holds the chunks it was given, so each is a new one.
    const most = line.length * 3;
    if (filled + most > chunk.length) {
      if (filled > 0) yield chunk.subarray(0, filled);
      chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, most));
      filled = 0;
    }
    filled += chunk.write(line, filled);
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

export async function copyInto(
  client: pg.PoolClient,
  table: string,
  columns: string[],
  lines: Iterable<string>,
): Promise<void> {
  await pipeline(
    Readable.from(toChunks(lines)),
    client.query(copyFrom(`COPY ${quoteName(table)} (${columns.join(', ')}) FROM STDIN`)),
  );
}

/** Lines into a dataset's staging table, which is empty before. */
export async function fillStaging(
  client: pg.PoolClient,
  entry: Entry,
  lines: Iterable<string>,
): Promise<void> {
  const columns = lineColumns(entry);
  // Once per session in effect (a table per batch would bloat pg_class); asked for each time, because the
  // transaction that made it may have been rolled back.
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS ${quoteName(entry.staging)} ON COMMIT DELETE ROWS AS SELECT ${columns.join(', ')} FROM ${quoteName(entry.table.name)} WITH NO DATA`,
  );
  await copyInto(client, entry.staging, columns, lines);
}
