import { provenanceOf } from '../../graphql/provenance/provenance.resolver.ts';
import { defineSubgraph } from '../../graphql/subgraph.ts';
import { roadSegmentDataset } from './road-segment.dataset.ts';
import { roadSegmentList, roadSegments } from './road-segment.input.ts';
import { RoadSegmentResolver } from './road-segment.resolver.ts';

export const roadsSubgraph = defineSubgraph({
  name: 'roads',
  resolvers: [RoadSegmentResolver, ...provenanceOf(roadSegmentList, roadSegmentDataset)],
  lists: [roadSegmentList],
  references: {
    RoadSegment: ({ id }, context) => roadSegments.byId(context, id!),
  },
});
