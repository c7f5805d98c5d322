import { defineSubgraph } from '../../graphql/subgraph.ts';
import { patrolShiftList } from './patrol-shift.input.ts';
import { findShift, PatrolShiftResolver } from './patrol-shift.resolver.ts';
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
  ],
  lists: [trafficViolationList, patrolShiftList],
  references: {
    TrafficViolation: ({ id }, context) => trafficViolations.byId(context, id!),
    PatrolShift: ({ id }, context) => findShift(context, id!),
    Vehicle: ({ id }) => ({ id }),
    RoadSegment: ({ id }) => ({ id }),
  },
});
