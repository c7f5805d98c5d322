import { parse } from 'graphql';
import { createGateway } from '../../../src/gateway/gateway.ts';
import type { RecordKind } from '../../../src/store/dataset.ts';
import { administrativeUnitsSubgraph } from '../../../src/subgraphs/administrative-units/index.ts';
import { patrolSubgraph } from '../../../src/subgraphs/patrol/index.ts';
import { patrolShiftDataset } from '../../../src/subgraphs/patrol/patrol-shift.dataset.ts';
import { trafficViolationDataset } from '../../../src/subgraphs/patrol/traffic-violation.dataset.ts';
import { roadsSubgraph } from '../../../src/subgraphs/roads/index.ts';
import { roadSegmentDataset } from '../../../src/subgraphs/roads/road-segment.dataset.ts';
import { vehiclesSubgraph } from '../../../src/subgraphs/vehicles/index.ts';
import { vehicleDataset } from '../../../src/subgraphs/vehicles/vehicle.dataset.ts';
import { type ContextOverrides, openTestStore } from '../../support/store.ts';

const datasets = [patrolShiftDataset, trafficViolationDataset, roadSegmentDataset, vehicleDataset];

/** Patrol and what it refers to, over a store of its own. */
export async function openPatrolGraph() {
  const test = await openTestStore({ datasets });
  const gateway = createGateway({
    subgraphs: [patrolSubgraph(), vehiclesSubgraph(), roadsSubgraph(), administrativeUnitsSubgraph()],
  });
  return {
    close: test.close,
    context: test.context,
    /** Judges the records as ingest does, then stores them. */
    put: async (dataset: RecordKind, records: object[]) => {
      const puts = records.map((record) => ({ record: dataset.record.parse(record) as { id: string } }));
      const result = await test.store.door.write(dataset.name, {
        source: 'test',
        run: 'test',
        puts,
        deletes: [],
        bads: [],
      });
      if (result.inserted !== records.length) throw new Error(`stored ${JSON.stringify(result)}`);
    },
    ask: async (query: string, overrides: ContextOverrides = {}) => {
      const context = test.context(overrides);
      const { data, errors = [] } = await gateway.execute({ document: parse(query), contextValue: context });
      return {
        // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's.
        data: data as any,
        errors: errors.map((error) => ({
          path: error.path?.join('.'),
          code: (error.originalError as { code?: string } | undefined)?.code ?? error.message,
        })),
        statements: context.counts.statements,
      };
    },
  };
}
