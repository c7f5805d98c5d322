import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type pg from 'pg';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** What a source sent, as it goes into the landing. */
export interface Landing {
  changes: number;
  /** JSON of the changes; made only when the page brought news. */
  toJson(): string;
}

/** Lands a page in its own transaction. Level 1: raw JSON shrinks some tenfold already, and ingest is bound by CPU. */
export async function landPage(
  client: pg.PoolClient,
  { source, run, dataset }: { source: string; run: string; dataset: string },
  landing: Landing,
): Promise<void> {
  const raw = await compress(landing.toJson(), { level: 1 });
  await client.query(
    'INSERT INTO landed_page (source, dataset, run, changes, raw) VALUES ($1, $2, $3, $4, $5)',
    [source, dataset, run, landing.changes, raw],
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
  return landPage(client, of, { changes: ids.length, toJson: () => JSON.stringify(note) });
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
    yield Array.isArray(landed) ? { changes: landed } : landed;
  }
}
