import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { quoteName } from './table.ts';

const CHUNK_CHARS = 256 * 1024;

/** Lines joined to chunks: a socket write per line would cost more than the line. */
function* toChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length >= CHUNK_CHARS) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

export async function copyLines(
  client: pg.PoolClient,
  into: { table: string; staging: string; columns: string[] },
  lines: Iterable<string>,
): Promise<void> {
  const staging = quoteName(into.staging);
  const columns = into.columns.join(', ');
  // Once per session in effect (a table per batch would bloat pg_class); asked for each time, because the
  // transaction that made it may have been rolled back.
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS ${staging} ON COMMIT DELETE ROWS AS SELECT ${columns} FROM ${quoteName(into.table)} WITH NO DATA`,
  );
  await pipeline(
    Readable.from(toChunks(lines)),
    client.query(copyFrom(`COPY ${staging} (${columns}) FROM STDIN`)),
  );
}
