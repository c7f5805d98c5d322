import 'reflect-metadata';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Ingest } from '../src/ingest/ingest.ts';
import { type Bed, emptyTables, openBed } from './ingest/bed.ts';
import type { BenchCase } from './ingest/case.ts';
import { type CpuTime, cpuSince, readCpu } from './ingest/cpu.ts';
import { writeCsv } from './ingest/csv.ts';
import { flowCase } from './ingest/flow.case.ts';
import { dumpTable, runRawCopy } from './ingest/raw-copy.ts';
import { median, printTable } from './ingest/report.ts';
import { measureHubStages } from './ingest/stages.ts';
import { measureStatements } from './ingest/statements.ts';
import { vehicleCase } from './ingest/vehicle.case.ts';
import { openIngest, runWholePath } from './ingest/whole-path.ts';

type Expected = Partial<Record<'inserted' | 'updated' | 'unchanged', number>>;

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
});
const rows = Number(flags.rows);
const rounds = Number(flags.rounds);
const cases = [vehicleCase, flowCase].filter(({ name }) => name.startsWith(flags.only ?? ''));

const bed = await openBed(cases);
try {
  for (const bench of cases) await measure(bed, bench);
} finally {
  await bed.close();
}

/** Interleaved, so that a noisy neighbour disturbs every kind of run alike. */
async function measure(bed: Bed, bench: BenchCase): Promise<void> {
  const table = bed.store.table(bench.dataset.entity).name;
  const [first, second] = [`${table}-0.csv`, `${table}-1.csv`];
  const bytes = await writeCsv(path.join(bed.dir, first), bench.rows(rows, 0));
  await writeCsv(path.join(bed.dir, second), bench.rows(rows, 1));
  const dump = path.join(bed.dir, `${table}.copy`);
  console.log(`\n${bench.name}: ${rows} rows, ${Math.round(bytes / rows)} bytes a line, ${rounds} rounds`);

  const runs: Record<string, { seconds: number; cpu: CpuTime }[]> = {};
  const time = async (kind: string, work: () => Promise<unknown>) => {
    const before = readCpu(bed.postmaster);
    const started = performance.now();
    await work();
    const seconds = (performance.now() - started) / 1000;
    runs[kind] = [...(runs[kind] ?? []), { seconds, cpu: cpuSince(before, bed.postmaster) }];
  };
  const once = async (file: string, expected: Expected) => {
    const ingest = await openIngest(bed, bench, file);
    await expectTotals(ingest, expected);
    await ingest.stop();
  };
  await emptyTables(bed, [table]);
  await once(first, { inserted: rows });
  await dumpTable(bed.store, table, dump);
  for (let round = 0; round < rounds; round++) {
    await emptyTables(bed, [table]);
    await time('raw COPY', () => runRawCopy(bed.store, table, dump));
    await emptyTables(bed, [table]);
    const ingest = await openIngest(bed, bench, first);
    await time('first load', () => expectTotals(ingest, { inserted: rows }));
    await bed.store.pool.query('TRUNCATE source_cursor');
    await bed.store.pool.query(`VACUUM ANALYZE ${table}`);
    await time('sent again, unchanged', () => expectTotals(ingest, { unchanged: rows }));
    await ingest.stop();
    await bed.store.pool.query('TRUNCATE source_cursor');
    await time('sent again, after a restart', () => once(first, { unchanged: rows }));
    await bed.store.pool.query('CHECKPOINT');
    await time('every row changed', () => once(second, { updated: rows }));
  }
  const rate = (kind: string) => rows / median(runs[kind]!.map((run) => run.seconds));
  const perRow = (kind: string, part: keyof CpuTime) =>
    ((median(runs[kind]!.map((run) => run.cpu[part])) * 1000) / rows).toFixed(1);
  printTable(
    ['run', 'rows/s', 'of raw COPY', 'µs/row Node.js', 'µs/row PostgreSQL'],
    Object.keys(runs).map((kind) => [
      kind,
      Math.round(rate(kind)),
      (rate(kind) / rate('raw COPY')).toFixed(2),
      perRow(kind, 'node'),
      perRow(kind, 'server'),
    ]),
  );
  await emptyTables(bed, [table]);
  const hub = await measureHubStages(bed, bench, first);
  const server = await measureStatements(bed.store.pool, () => once(first, { inserted: rows }));
  const toRows = (spent: Map<string, number>, where: string) =>
    [...spent].map(([stage, ms]) => [stage, where, ((ms * 1000) / rows).toFixed(1)]);
  printTable(
    ['stage of a first load', 'where', 'µs/row'],
    [...toRows(hub, 'Node.js'), ...toRows(server, 'PostgreSQL')],
  );
}

/** A measurement of work that was not done would be worth nothing. */
async function expectTotals(ingest: Ingest, expected: Expected): Promise<void> {
  const totals = await runWholePath(ingest);
  for (const [name, count] of Object.entries(expected))
    if (totals[name as 'inserted'] !== count)
      throw new Error(`${name}: ${JSON.stringify(totals)} instead of ${count}`);
}
