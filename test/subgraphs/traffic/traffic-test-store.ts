import { parse } from 'graphql';
import { createGateway } from '../../../src/gateway/gateway.ts';
import type { SubscriptionResult } from '../../../src/gateway/stream.ts';
import type { HubContext } from '../../../src/graphql/context.ts';
import type { Dataset } from '../../../src/store/dataset.ts';
import { roadsSubgraph } from '../../../src/subgraphs/roads/index.ts';
import { roadSegmentDataset } from '../../../src/subgraphs/roads/road-segment.dataset.ts';
import { submissionsSubgraph } from '../../../src/subgraphs/submissions/index.ts';
import { submissionDataset } from '../../../src/subgraphs/submissions/submission.dataset.ts';
import { trafficSubgraph } from '../../../src/subgraphs/traffic/index.ts';
import { trafficAccidentDataset } from '../../../src/subgraphs/traffic/traffic-accident.dataset.ts';
import { trafficFlowObservedDataset } from '../../../src/subgraphs/traffic/traffic-flow-observed.dataset.ts';
import { trafficIncidentDataset } from '../../../src/subgraphs/traffic/traffic-incident.dataset.ts';
import { vehiclesSubgraph } from '../../../src/subgraphs/vehicles/index.ts';
import { vehicleDataset } from '../../../src/subgraphs/vehicles/vehicle.dataset.ts';
import { type ContextOverrides, openTestStore, type TestStore } from '../../support/store.ts';

const datasets: Dataset[] = [
  roadSegmentDataset,
  trafficFlowObservedDataset,
  trafficIncidentDataset,
  trafficAccidentDataset,
  submissionDataset,
  vehicleDataset,
];

/** The graph of roads, traffic, submissions and vehicles over a store of its own. */
export async function openTrafficStore() {
  const test: TestStore = await openTestStore({ datasets });
  const gateway = createGateway({
    subgraphs: [roadsSubgraph(), trafficSubgraph(), submissionsSubgraph(), vehiclesSubgraph()],
  });
  return {
    ...test,
    gateway,
    /** Judges and writes candidates of one dataset as one page. */
    write: async (name: string, ...candidates: object[]) => {
      const { record } = datasets.find((dataset) => dataset.name === name)!;
      const puts = candidates.map((candidate) => ({ record: record.parse(candidate) }));
      return test.store.door.write(name, { source: 'test', run: 'r', puts, deletes: [], bads: [] });
    },
    ask: async (
      query: string,
      overrides: ContextOverrides & { variables?: Record<string, unknown> } = {},
    ) => {
      const context = test.context(overrides);
      const { data, errors } = await gateway.execute({
        document: parse(query),
        variables: overrides.variables,
        contextValue: context,
      });
      // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query.
      return { data: data as any, errors, statements: context.counts.statements };
    },
    subscribe: (query: string, eventContext: () => HubContext = test.context): Promise<SubscriptionResult> =>
      gateway.subscribe({ document: parse(query), contextValue: test.context(), eventContext }),
  };
}

export type TrafficStore = Awaited<ReturnType<typeof openTrafficStore>>;
