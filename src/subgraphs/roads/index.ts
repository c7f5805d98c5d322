import { defineSubgraph } from '../../graphql/subgraph.ts';
import { roadSegmentList, roadSegments } from './road-segment.input.ts';
import { RoadSegmentResolver } from './road-segment.resolver.ts';

export const roadsSubgraph = defineSubgraph({
  name: 'roads',
  resolvers: [RoadSegmentResolver],
  lists: [roadSegmentList],
  references: {
    RoadSegment: ({ id }, context) => roadSegments.byId(context, id!),
  },
});
