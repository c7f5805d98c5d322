/**
 * What REST and SQL sources can serve, and what of it the hub takes: connector → map → validated → stored.
 *
 *     npx tsx bench/connectors/syncs.ts [--rows 40000] [--rounds 5] [--only rest|sql]
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { connectors } from '../../connectors/index.ts';
import type { ConnectorModule } from '../../src/sdk/index.ts';
import { createTestSource } from '../../test/connectors/create-test-ctx.ts';
import { type Bed, emptyTables, openBed } from '../ingest/bed.ts';
import { flowCase } from '../ingest/flow.case.ts';
import { median, printTable } from '../ingest/report.ts';
import { openRest } from './upstream/rest.ts';
import { atDistance, openMariadb, openPostgres } from './upstream/sql.ts';
import type { Upstream } from './upstream/upstream.ts';
import { syncFrom } from './upstream/whole-path.ts';

const PAGE_BYTES = 1 << 20;
/** What an API of another office takes for a page of 1,000 records, the road included. */
const REST_WAIT_MS = 40;
/** The line to a database of another office. */
const LINE_MBIT = 20;
const LINE_ROUND_TRIP_MS = 5;

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '40000' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
  },
});
const rows = Number(flags.rows);
const rounds = Number(flags.rounds);

/** Everything that the connector makes of the upstream, thrown away: no map, no validation, no store. */
async function readAll({ source, environment }: Upstream): Promise<number> {
  const module = connectors.find(({ manifest }) => manifest.name === source.connector) as ConnectorModule;
  const { connector, ctx, stop } = await createTestSource(module, source.config, { secrets: environment });
  let count = 0;
  const [dataset] = await connector.discover(ctx);
  const request = { dataset: dataset!, cursor: null, follow: false, pageBytes: PAGE_BYTES };
  for await (const { changes } of connector.read!(ctx, request)) count += changes.length;
  await stop();
  return count;
}

/** Interleaved, so that a noisy neighbour disturbs every kind of run alike. */
async function measure(bed: Bed, upstream: Upstream): Promise<(string | number)[]> {
  const table = bed.store.table(flowCase.dataset.entity).name;
  const seconds: Record<string, number[]> = {};
  const time = async (kind: string, work: () => Promise<number>) => {
    const started = performance.now();
    const count = await work();
    seconds[kind] = [...(seconds[kind] ?? []), (performance.now() - started) / 1000];
    if (count !== rows) throw new Error(`${upstream.name}, ${kind}: ${count} rows instead of ${rows}`);
  };
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) for (const kind of Object.keys(seconds)) delete seconds[kind];
    await emptyTables(bed, [table]);
    await time('alone', upstream.drain);
    await time('connector', () => readAll(upstream));
    await time('stored', async () => (await syncFrom(bed.store, upstream)).inserted);
    await bed.store.pool.query('TRUNCATE source_cursor');
    await time('unchanged', async () => (await syncFrom(bed.store, upstream)).unchanged);
  }
  const rate = (kind: string) => rows / median(seconds[kind]!);
  const ratio = (kind: string) => (rate(kind) / rate('alone')).toFixed(2);
  return [
    upstream.name,
    Math.round(rate('alone')),
    Math.round(rate('stored')),
    ...['connector', 'stored', 'unchanged'].map(ratio),
  ];
}

const bed = await openBed([flowCase]);
const open: Upstream[] = [];
try {
  const postgres = await openPostgres(rows);
  open.unshift(postgres);
  const database = postgres.environment.BENCH_URL!;
  open.unshift(
    await openRest(`rest, ${REST_WAIT_MS} ms a page`, rows, database, REST_WAIT_MS),
    await openRest('rest, beside', rows, database, 0),
    await atDistance(`sql, PostgreSQL, ${LINE_MBIT} Mbit/s`, database, LINE_MBIT, LINE_ROUND_TRIP_MS),
  );
  open.push(await openMariadb(rows));
  const lines: (string | number)[][] = [];
  for (const upstream of open)
    if (upstream.name.startsWith(flags.only)) lines.push(await measure(bed, upstream));
  printTable(['upstream', 'alone, rows/s', 'stored, rows/s', 'connector', 'stored', 'unchanged'], lines);
} finally {
  for (const upstream of open) await upstream.close();
  await bed.close();
}
