import { connectors } from '../../connectors/index.ts';
import { createIngest } from '../../src/ingest/ingest.ts';
import type { RunTotals } from '../../src/ingest/ledger.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Bed } from './bed.ts';
import type { BenchCase } from './case.ts';
import { filesSource } from './files-source.ts';

/** CSV file → files connector → map → validated → stored with events and cursor, exactly as the hub does it. */
export async function runWholePath({ store, dir }: Bed, bench: BenchCase, file: string): Promise<RunTotals> {
  const ingest = await createIngest({
    sources: [filesSource(dir, bench, file)],
    connectors,
    kinds: [bench.dataset],
    environment: {},
    log: silentLog,
    pool: store.pool,
    door: store.door,
    clock: systemClock,
  });
  try {
    const [totals] = await ingest.sync('bench');
    return totals!;
  } finally {
    await ingest.stop();
  }
}
