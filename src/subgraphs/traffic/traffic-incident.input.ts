import { DateTimeFilter, enumFilter, IdFilter } from '../../graphql/filters.ts';
import { defineList } from '../../graphql/list.ts';
import { readStored } from '../../graphql/stored-list.ts';
import { UnitFilter } from '../../graphql/unit-filter.ts';
import * as codes from '../../model/code-lists/index.ts';
import { trafficIncidentDataset } from './traffic-incident.dataset.ts';
import { TrafficIncident } from './traffic-incident.type.ts';

export const trafficIncidentList = defineList({
  name: 'TrafficIncident',
  node: () => TrafficIncident,
  filters: {
    id: { input: IdFilter },
    situationRecordType: { input: enumFilter(codes.situationRecordTypes) },
    overallSeverity: { input: enumFilter(codes.overallSeverities) },
    probabilityOfOccurrence: { input: enumFilter(codes.probabilitiesOfOccurrence) },
    validityStatus: { input: enumFilter(codes.validityStatuses) },
    overallStartTime: { input: DateTimeFilter },
    overallEndTime: { input: DateTimeFilter },
    situationRecordVersionTime: { input: DateTimeFilter },
    roadSegment: { input: IdFilter, property: 'refRoadSegment' },
    reportedBy: { input: IdFilter },
    sourceKind: { input: enumFilter(codes.incidentSourceKinds) },
    unit: { input: UnitFilter, property: 'unit', isUnit: true, seenAs: 'administrativeUnit' },
  },
  sort: ['id', 'overallStartTime', 'situationRecordVersionTime'],
  order: [
    ['overallStartTime', 'DESC'],
    ['id', 'DESC'],
  ],
});

export const trafficIncidents = readStored(trafficIncidentList, trafficIncidentDataset);
