import { defineSource, type SourceDefinition } from '../../src/sdk/index.ts';
import type { BenchCase } from './case.ts';

/** The file as a source of the hub; it stays where it is, to be read again. */
export function filesSource(dir: string, { dataset, key, map }: BenchCase, file: string): SourceDefinition {
  return defineSource({
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
}
