import {
  BooleanFilter,
  DateTimeFilter,
  enumFilter,
  FloatFilter,
  IdFilter,
  IntFilter,
} from '../../graphql/filters.ts';
import { defineList } from '../../graphql/list.ts';
import { readStored } from '../../graphql/stored-list.ts';
import * as codes from '../../model/code-lists/index.ts';
import { trafficFlowObservedDataset } from './traffic-flow-observed.dataset.ts';
import { TrafficFlowObserved } from './traffic-flow-observed.type.ts';

export const trafficFlowObservedList = defineList({
  name: 'TrafficFlowObserved',
  node: () => TrafficFlowObserved,
  filters: {
    id: { input: IdFilter },
    sensorId: { input: IdFilter },
    roadSegment: { input: IdFilter, property: 'refRoadSegment' },
    laneId: { input: IdFilter },
    laneDirection: { input: enumFilter(codes.laneDirections) },
    dateObserved: { input: DateTimeFilter },
    intensity: { input: IntFilter },
    occupancy: { input: FloatFilter },
    averageVehicleSpeed: { input: FloatFilter },
    congested: { input: BooleanFilter },
    vehicleType: { input: enumFilter(codes.vehicleTypes) },
  },
  sort: ['id', 'dateObserved', 'intensity', 'averageVehicleSpeed', 'occupancy'],
  order: [
    ['dateObserved', 'DESC'],
    ['id', 'DESC'],
  ],
});

export const trafficFlows = readStored(trafficFlowObservedList, trafficFlowObservedDataset);
