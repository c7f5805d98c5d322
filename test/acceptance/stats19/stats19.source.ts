import { defineSource, type SourceDefinition } from '../../../src/sdk/index.ts';
import { mapAccident, mapCasualty, mapVehicle } from './stats19.map.ts';

export const STATS19_FILES = [
  'accidents/stats19_west_yorkshire_2024_accidents.csv',
  'accidents/stats19_west_yorkshire_2024_vehicles.csv',
  'accidents/stats19_west_yorkshire_2024_casualties.csv',
];

const csv = { format: 'csv', delimiter: ',' } as const;

/**
 * The register is three tables that share the collision's index, and comes as three files. So it is one source with
 * three bindings, each line a record of its own; the tables meet where data of several origins always meet, by key in
 * the graph. To fold vehicles and casualties into the accident instead, somebody would have to hold back lines of one
 * file until those of another came, across pages and runs: no connector does that, and a `map` is pure.
 */
export function stats19Source(dir: string): SourceDefinition {
  return defineSource({
    name: 'stats19-west-yorkshire',
    titleVi: 'Tai nạn giao thông West Yorkshire 2024 (STATS19)',
    titleEn: 'Road collisions in West Yorkshire, 2024 (STATS19)',
    owner: 'GB/GOV/DFT/STATS19',
    channel: 'DIRECT_LAB',
    connector: 'files',
    config: {
      dir,
      settleMs: 0,
      datasets: [
        { name: 'collisions', pattern: '*_accidents.csv', ...csv, key: ['collision_index'] },
        {
          name: 'vehicles',
          pattern: '*_vehicles.csv',
          ...csv,
          key: ['collision_index', 'vehicle_reference'],
        },
        {
          name: 'casualties',
          pattern: '*_casualties.csv',
          ...csv,
          key: ['collision_index', 'casualty_reference'],
        },
      ],
    },
    bindings: [
      { from: 'collisions', to: 'trafficAccident', mode: 'sync', map: mapAccident },
      { from: 'vehicles', to: 'stats19Vehicle', mode: 'sync', map: mapVehicle },
      { from: 'casualties', to: 'stats19Casualty', mode: 'sync', map: mapCasualty },
    ],
  });
}
