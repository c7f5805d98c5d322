import { connectors } from '../../connectors/index.ts';
import { createIngest } from '../../src/ingest/ingest.ts';
import type { RunTotals } from '../../src/ingest/ledger.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { defineSource } from '../../src/sdk/index.ts';
import type { Bed } from './bed.ts';
import type { BenchCase } from './case.ts';

/** CSV file → files connector → map → validated → stored with events and cursor, exactly as the hub does it. */
export async function runWholePath(
  { store, dir }: Bed,
  { dataset, key, map }: BenchCase,
  file: string,
): Promise<RunTotals> {
  const source = defineSource({
    name: 'bench',
    titleVi: 'Đo tốc độ',
    titleEn: 'Benchmark',
    owner: 'VN-BN/GOV/BENCH/FILES',
    channel: 'DIRECT_LAB',
    connector: 'files',
    config: {
      dir,
      keepFiles: true,
      settleMs: 0,
      datasets: [{ name: 'lines', pattern: file, format: 'csv', delimiter: ';', key }],
    },
    bindings: [{ from: 'lines', to: dataset.name, mode: 'sync', map }],
  });
  const ingest = await createIngest({
    sources: [source],
    connectors,
    kinds: [dataset],
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
