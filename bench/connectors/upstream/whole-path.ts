import { connectors } from '../../../connectors/index.ts';
import { createIngest } from '../../../src/ingest/ingest.ts';
import type { RunTotals } from '../../../src/ingest/ledger.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { defineSource } from '../../../src/sdk/index.ts';
import type { Store } from '../../../src/store/store.ts';
import { flowCase } from '../../ingest/flow.case.ts';
import type { Upstream } from './upstream.ts';

/** Connector → map → validated → stored with events, raw pages and cursor, exactly as the hub does it. */
export async function syncFrom(
  { pool, door }: Pick<Store, 'pool' | 'door'>,
  upstream: Pick<Upstream, 'name' | 'source' | 'environment'>,
): Promise<RunTotals> {
  // What a source's dataset looks like is remembered by its name.
  const name = upstream.name.replaceAll(/\W+/g, '-').toLowerCase();
  const source = defineSource({
    name,
    titleVi: 'Đo tốc độ',
    titleEn: 'Benchmark',
    owner: 'VN-BN/GOV/BENCH/UPSTREAM',
    channel: 'DIRECT_LAB',
    network: ['127.0.0.0/8', '::1/128'],
    ...upstream.source,
    bindings: [{ from: 'lines', to: flowCase.dataset.name, mode: 'sync', map: flowCase.map }],
  });
  const ingest = await createIngest({
    sources: [source],
    connectors,
    kinds: [flowCase.dataset],
    environment: upstream.environment,
    log: silentLog,
    pool,
    door,
    clock: systemClock,
  });
  try {
    const [totals] = await ingest.sync(name);
    return totals!;
  } finally {
    await ingest.stop();
  }
}
