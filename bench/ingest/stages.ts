import { hash } from 'node:crypto';
import { connectors } from '../../connectors/index.ts';
import { bindSources } from '../../src/ingest/bind.ts';
import { judge, toCandidate } from '../../src/ingest/map.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Row } from '../../src/sdk/index.ts';
import { createLineEncoder } from '../../src/store/copy-text.ts';
import type { Bed } from './bed.ts';
import type { BenchCase } from './case.ts';
import { filesSource } from './files-source.ts';

/**
 * Processor time of the hub's own work on a file, in ms by stage, done page by page as the hub does it but with
 * nothing stored. Twice: the first time only warms the code up.
 */
export async function measureHubStages(
  bed: Bed,
  bench: BenchCase,
  file: string,
): Promise<Map<string, number>> {
  await walk(bed, bench, file);
  return walk(bed, bench, file);
}

async function walk(bed: Bed, bench: BenchCase, file: string): Promise<Map<string, number>> {
  const spent = new Map<string, number>();
  let since = process.cpuUsage();
  const lap = (stage: string) => {
    const { user, system } = process.cpuUsage(since);
    spent.set(stage, (spent.get(stage) ?? 0) + (user + system) / 1000);
    since = process.cpuUsage();
  };
  const encode = createLineEncoder(bed.store.table(bench.dataset.entity).data);
  const { bound, close } = await bindSources({
    sources: [filesSource(bed.dir, bench, file)],
    connectors,
    kinds: [bench.dataset],
    environment: {},
    log: silentLog,
    signal: new AbortController().signal,
  });
  const [{ connector, ctx, binding, describe }] = bound as [(typeof bound)[0]];
  const request = { dataset: await describe(), cursor: null, follow: false, pageBytes: 1024 * 1024 };
  lap('open');
  for await (const { changes } of connector.read!(ctx, request)) {
    lap('read and parse CSV');
    const candidates = changes.map((change) => toCandidate(binding, change.op === 'put' ? change.data : {}));
    lap('map');
    const records = candidates.map((candidate) => {
      const judged = judge(bench.dataset, candidate);
      if ('message' in judged) throw new Error(judged.message);
      return judged.record as Row;
    });
    lap('validate');
    const lines = records.map(encode);
    lap('encode');
    for (const line of lines) hash('sha1', line, 'base64');
    lap('fingerprint');
  }
  await close();
  spent.delete('open');
  return spent;
}
