import type pg from 'pg';
import { uuidv7 } from '../kernel/id.ts';

/** What a page says of the snapshot it belongs to. */
export interface SnapshotPart {
  start: boolean;
  end: boolean;
  /** Ids of records that are at the source but could not be taken: they are there, so they are not retired. */
  present: string[];
  /** Records refused without a known id. While there are any, nothing is retired: one of them may be a missing one. */
  unreadable: number;
}

/** Largest share of a source's records that disappears without a person being asked. */
const REMOVAL_GUARD = 0.05;
/** So few may go without asking, however small the dataset. */
const ALWAYS_ALLOWED = 1;

interface Of {
  source: string;
  dataset: string;
}

/** Notes what a page of a snapshot held, in the page's own transaction. */
export async function noteSnapshot(
  client: pg.PoolClient,
  { source, dataset }: Of,
  part: SnapshotPart,
  ids: string[],
  /** Array literal of more of them. */
  held = '{}',
): Promise<void> {
  if (part.start) {
    await client.query('DELETE FROM snapshot_key WHERE source = $1 AND dataset = $2', [source, dataset]);
    await client.query(
      `INSERT INTO source_snapshot (source, dataset) VALUES ($1, $2)
       ON CONFLICT (source, dataset) DO UPDATE SET keys = 0, unreadable = 0, started_at = now()`,
      [source, dataset],
    );
  }
  const { rowCount } = await client.query(
    `INSERT INTO snapshot_key (source, dataset, id) SELECT $1, $2, unnest($3::text[] || $4::text[]) ON CONFLICT DO NOTHING`,
    [source, dataset, [...ids, ...part.present], held],
  );
  await client.query(
    `UPDATE source_snapshot SET keys = keys + $3, unreadable = unreadable + $4 WHERE source = $1 AND dataset = $2`,
    [source, dataset, rowCount ?? 0, part.unreadable],
  );
}

export interface SnapshotOutcome {
  /** Records to remove now. */
  missing: string[];
  /** Set when a person is asked instead. */
  asked?: string;
  /** Why nothing is retired although the snapshot has ended. */
  kept?: 'no-start' | 'keys-lost' | 'unreadable-records';
}

/**
 * The end of a snapshot: the source's records that were in none of its pages are missing. More than 5 % of them (an
 * upstream that answers with an empty list, most often) waits for a person's word; the question is replaced by each
 * later snapshot, and withdrawn when they are back.
 */
export async function endSnapshot(
  client: pg.PoolClient,
  of: Of,
  /** SQL: ids of what the hub holds of this source ($1) in this dataset ($2). */
  held: string,
): Promise<SnapshotOutcome> {
  const { source, dataset } = of;
  const { rows: begun } = await client.query<{ keys: number; unreadable: number; found: number }>(
    `DELETE FROM source_snapshot s WHERE source = $1 AND dataset = $2
     RETURNING keys, unreadable, (SELECT count(*) FROM snapshot_key k WHERE k.source = $1 AND k.dataset = $2) AS found`,
    [source, dataset],
  );
  const [snapshot] = begun;
  if (!snapshot) return { missing: [], kept: 'no-start' };
  if (Number(snapshot.found) !== Number(snapshot.keys)) return { missing: [], kept: 'keys-lost' };
  if (Number(snapshot.unreadable) > 0) return { missing: [], kept: 'unreadable-records' };
  const { rows } = await client.query<{ missing: string[]; total: number }>(
    `SELECT coalesce(array_agg(h.id) FILTER (WHERE k.id IS NULL), '{}') AS missing, count(*) AS total FROM (${held}) h
     LEFT JOIN snapshot_key k ON k.source = $1 AND k.dataset = $2 AND k.id = h.id`,
    [source, dataset],
  );
  await client.query('DELETE FROM snapshot_key WHERE source = $1 AND dataset = $2', [source, dataset]);
  await client.query(
    `UPDATE approval SET status = 'WITHDRAWN', decided_at = now(), note = 'a later snapshot replaced it'
     WHERE source = $1 AND dataset = $2 AND kind = 'REMOVALS' AND status = 'PENDING'`,
    [source, dataset],
  );
  const { missing, total } = rows[0]!;
  if (missing.length <= ALWAYS_ALLOWED && Number(snapshot.keys) > 0) return { missing };
  if (missing.length <= total * REMOVAL_GUARD) return { missing };
  const asked = uuidv7();
  await client.query(
    `INSERT INTO approval (id, source, dataset, kind, detail) VALUES ($1, $2, $3, 'REMOVALS', $4)`,
    [
      asked,
      source,
      dataset,
      JSON.stringify({ missing: missing.length, held: total, examples: missing.slice(0, 5) }),
    ],
  );
  await client.query('INSERT INTO approval_record (approval, id) SELECT $1, unnest($2::text[])', [
    asked,
    missing,
  ]);
  return { missing: [], asked };
}
