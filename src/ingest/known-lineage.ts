import type pg from 'pg';
import type { Change } from '../sdk/index.ts';
import { readLanded } from '../store/landing.ts';
import type { FedDataset } from './bound-dataset.ts';
import { type Lineage, traceLineage } from './lineage.ts';

/** The map is run once for each value of a record: some records tell it all. */
const SAMPLES = 30;
/** Mappings do not change while the hub runs; what sources send may, slowly. */
const KEPT_MS = 10 * 60_000;

/**
 * Where a dataset's fields come from, by its mapping: a table of fields says so, a map function is tried on what its
 * source sent last. undefined = nothing that the source sent is kept, so that there is nothing to try it on.
 */
export function createLineageBook(pool: pg.Pool, now = Date.now) {
  const book = new Map<FedDataset, { at: number; lineage: Promise<Lineage | undefined> }>();
  return (bound: FedDataset): Promise<Lineage | undefined> => {
    const known = book.get(bound);
    if (known && now() - known.at < KEPT_MS) return known.lineage;
    const lineage = findLineage(pool, bound);
    book.set(bound, { at: now(), lineage });
    // Not known yet, or the store did not answer: asked again next time.
    const forget = () => book.delete(bound);
    lineage.then((found) => found ?? forget(), forget);
    return lineage;
  };
}

async function findLineage(
  pool: pg.Pool,
  { source, binding, kind }: FedDataset,
): Promise<Lineage | undefined> {
  if (binding.fields && !binding.map) return traceLineage(binding, {});
  const paths = new Map<string, Set<string>>();
  let samples = 0;
  for await (const page of readLanded(pool, source.name, kind.name)) {
    if ('retired' in page) continue;
    for (const change of page.changes as Change[]) {
      if (change.op !== 'put' || samples >= SAMPLES) continue;
      try {
        for (const [field, from] of Object.entries(traceLineage(binding, change.data)))
          paths.set(field, new Set([...(paths.get(field) ?? []), ...from]));
        samples += 1;
      } catch {
        // A record that cannot be mapped lies in quarantine, with its reason, and tells nothing here.
      }
    }
    if (samples >= SAMPLES) break;
  }
  if (samples === 0) return undefined;
  return Object.fromEntries([...paths].map(([field, from]) => [field, [...from]]));
}
