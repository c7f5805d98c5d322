import { provenanceOf } from '../../graphql/provenance/provenance.resolver.ts';
import { defineSubgraph } from '../../graphql/subgraph.ts';
import { patrolShiftDataset } from './patrol-shift.dataset.ts';
import { patrolShiftList } from './patrol-shift.input.ts';
import { findShift, PatrolShiftResolver } from './patrol-shift.resolver.ts';
import { trafficViolationDataset } from './traffic-violation.dataset.ts';
import { trafficViolationList, trafficViolations } from './traffic-violation.input.ts';
import {
  RoadSegmentViolationsResolver,
  TrafficViolationResolver,
  VehicleViolationsResolver,
} from './traffic-violation.resolver.ts';

export const patrolSubgraph = defineSubgraph({
  name: 'patrol',
  resolvers: [
    TrafficViolationResolver,
    VehicleViolationsResolver,
    RoadSegmentViolationsResolver,
    PatrolShiftResolver,
    ...provenanceOf(trafficViolationList, trafficViolationDataset),
    ...provenanceOf(patrolShiftList, patrolShiftDataset),
  ],
  lists: [trafficViolationList, patrolShiftList],
  references: {
    TrafficViolation: ({ id }, context) => trafficViolations.byId(context, id!),
    PatrolShift: ({ id }, context) => findShift(context, id!),
    Vehicle: ({ id }) => ({ id }),
    RoadSegment: ({ id }) => ({ id }),
  },
});
