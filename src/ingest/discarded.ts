import { hash } from 'node:crypto';
import type pg from 'pg';
import type { Change } from '../sdk/index.ts';
import { toText } from './map.ts';

/** Is this change one that a person has discarded from quarantine? */
export type IsDiscarded = (change: Change) => boolean;

/** A person's word holds in a replay too: what was discarded does not come back by the landed pages. */
export async function loadDiscarded(pool: pg.Pool, source: string, dataset: string): Promise<IsDiscarded> {
  const { rows } = await pool.query<{ md5: string; uri: string; pos: string }>(
    `SELECT md5(raw) AS md5, coalesce(src_uri, '') AS uri, coalesce(src_pos, '') AS pos
     FROM quarantine WHERE source = $1 AND dataset = $2 AND status = 'DISCARDED'`,
    [source, dataset],
  );
  const discarded = new Set(rows.map(({ md5, uri, pos }) => JSON.stringify([md5, uri, pos])));
  return (change) => {
    if (discarded.size === 0 || change.op === 'del') return false;
    const raw = toText(change.op === 'put' ? change.data : change.raw);
    return discarded.has(JSON.stringify([hash('md5', raw), change.src?.uri ?? '', change.src?.pos ?? '']));
  };
}
