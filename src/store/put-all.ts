import type pg from 'pg';
import { toError } from '../kernel/problem.ts';
import { appendAll } from './append.ts';
import { fillStaging } from './copy.ts';
import type { Entry } from './entry.ts';
import type { Holding } from './holding.ts';
import { isDataError, toBad, toLines } from './lines.ts';
import type { BadRecord, Put, RecordPage } from './page.ts';

interface Into {
  entry: Entry;
  holding: Holding;
  page: Pick<RecordPage, 'source' | 'run' | 'fingerprints'>;
}

interface Written {
  inserted: number;
  updated: number;
}

/** Writes all puts, each of another record. What the store refuses is added to `bads`. */
export async function putAll(
  client: pg.PoolClient,
  into: Into,
  puts: Put[],
  bads: BadRecord[],
): Promise<Written> {
  if (puts.length === 0) return { inserted: 0, updated: 0 };
  const appended = await appendAll(client, into, puts);
  const written =
    appended === undefined ? await upsertAll(client, into, puts, bads) : { inserted: appended, updated: 0 };
  into.entry.allNew = written.inserted === puts.length;
  return written;
}

/**
 * By way of staging. PostgreSQL aborts a whole COPY for one value it refuses, so on a data error the batch is halved
 * until the one record is found, and that one is quarantined. Anything else is no fault of the data and stops the page.
 */
async function upsertAll(
  client: pg.PoolClient,
  into: Into,
  puts: Put[],
  bads: BadRecord[],
): Promise<Written> {
  const unstorable: BadRecord[] = [];
  await client.query('SAVEPOINT puts');
  try {
    await fillStaging(client, into.entry, toLines(into, puts, unstorable));
    const written = await into.holding.put(client, into.page);
    bads.push(...unstorable);
    return written;
  } catch (error) {
    if (!isDataError(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT puts');
    if (puts.length === 1) {
      bads.push(toBad(puts[0]!, toError(error).message));
      into.page.fingerprints?.delete(puts[0]!.record);
      return { inserted: 0, updated: 0 };
    }
    const half = Math.ceil(puts.length / 2);
    const first = await upsertAll(client, into, puts.slice(0, half), bads);
    const second = await upsertAll(client, into, puts.slice(half), bads);
    return { inserted: first.inserted + second.inserted, updated: first.updated + second.updated };
  }
}
