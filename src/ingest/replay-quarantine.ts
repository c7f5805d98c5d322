import type { Row } from '../sdk/index.ts';
import { quoteName } from '../store/table.ts';
import type { FedDataset } from './bound-dataset.ts';
import { addPage, type RunTotals } from './ledger.ts';
import { judge, toCandidate } from './map.ts';
import type { RunDeps } from './run-deps.ts';

interface Entry {
  id: string;
  raw: string;
  reason: string;
  src_uri: string | null;
  src_pos: string | null;
  last_seen_at: string;
}

const BATCH = 200;

/**
 * Tries what lies in quarantine under the present mapping. What is good now is written and leaves; what the source has
 * sent again since, and well, is superseded; the rest stays open.
 */
export async function replayQuarantine(
  { source, binding, kind }: FedDataset,
  deps: Pick<RunDeps, 'pool' | 'door'>,
  run: string,
  totals: RunTotals,
  only?: string,
): Promise<void> {
  const table = quoteName(deps.door.tableOf(kind.name).name);
  let after = '0';
  for (;;) {
    const { rows } = await deps.pool.query<Entry>(
      `SELECT id::text AS id, raw, reason, src_uri, src_pos, last_seen_at FROM quarantine
       WHERE source = $1 AND dataset = $2 AND status = 'OPEN' AND id > $3::bigint AND ($4::bigint IS NULL OR id = $4)
       ORDER BY quarantine.id LIMIT ${BATCH}`,
      [source.name, kind.name, after, only ?? null],
    );
    if (rows.length === 0) return;
    after = rows.at(-1)!.id;
    for (const entry of rows) {
      const record = toRecord(entry, binding, kind);
      if (!record) continue;
      const { rows: newer } = await deps.pool.query(
        `SELECT 1 FROM ${table} WHERE id = $1 AND _recorded_at > $2`,
        [record.id, entry.last_seen_at],
      );
      if (newer.length === 0) {
        const put = { record, uri: entry.src_uri ?? undefined, pos: entry.src_pos ?? undefined };
        const page = { source: source.name, run, puts: [put], deletes: [], bads: [] };
        const written = await deps.door.write(kind.name, page);
        addPage(totals, written);
        if (written.quarantined > 0) continue;
      }
      await deps.pool.query(
        `UPDATE quarantine SET status = $2, decided_at = now(), decided_by = $3 WHERE id = $1::bigint AND status = 'OPEN'`,
        [entry.id, newer.length === 0 ? 'REPLAYED' : 'SUPERSEDED', `run ${run}`],
      );
    }
  }
}

/** The record that the entry makes now, or undefined: it is still wrong, or its raw text was cut at 64 KiB. */
function toRecord(
  entry: Entry,
  binding: FedDataset['binding'],
  kind: FedDataset['kind'],
): ({ id: string } & Row) | undefined {
  try {
    const raw = JSON.parse(entry.raw) as Row;
    if (raw === null || typeof raw !== 'object') return undefined;
    // What the store refused lies here as the record it was, not as the source sent it.
    const judged = judge(kind, entry.reason === 'store' ? raw : toCandidate(binding, raw));
    return 'record' in judged ? judged.record : undefined;
  } catch {
    // Not readable under this mapping either: the entry stays open with the reason it has.
    return undefined;
  }
}
