import { Problem } from '../kernel/problem.ts';
import { INGEST_SOURCE_UNKNOWN } from '../kernel/problems/ingest.ts';
import type { FedDataset } from './bound-dataset.ts';
import { emptyTotals } from './ledger.ts';
import { replayQuarantine } from './replay-quarantine.ts';
import type { RunDeps } from './run-deps.ts';

/**
 * Tries these refused records under the present mapping, and no others; each source's and dataset's are a run of the
 * ledger. No run lock is taken, so that it works beside a stream that never ends: the write door refuses what is older
 * than what it has. Entries that are settled already are left alone.
 */
export async function replayEntries(
  fed: readonly FedDataset[],
  deps: RunDeps,
  ids: readonly string[],
  by: string,
): Promise<void> {
  const { rows } = await deps.pool.query<{ source: string; dataset: string; ids: string[] }>(
    `SELECT source, dataset, array_agg(id::text) AS ids FROM quarantine
     WHERE id = ANY($1::bigint[]) AND status = 'OPEN' GROUP BY 1, 2 ORDER BY 1, 2`,
    [ids],
  );
  const found = rows.map((row) => {
    const bound = fed.find(({ source, kind }) => source.name === row.source && kind.name === row.dataset);
    if (bound) return { bound, ids: row.ids };
    const known = fed.map(({ source, kind }) => `${source.name}/${kind.name}`).join(', ');
    throw new Problem(INGEST_SOURCE_UNKNOWN, { source: `${row.source}/${row.dataset}`, known });
  });
  for (const { bound, ids: own } of found) await replayOne(bound, deps, own, by);
}

async function replayOne(bound: FedDataset, deps: RunDeps, ids: string[], by: string): Promise<void> {
  const run = await deps.ledger.open(bound.source.name, bound.kind.name, 'replay', by);
  const totals = emptyTotals();
  try {
    await replayQuarantine(bound, deps, run, totals, new Map(), { ids, by });
  } catch (error) {
    await deps.ledger.close(run, deps.signal.aborted ? 'INTERRUPTED' : 'FAILED', totals);
    throw error;
  }
  await deps.ledger.close(run, 'SUCCEEDED', totals);
}
