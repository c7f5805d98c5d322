import type pg from 'pg';
import type { BadRecord, RecordPage } from './page.ts';

const MAX_RAW = 64 * 1024;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Refused records keep what was sent, why it was refused and where it came from. Gives how many were not there before:
 * a list that is sent again brings the same ones again.
 */
export async function insertBadRecords(
  client: pg.PoolClient,
  page: Pick<RecordPage, 'source' | 'run'>,
  dataset: string,
  bads: BadRecord[],
): Promise<number> {
  if (bads.length === 0) return 0;
  const rows = bads.map((bad) =>
    Object.fromEntries(Object.entries(bad).map(([name, value]) => [name, toStorable(value)])),
  );
  // The same bad record of the same place, sent again by a repeated run, is one entry that was seen again.
  const { rows: entries } = await client.query<{ isNew: boolean }>(
    `INSERT INTO quarantine (source, dataset, run, raw, reason, field, message, src_uri, src_pos)
     SELECT $1, $2, $3, raw, reason, field, message, uri, pos
     FROM (SELECT DISTINCT ON (md5(raw), coalesce(uri, ''), coalesce(pos, '')) * FROM jsonb_to_recordset($4::jsonb)
       AS r(raw text, reason text, field text, message text, uri text, pos text)) AS once
     ON CONFLICT (source, dataset, md5(raw), (coalesce(src_uri, '')), (coalesce(src_pos, '')))
     DO UPDATE SET run = EXCLUDED.run, reason = EXCLUDED.reason, field = EXCLUDED.field, message = EXCLUDED.message,
       last_seen_at = now(), times_seen = quarantine.times_seen + 1
     RETURNING (xmax = 0) AS "isNew"`,
    [page.source, dataset, page.run, JSON.stringify(rows)],
  );
  return entries.filter((entry) => entry.isNew).length;
}

/**
 * What cannot be stored must not keep its own refusal out of the store: PostgreSQL takes neither U+0000 nor half a
 * surrogate pair, which a source may send and which a cut in the middle of a character leaves.
 */
function toStorable(text: string | null | undefined): string | null | undefined {
  return text?.slice(0, MAX_RAW).replaceAll('\u0000', '\uFFFD').replace(LONE_SURROGATE, '\uFFFD');
}
