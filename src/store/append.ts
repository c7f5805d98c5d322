import type pg from 'pg';
import { copyInto } from './copy.ts';
import { toCopyField } from './copy-text.ts';
import type { Entry } from './entry.ts';
import type { Holding } from './holding.ts';
import { isDataError, lineColumns, toLines } from './lines.ts';
import type { BadRecord, Put, RecordPage } from './page.ts';
import { quoteName } from './table.ts';

/** Below this a second way to write is not worth a wrong guess. */
const APPEND_FROM = 500;

/**
 * A first load, or a source that only ever adds, goes straight into the table: a third less work for the server than by
 * way of staging. Whether all of a page is new shows by trying, and is tried when the page before was, or the table is
 * empty. Gives the number of records; undefined = not all are new, or one of them is refused, and nothing was written.
 */
export async function appendAll(
  client: pg.PoolClient,
  {
    entry,
    holding,
    page,
  }: { entry: Entry; holding: Holding; page: Pick<RecordPage, 'source' | 'run' | 'fingerprints'> },
  puts: Put[],
): Promise<number | undefined> {
  if (!holding.announceNew || puts.length < APPEND_FROM) return undefined;
  if (!entry.allNew && !(await isEmpty(client, entry))) return undefined;
  const unstorable: BadRecord[] = [];
  const columns = [...lineColumns(entry), '_source', '_run'];
  const end = `\t${toCopyField(page.source)}\t${toCopyField(page.run)}\n`;
  await client.query('SAVEPOINT append');
  let isTaken = true;
  try {
    await copyInto(client, entry.table.name, columns, toLines({ entry, page }, puts, unstorable, end));
  } catch (error) {
    if (!isDataError(error)) throw error;
    isTaken = false;
  }
  if (!isTaken || unstorable.length > 0) {
    await client.query('ROLLBACK TO SAVEPOINT append');
    return undefined;
  }
  await holding.announceNew(
    client,
    puts.map((put) => put.record.id),
  );
  return puts.length;
}

async function isEmpty(client: pg.PoolClient, { table }: Entry): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT 1 FROM ${quoteName(table.name)} LIMIT 1`);
  return rowCount === 0;
}
