import { hash } from 'node:crypto';
import { Writable } from 'node:stream';
import type pg from 'pg';
import { files } from '../../connectors/files/index.ts';
import { judge, toCandidate } from '../../src/ingest/map.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { createCtx } from '../../src/sdk/create-ctx.ts';
import type { Binding, Change, ConnectorModule, Row } from '../../src/sdk/index.ts';
import { judgeConfig } from '../../src/sdk/judge-config.ts';
import { createLineEncoder } from '../../src/store/copy-text.ts';
import type { Bed } from './bed.ts';
import type { BenchCase } from './case.ts';
import { cpuSince, readCpu, readProcessCpu } from './cpu.ts';
import { runWholePath } from './whole-path.ts';

const NODE = 'Node.js';
const SERVER = 'PostgreSQL';

/**
 * Where the processor's time goes, in µs per row. The hub's own stages are run one by one on the same file; the
 * server's are read by statement while the whole path runs.
 */
export async function measureStages(
  bed: Bed,
  bench: BenchCase,
  file: string,
  rows: number,
): Promise<[string, string, string][]> {
  const own = await measureOwn(bed, bench, file);
  const server = await measureStatements(bed, bench, file);
  return [...own, ...server].map(([stage, ms, on]) => [stage, ((ms * 1000) / rows).toFixed(1), on]);
}

type Stage = [name: string, ms: number, on: string];

async function measureOwn(bed: Bed, bench: BenchCase, file: string): Promise<Stage[]> {
  const stages: Stage[] = [];
  const time = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const before = readCpu(bed.postmaster);
    const result = await work();
    stages.push([name, cpuSince(before, bed.postmaster).node, NODE]);
    return result;
  };
  const binding: Binding = { from: 'lines', to: bench.dataset.name, mode: 'sync', map: bench.map };
  const changes = await time('read, parse CSV', () => readChanges(bed.dir, file, bench.key));
  const candidates = await time('map', () =>
    changes.flatMap((change) => (change.op === 'put' ? [toCandidate(binding, change.data)] : [])),
  );
  const records = await time('validate', () =>
    candidates.flatMap((candidate) => {
      const judged = judge(bench.dataset, candidate);
      return 'record' in judged ? [judged.record as Row] : [];
    }),
  );
  const encode = createLineEncoder(bed.store.table(bench.dataset.entity).data);
  const lines = await time('encode', () => records.map(encode));
  await time('fingerprint', () => lines.map((line) => hash('sha1', line, 'base64')));
  return stages;
}

async function readChanges(dir: string, file: string, key: string[]): Promise<Change[]> {
  const { manifest, create } = files as ConnectorModule<never>;
  const config = judgeConfig(
    manifest,
    {
      dir,
      keepFiles: true,
      settleMs: 0,
      datasets: [{ name: 'lines', pattern: file, format: 'csv', delimiter: ';', key }],
    },
    'bench',
    {},
  );
  const signal = new AbortController().signal;
  const ctx = await createCtx({
    source: 'bench',
    config,
    manifest,
    secrets: () => undefined,
    log: silentLog,
    signal,
  });
  const connector = await create(ctx as never);
  const [dataset] = await connector.discover(ctx as never);
  const changes: Change[] = [];
  const request = { dataset: dataset!, cursor: null, follow: false, pageBytes: 4 * 1024 * 1024 };
  for await (const page of connector.read!(ctx as never, request))
    for (const change of page.changes) changes.push(change);
  return changes;
}

/** What the server's session spent between a statement and its answer, summed by kind of statement. */
async function measureStatements(bed: Bed, bench: BenchCase, file: string): Promise<Stage[]> {
  const spent = new Map<string, number>();
  const { pool } = bed.store;
  const watch = (client: pg.PoolClient) => watchStatements(client, spent);
  pool.on('acquire', watch);
  const before = readCpu(bed.postmaster);
  await runWholePath(bed, bench, file);
  const whole = cpuSince(before, bed.postmaster);
  pool.off('acquire', watch);
  return [
    ['the whole path', whole.node, NODE],
    ...[...spent].map(([name, ms]): Stage => [name, ms, SERVER]),
    ['the whole path', whole.server, SERVER],
  ];
}

const watched = new WeakSet<pg.PoolClient>();

function watchStatements(client: pg.PoolClient, spent: Map<string, number>): void {
  if (watched.has(client)) return;
  watched.add(client);
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((...args: unknown[]) => {
    const pid = (client as unknown as { processID: number }).processID;
    const before = readProcessCpu(pid);
    const answer = query(...args);
    const text = typeof args[0] === 'string' ? args[0] : String((args[0] as { text?: string }).text ?? '');
    const done = () => {
      const kind = toKind(text);
      spent.set(kind, (spent.get(kind) ?? 0) + readProcessCpu(pid) - before);
    };
    if (answer instanceof Promise) answer.then(done, done);
    else if (answer instanceof Writable) answer.once('finish', done);
    return answer;
  }) as typeof client.query;
}

function toKind(text: string): string {
  if (text.startsWith('COPY')) return 'COPY into staging';
  if (text.startsWith('WITH changed')) return 'upsert and events';
  if (text.startsWith('COMMIT')) return 'commit';
  return 'other statements';
}
