import { mapTrafficFlowObserved } from '../../src/demo/sources/traffic-flow-observed.map.ts';
import { trafficFlowObservedDataset } from '../../src/subgraphs/traffic/traffic-flow-observed.dataset.ts';
import type { BenchCase } from './case.ts';
import type { CsvRow } from './csv.ts';

const SENSORS = 200;
const START = Date.parse('2026-11-01T00:00:00+07:00');

/** Every sensor says something each minute. Sizes and digits as the sensors send them; the values mean nothing. */
function* rows(count: number, version: 0 | 1): Generator<CsvRow> {
  for (let i = 0; i < count; i++) {
    const sensor = i % SENSORS;
    const minute = Math.floor(i / SENSORS);
    const pulse = (i * 2_654_435_761) % 97;
    yield {
      maCamBien: `VDS-${String(sensor).padStart(4, '0')}`,
      maDoan: `QL18-${String(sensor >> 1).padStart(4, '0')}`,
      lan: 'L1',
      chieu: sensor % 2 === 0 ? 'Thuận' : 'Nghịch',
      thoiDiem: new Date(START + minute * 60_000).toISOString(),
      kyDoGiay: 60,
      soXe: pulse,
      doChiem: 4 + (pulse % 30) + version,
      tocDoTB: pulse === 0 ? null : 32.5 + (pulse % 40),
      gianCachTB: pulse === 0 ? null : Math.round(600 / pulse) / 10,
      unTac: pulse > 90 ? 1 : 0,
    };
  }
}

/** Narrow: 15 data columns, a primary key and two indices. */
export const flowCase: BenchCase = {
  name: 'trafficFlowObserved (15 columns, 2 indices)',
  dataset: trafficFlowObservedDataset,
  key: ['maCamBien', 'thoiDiem'],
  map: mapTrafficFlowObserved,
  rows,
};
