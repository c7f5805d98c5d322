import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Store } from '../../src/store/store.ts';
import { quoteName } from '../../src/store/table.ts';

/** Writes the table as it is now, provenance and all, as COPY text. */
export async function dumpTable(store: Store, table: string, file: string): Promise<void> {
  const client = await store.pool.connect();
  try {
    await pipeline(client.query(copyTo(`COPY ${quoteName(table)} TO STDOUT`)), createWriteStream(file));
  } finally {
    client.release();
  }
}

/** The limit: the same rows, ready made, into the same table with the same indices, in one COPY. */
export async function runRawCopy(store: Store, table: string, file: string): Promise<void> {
  const client = await store.pool.connect();
  try {
    const copy = client.query(copyFrom(`COPY ${quoteName(table)} FROM STDIN`));
    await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), copy);
  } finally {
    client.release();
  }
}
