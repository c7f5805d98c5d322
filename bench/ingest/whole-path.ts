import { connectors } from '../../connectors/index.ts';
import { createIngest, type Ingest } from '../../src/ingest/ingest.ts';
import type { RunTotals } from '../../src/ingest/ledger.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Bed } from './bed.ts';
import type { BenchCase } from './case.ts';
import { filesSource } from './files-source.ts';

/** The part of a hub that brings data in, with this file as its one source. */
export function openIngest({ store, dir }: Bed, bench: BenchCase, file: string): Promise<Ingest> {
  return createIngest({
    sources: [filesSource(dir, bench, file)],
    connectors,
    kinds: [bench.dataset],
    environment: {},
    log: silentLog,
    pool: store.pool,
    door: store.door,
    clock: systemClock,
  });
}

/** CSV file → files connector → map → validated → stored with events and cursor, exactly as the hub does it. */
export async function runWholePath(ingest: Ingest): Promise<RunTotals> {
  const [totals] = await ingest.sync('bench');
  return totals!;
}
