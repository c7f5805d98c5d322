import type pg from 'pg';
import { Problem } from '../kernel/problem.ts';
import { STORE_DATASET_UNKNOWN, STORE_RECORD_INVALID } from '../kernel/problems/store.ts';
import { fillStaging } from './copy.ts';
import { saveCursor } from './cursor.ts';
import type { Dataset, StoredRecord } from './dataset.ts';
import { createEntry, type Entry } from './entry.ts';
import { settleHeld } from './held.ts';
import type { Holding } from './holding.ts';
import { landPage, landRetired } from './landing.ts';
import { toLine } from './lines.ts';
import type { BadRecord, PageResult, Put, RecordPage } from './page.ts';
import { putAll } from './put-all.ts';
import { insertBadRecords } from './quarantine.ts';
import { endSnapshot, noteSnapshot, type SnapshotOutcome } from './snapshot.ts';
import { keepSourceKeys, resolveRemovals } from './source-key.ts';
import type { Table } from './table.ts';
import { inTransaction } from './transaction.ts';
import type { Trust } from './trust.ts';

/**
 * The one way into the store, for connectors' records and accepted submissions alike. A page's rows, its events,
 * its refused records and its cursor commit in ONE transaction; nobody can see or lose a part of it.
 */
export interface WriteDoor {
  write(dataset: string, page: RecordPage): Promise<PageResult>;
  /** Takes back what a source has said, in the caller's transaction; gives the ids it had spoken of. */
  remove(client: pg.PoolClient, dataset: string, source: string, ids: readonly string[]): Promise<string[]>;
  /** Table of a dataset; throws HUB_STORE_DATASET_UNKNOWN. */
  tableOf(dataset: string): Table;
}

export function createWriteDoor(
  pool: pg.Pool,
  datasets: { dataset: Dataset; table: Table }[],
  /** Datasets that several sources feed, and whose word holds there. */
  shared: Readonly<Record<string, Trust>> = {},
): WriteDoor {
  const entries = new Map(
    datasets.map(({ dataset, table }) => [dataset.name, createEntry(dataset, table, shared[dataset.name])]),
  );
  const find = (name: string): Entry => {
    const entry = entries.get(name);
    if (!entry)
      throw new Problem(STORE_DATASET_UNKNOWN, { dataset: name, known: [...entries.keys()].join(', ') });
    return entry;
  };
  return {
    tableOf: (name) => find(name).table,
    write: async (name, page) => {
      const entry = find(name);
      const { claim } = page;
      const claims = claim && find(claim.dataset);
      const result = await inTransaction(pool, (client) =>
        claims ? writeClaimed(client, claims, claim.record, entry, page) : writePage(client, entry, page),
      );
      entry.holding.committed();
      return result;
    },
    remove: async (client, name, source, ids) => {
      const entry = find(name);
      await lock(client, entry);
      return (await entry.holding.of(client)).remove(client, source, ids);
    },
  };
}

const DUPLICATE: PageResult = {
  inserted: 0,
  updated: 0,
  unchanged: 0,
  deleted: 0,
  quarantined: 0,
  duplicate: true,
};

/**
 * The claim's primary key decides who is first: the others wait for that commit, then find the claim taken. A claimed
 * page is all or nothing: whoever sent it is there to be told, so a record that the store refuses takes the claim back.
 */
async function writeClaimed(
  client: pg.PoolClient,
  claims: Entry,
  claim: StoredRecord,
  entry: Entry,
  page: RecordPage,
): Promise<PageResult> {
  await fillStaging(client, claims, [...toLine(claims, { record: claim }), '\n']);
  const { event, name } = claims.dataset;
  const { rows } = await client.query<{ inserted: number }>(claims.insert, [
    page.source,
    page.run,
    ...(event === undefined ? [] : [event, name]),
  ]);
  if (rows[0]!.inserted === 0) return DUPLICATE;
  const refused: BadRecord[] = [];
  const result = await writePage(client, entry, page, refused);
  const [first] = refused;
  if (first)
    throw new Problem(STORE_RECORD_INVALID, {
      dataset: entry.dataset.name,
      reason: { vi: first.message, en: first.message },
    });
  return result;
}

async function writePage(
  client: pg.PoolClient,
  entry: Entry,
  sent: RecordPage,
  refused: BadRecord[] = [],
): Promise<PageResult> {
  await lock(client, entry);
  const holding = await entry.holding.of(client);
  const page = await settleHeld(client, holding, sent);
  const puts = await withoutStale(client, holding, page, lastOfEach(page.puts));
  const written = await putAll(client, { entry, holding, page }, puts, refused);
  const of = { source: page.source, run: page.run, dataset: entry.dataset.name };
  // What is older than what is held must not bring its old key back either.
  const keyed = page.sentAt === undefined ? page.puts : puts;
  const superseded = await keepSourceKeys(client, of, keyed);
  const removed = await resolveRemovals(client, of, page.removals ?? []);
  const ended = await followSnapshot(client, entry, holding, page, puts);
  const gone = [...page.deletes, ...superseded, ...removed, ...(ended?.missing ?? [])];
  const deleted = gone.length === 0 ? 0 : (await holding.remove(client, page.source, gone)).length;
  const bads = [...page.bads, ...refused];
  const refusedNow = await insertBadRecords(client, page, entry.dataset.name, bads);
  if (page.cursor !== undefined)
    await saveCursor(client, page.source, page.cursorOf ?? entry.dataset.name, page.cursor);
  if (page.receipt !== undefined)
    await client.query('INSERT INTO push_receipt (source, key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      page.source,
      page.receipt,
    ]);
  const hasNews = written.inserted + written.updated + deleted + refusedNow > 0;
  if (page.landing && hasNews) await landPage(client, of, page.landing);
  // After the page itself: a replay, which goes backwards, meets the removal first.
  if (page.landing && ended && ended.missing.length > 0) await landRetired(client, of, ended.missing);
  return {
    ...written,
    unchanged: puts.length - refused.length - written.inserted - written.updated + (page.held?.count ?? 0),
    deleted,
    quarantined: bads.length,
    ...(ended?.asked === undefined ? {} : { asked: ended.asked }),
    ...(ended?.kept === undefined ? {} : { kept: ended.kept }),
  };
}

/** One writer per dataset: batches cannot deadlock, and the last page of a source wins in order. */
async function lock(client: pg.PoolClient, { dataset }: Entry): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`dataset:${dataset.name}`]);
}

/** A page that was sent earlier must not overwrite what has been stored since. */
async function withoutStale(
  client: pg.PoolClient,
  holding: Holding,
  page: RecordPage,
  puts: Put[],
): Promise<Put[]> {
  if (page.sentAt === undefined) return puts;
  const ids = puts.map((put) => put.record.id);
  const later = new Set(await holding.later(client, page.source, ids, page.sentAt));
  return puts.filter((put) => !later.has(put.record.id));
}

async function followSnapshot(
  client: pg.PoolClient,
  entry: Entry,
  holding: Holding,
  page: RecordPage,
  puts: Put[],
): Promise<SnapshotOutcome | undefined> {
  if (!page.snapshot) return undefined;
  const of = { source: page.source, dataset: entry.dataset.name };
  await noteSnapshot(
    client,
    of,
    page.snapshot,
    puts.map((put) => put.record.id),
    page.held?.ids,
  );
  return page.snapshot.end ? endSnapshot(client, of, holding.held) : undefined;
}

/** A repeated key within one page would hit the same row twice in one statement (SQLSTATE 21000). */
function lastOfEach(puts: Put[]): Put[] {
  const byId = new Map<string, Put>();
  for (const put of puts) byId.set(put.record.id, put);
  return byId.size === puts.length ? puts : [...byId.values()];
}
