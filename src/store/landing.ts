import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type pg from 'pg';
import { expandBlocks } from './landed-text.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** What a source sent, on its way into the landing. */
export interface Landing {
  changes: number;
  /** Gzip of the changes' JSON, made once, when it is first asked for. */
  pack(): Promise<Buffer>;
}

/** Level 1: raw JSON shrinks some tenfold already, and ingest is bound by CPU. */
export function createLanding(changes: number, toJson: () => string): Landing {
  let packed: Promise<Buffer> | undefined;
  return {
    changes,
    pack: () => {
      packed ??= compress(toJson(), { level: 1 });
      return packed;
    },
  };
}

/** Lands a page in the transaction that writes it. */
export async function landPage(
  client: pg.PoolClient,
  { source, run, dataset }: { source: string; run: string; dataset: string },
  landing: Landing,
): Promise<void> {
  await client.query(
    'INSERT INTO landed_page (source, dataset, run, changes, raw) VALUES ($1, $2, $3, $4, $5)',
    [source, dataset, run, landing.changes, await landing.pack()],
  );
}

/** The changes, as JSON gave them back; or the ids that were retired at that point. */
export type LandedPage = { changes: unknown[] } | Retired;

/** Ids of records that went without the source saying so one by one: a snapshot did not hold them any more. */
interface Retired {
  retired: string[];
}

/** Notes what was retired, so that a replay does not bring it back. */
export function landRetired(
  client: pg.PoolClient,
  of: { source: string; run: string; dataset: string },
  ids: string[],
): Promise<void> {
  const note: Retired = { retired: ids };
  return landPage(
    client,
    of,
    createLanding(ids.length, () => JSON.stringify(note)),
  );
}

interface LandedRow {
  id: number;
  raw: Buffer;
}

/** Landed pages, the newest first: for each record the first one met is the one that holds. */
export async function* readLanded(
  pool: pg.Pool,
  source: string,
  dataset: string,
  since?: string,
): AsyncGenerator<LandedPage> {
  let before: number | null = null;
  for (;;) {
    const found: pg.QueryResult<LandedRow> = await pool.query<LandedRow>(
      `SELECT id, raw FROM landed_page WHERE source = $1 AND dataset = $2
       AND ($3::bigint IS NULL OR id < $3) AND ($4::timestamptz IS NULL OR landed_at >= $4) ORDER BY id DESC LIMIT 1`,
      [source, dataset, before, since ?? null],
    );
    const row = found.rows[0];
    if (!row) return;
    before = row.id;
    const landed = JSON.parse((await expand(row.raw)).toString('utf8')) as unknown[] | Retired;
    yield Array.isArray(landed) ? { changes: expandBlocks(landed) } : landed;
  }
}
