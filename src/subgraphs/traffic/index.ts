import { provenanceOf } from '../../graphql/provenance/provenance.resolver.ts';
import { defineSubgraph } from '../../graphql/subgraph.ts';
import { RoadSegmentTrafficResolver } from './road-segment.resolver.ts';
import { trafficAccidentDataset } from './traffic-accident.dataset.ts';
import { trafficAccidentList, trafficAccidents } from './traffic-accident.input.ts';
import { TrafficAccidentResolver } from './traffic-accident.resolver.ts';
import { trafficFlowObservedDataset } from './traffic-flow-observed.dataset.ts';
import { trafficFlowObservedList, trafficFlows } from './traffic-flow-observed.input.ts';
import { TrafficFlowObservedResolver } from './traffic-flow-observed.resolver.ts';
import { trafficIncidentDataset } from './traffic-incident.dataset.ts';
import { trafficIncidentList, trafficIncidents } from './traffic-incident.input.ts';
import { TrafficIncidentResolver } from './traffic-incident.resolver.ts';

export const trafficSubgraph = defineSubgraph({
  name: 'traffic',
  resolvers: [
    TrafficFlowObservedResolver,
    TrafficIncidentResolver,
    TrafficAccidentResolver,
    RoadSegmentTrafficResolver,
    ...provenanceOf(trafficFlowObservedList, trafficFlowObservedDataset),
    ...provenanceOf(trafficIncidentList, trafficIncidentDataset),
    ...provenanceOf(trafficAccidentList, trafficAccidentDataset),
  ],
  lists: [trafficFlowObservedList, trafficIncidentList, trafficAccidentList],
  references: {
    TrafficFlowObserved: ({ id }, context) => trafficFlows.byId(context, id!),
    TrafficIncident: ({ id }, context) => trafficIncidents.byId(context, id!),
    TrafficAccident: ({ id }, context) => trafficAccidents.byId(context, id!),
    RoadSegment: ({ id }) => ({ id }),
  },
});
