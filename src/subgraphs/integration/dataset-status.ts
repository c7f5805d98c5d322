import { batched } from '../../graphql/batch.ts';
import type { HubContext } from '../../graphql/context.ts';
import type { DatasetCard } from '../../graphql/source-desk.ts';
import { quoteName } from '../../store/table.ts';

/** What the store knows of one dataset of one source. */
export interface DatasetStatus {
  lastRun: { id: string; status: string } | null;
  lastGoodRunAt: string | null;
  cursorMovedAt: string | null;
  pendingApproval: string | null;
  /** What narrowed in the source's shape, while that waits for a person. */
  narrowing: string[] | null;
  openQuarantine: number;
}

type Place = Pick<DatasetCard, 'source' | 'name'>;

const toKey = ({ source, name }: Place) => JSON.stringify([source, name]);

/** One statement for all datasets of the level. */
export async function loadStatus(context: HubContext, card: Place): Promise<DatasetStatus> {
  const found = await batched<string, DatasetStatus>(context, 'integration.status', async (keys) => {
    const places = keys.map((key) => JSON.parse(key) as [string, string]);
    const rows = await context.query<DatasetStatus & { source: string; dataset: string }>(
      `SELECT k.source, k.dataset, last.run AS "lastRun", good.ended_at AS "lastGoodRunAt", c.moved_at AS "cursorMovedAt",
         a.id AS "pendingApproval", a.detail->'narrowing' AS narrowing, q.n AS "openQuarantine"
       FROM unnest($1::text[], $2::text[]) AS k(source, dataset)
       LEFT JOIN LATERAL (SELECT jsonb_build_object('id', r.id, 'status', r.status) AS run FROM ingest_run r
         WHERE r.source = k.source AND r.dataset = k.dataset ORDER BY r.started_at DESC LIMIT 1) last ON TRUE
       LEFT JOIN LATERAL (SELECT r.ended_at FROM ingest_run r WHERE r.source = k.source AND r.dataset = k.dataset
         AND r.status = 'SUCCEEDED' ORDER BY r.started_at DESC LIMIT 1) good ON TRUE
       LEFT JOIN source_cursor c ON c.source = k.source AND c.dataset = k.dataset
       LEFT JOIN approval a ON a.source = k.source AND a.dataset = k.dataset AND a.status = 'PENDING'
         AND a.kind = 'SCHEMA_CHANGE'
       CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM quarantine q WHERE q.source = k.source
         AND q.dataset = k.dataset AND q.status = 'OPEN') q`,
      [places.map(([source]) => source), places.map(([, dataset]) => dataset)],
    );
    return new Map(rows.map((row) => [toKey({ source: row.source, name: row.dataset }), row]));
  }).load(toKey(card));
  // Every key comes back: the statement starts from the list of them.
  return found!;
}

/** Records that stand in the source's name, counted once a table however many sources feed it. */
export async function countStored(
  context: HubContext,
  { table, source }: DatasetCard,
): Promise<number | null> {
  if (table === null) return null;
  const counts = await batched<string, Map<string, number>>(context, 'integration.rows', async (tables) => {
    const found = new Map<string, Map<string, number>>();
    for (const name of tables) {
      const rows = await context.query<{ source: string; n: number }>(
        `SELECT _source AS source, count(*) AS n FROM ${quoteName(name)} GROUP BY 1`,
      );
      found.set(name, new Map(rows.map((row) => [row.source, row.n])));
    }
    return found;
  }).load(table);
  return counts?.get(source) ?? 0;
}

export function toState(mode: string, { lastRun, pendingApproval }: DatasetStatus): string {
  if (mode === 'LIVE') return 'LIVE';
  if (pendingApproval !== null) return 'PARKED';
  if (lastRun === null) return 'NEVER_RAN';
  if (lastRun.status === 'RUNNING' || lastRun.status === 'FAILED') return lastRun.status;
  return 'IDLE';
}
