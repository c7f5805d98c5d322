import { DateTimeFilter, enumFilter, IdFilter, IntFilter, TextFilter } from '../../graphql/filters.ts';
import { defineList } from '../../graphql/list.ts';
import { readStored } from '../../graphql/stored-list.ts';
import { UnitFilter } from '../../graphql/unit-filter.ts';
import * as codes from '../../model/code-lists/index.ts';
import { trafficAccidentDataset } from './traffic-accident.dataset.ts';
import { TrafficAccident } from './traffic-accident.type.ts';

export const trafficAccidentList = defineList({
  name: 'TrafficAccident',
  node: () => TrafficAccident,
  filters: {
    id: { input: IdFilter },
    occurredAt: { input: DateTimeFilter },
    reportedAt: { input: DateTimeFilter },
    roadRef: { input: TextFilter },
    roadSegment: { input: IdFilter, property: 'refRoadSegment' },
    accidentSeverity: { input: enumFilter(codes.accidentSeverities) },
    declaredSeverity: { input: enumFilter(codes.accidentSeverities) },
    severityScheme: { input: enumFilter(codes.severitySchemes) },
    deathsWithin24h: { input: IntFilter },
    deathsWithin30days: { input: IntFilter },
    injuredCount: { input: IntFilter },
    damageVnd: { input: IntFilter },
    collisionType: { input: enumFilter(codes.collisionTypes) },
    cause: { input: enumFilter(codes.accidentCauses) },
    weather: { input: enumFilter(codes.weathers) },
    lighting: { input: enumFilter(codes.lightings) },
    roadSurface: { input: enumFilter(codes.surfaceConditions) },
    mode: { input: enumFilter(codes.transportModes) },
    unit: { input: UnitFilter, property: 'unit', isUnit: true, seenAs: 'administrativeUnit' },
  },
  sort: ['id', 'occurredAt', 'reportedAt', 'injuredCount', 'damageVnd'],
  order: [
    ['occurredAt', 'DESC'],
    ['id', 'DESC'],
  ],
});

export const trafficAccidents = readStored(trafficAccidentList, trafficAccidentDataset);
