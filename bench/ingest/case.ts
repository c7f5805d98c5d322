import type { MapFunction } from '../../src/sdk/index.ts';
import type { Dataset } from '../../src/store/dataset.ts';
import type { CsvRow } from './csv.ts';

/** One kind of record to bring in: how its file is made, and how its lines become records. */
export interface BenchCase {
  readonly name: string;
  readonly dataset: Dataset;
  readonly key: string[];
  readonly map: MapFunction;
  /** Version 1 is another value in one field of every row: what an update of all rows brings. */
  rows(count: number, version: 0 | 1): Generator<CsvRow>;
}
