import type { Row } from '../sdk/index.ts';
import type { FedDataset } from './bound-dataset.ts';
import { loadAcceptedKey } from './drift.ts';
import { addPage, type RunTotals } from './ledger.ts';
import { judge, toCandidate } from './map.ts';
import type { RunDeps } from './run-deps.ts';
import { toSourceKey } from './source-key.ts';

interface Entry {
  id: string;
  raw: string;
  reason: string;
  src_uri: string | null;
  src_pos: string | null;
  /** To the microsecond, as the store prints it. */
  last_seen_at: string;
}

const BATCH = 200;

/**
 * Tries what lies in quarantine under the present mapping. What is good now, in this replay's pages or here, is
 * replayed; what the source has removed or sent well since is superseded; the rest stays open.
 */
export async function replayQuarantine(
  { source, binding, kind }: FedDataset,
  deps: Pick<RunDeps, 'pool' | 'door'>,
  run: string,
  totals: RunTotals,
  /** Ids that the landed pages have spoken of → whether the last word on them is a record. */
  spoken: ReadonlyMap<string, boolean>,
  /** Only these entries; who asked for them is who handled them. */
  only?: { ids: readonly string[]; by: string },
): Promise<void> {
  const keyFields = binding.key ?? (await loadAcceptedKey(deps.pool, source.name, kind.name));
  /** What became of the record; undefined = the store refuses it, so that it stays open. */
  const settle = async (record: { id: string } & Row, entry: Entry) => {
    // The landed pages hold this very record, or something newer.
    const isThere = spoken.get(record.id);
    if (isThere !== undefined) return isThere ? 'REPLAYED' : 'SUPERSEDED';
    const key = entry.reason === 'store' ? undefined : toSourceKey(keyFields, JSON.parse(entry.raw));
    const put = {
      record,
      uri: entry.src_uri ?? undefined,
      pos: entry.src_pos ?? undefined,
      ...(key === undefined || key === record.id ? {} : { key }),
    };
    const written = await deps.door.write(kind.name, {
      source: source.name,
      run,
      puts: [put],
      deletes: [],
      bads: [],
      sentAt: entry.last_seen_at,
    });
    addPage(totals, written);
    if (written.quarantined > 0) return undefined;
    return written.inserted + written.updated + written.unchanged > 0 ? 'REPLAYED' : 'SUPERSEDED';
  };
  let after = '0';
  for (;;) {
    const { rows } = await deps.pool.query<Entry>(
      `SELECT id::text AS id, raw, reason, src_uri, src_pos, last_seen_at::text AS last_seen_at FROM quarantine
       WHERE source = $1 AND dataset = $2 AND status = 'OPEN' AND id > $3::bigint
         AND ($4::bigint[] IS NULL OR id = ANY($4))
       ORDER BY quarantine.id LIMIT ${BATCH}`,
      [source.name, kind.name, after, only?.ids ?? null],
    );
    if (rows.length === 0) return;
    after = rows.at(-1)!.id;
    for (const entry of rows) {
      const record = toRecord(entry, binding, kind);
      if (!record) continue;
      const status = await settle(record, entry);
      if (!status) continue;
      await deps.pool.query(
        `UPDATE quarantine SET status = $2, decided_at = now(), decided_by = $3, note = $4
         WHERE id = $1::bigint AND status = 'OPEN'`,
        [entry.id, status, only?.by ?? `run ${run}`, only ? `run ${run}` : null],
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
