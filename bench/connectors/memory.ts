/**
 * How much the hub's memory grows over a million rows, through the whole path, in a process of its own.
 *
 *     npx tsx bench/connectors/memory.ts [--kind files|sql|rest] [--rows 1000000]
 *
 * The first fifth warms up. Growth = the most that was resident after it, less the most within it. The least that the heap
 * came down to within a fifth shows what is kept, whatever the collector lets lie about.
 */
import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Bed, openBed } from '../ingest/bed.ts';
import { writeCsv } from '../ingest/csv.ts';
import { filesSource } from '../ingest/files-source.ts';
import { flowCase } from '../ingest/flow.case.ts';
import { printTable } from '../ingest/report.ts';
import type { Sample } from './memory-sample.ts';
import { openRest } from './upstream/rest.ts';
import { openPostgres } from './upstream/sql.ts';
import type { Upstream } from './upstream/upstream.ts';

const MIB = 1024 * 1024;

const { values: flags } = parseArgs({
  options: { kind: { type: 'string' }, rows: { type: 'string', default: '1000000' } },
});
const rows = Number(flags.rows);

type Filled = Pick<Upstream, 'name' | 'source' | 'environment' | 'close'>;

const fillers: Record<string, (bed: Bed) => Promise<Filled>> = {
  files: async ({ dir }) => {
    await writeCsv(path.join(dir, 'flows.csv'), flowCase.rows(rows, 0));
    const { connector, config } = filesSource(dir, flowCase, 'flows.csv');
    return { name: 'files', source: { connector, config }, environment: {}, close: async () => {} };
  },
  sql: () => openPostgres(rows),
  rest: async () => {
    const owner = await openPostgres(rows);
    const server = await openRest('rest', rows, owner.environment.BENCH_URL!, 0);
    const close = async () => {
      await server.close();
      await owner.close();
    };
    return { ...server, close };
  },
};

async function sample(bed: Bed, { name, source, environment }: Filled): Promise<Sample[]> {
  const child = fork(
    path.join(import.meta.dirname, 'memory-child.ts'),
    [bed.url, JSON.stringify({ name, source, environment })],
    { execArgv: ['--import', 'tsx'] },
  );
  const samples: Sample[] = [];
  child.on('message', (said) => void samples.push(said as Sample));
  const [code] = await once(child, 'exit');
  if (code !== 0 || samples.at(-1)?.rows !== rows)
    throw new Error(`${name}: ended with ${code} after ${samples.at(-1)?.rows ?? 0} of ${rows} rows`);
  return samples;
}

const FIFTHS = [1, 2, 3, 4, 5];
const inFifth = (samples: Sample[], n: number) =>
  samples.filter((one) => one.rows > ((n - 1) * rows) / 5 && one.rows <= (n * rows) / 5);
const peakOf = (samples: Sample[]) => Math.max(...samples.map(({ rss }) => rss)) / MIB;
const floorOf = (samples: Sample[]) => Math.min(...samples.map(({ heap }) => heap)) / MIB;

const lines: (string | number)[][] = [];
for (const kind of flags.kind ? [flags.kind] : Object.keys(fillers)) {
  const bed = await openBed([flowCase]);
  try {
    const filled = await fillers[kind]!(bed);
    const samples = await sample(bed, filled);
    await filled.close();
    const fifths = FIFTHS.map((n) => inFifth(samples, n));
    const peaks = fifths.map(peakOf);
    const growth = Math.max(...peaks.slice(1)) - peaks[0]!;
    const floors = [floorOf(fifths[1]!), floorOf(fifths[4]!)];
    lines.push([kind, samples.length, ...[...peaks, growth, ...floors].map((mib) => mib.toFixed(0))]);
  } finally {
    await bed.close();
  }
}
printTable(
  ['MiB', 'pages', ...FIFTHS.map((n) => `peak, fifth ${n}`), 'growth', 'heap floor, fifth 2', 'fifth 5'],
  lines,
);
