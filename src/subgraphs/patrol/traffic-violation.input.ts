import {
  DateTimeFilter,
  enumFilter,
  IdFilter,
  IntFilter,
  TextFilter,
  toOperatorPredicate,
} from '../../graphql/filters.ts';
import { defineList } from '../../graphql/list.ts';
import type { Predicate } from '../../graphql/predicate.ts';
import { matches } from '../../graphql/predicate-memory.ts';
import { readStored } from '../../graphql/stored-list.ts';
import { UnitFilter } from '../../graphql/unit-filter.ts';
import * as codes from '../../model/code-lists/index.ts';
import { violationCodes } from '../../model/violation-codes/index.ts';
import { trafficViolationDataset } from './traffic-violation.dataset.ts';
import { TrafficViolation } from './traffic-violation.type.ts';

export const trafficViolationList = defineList({
  name: 'TrafficViolation',
  node: () => TrafficViolation,
  filters: {
    id: { input: IdFilter },
    violationCode: { input: TextFilter },
    group: { input: enumFilter(codes.violationGroups), toPredicate: toGroupPredicate },
    occurredAt: { input: DateTimeFilter },
    detectedAt: { input: DateTimeFilter },
    roadRef: { input: TextFilter },
    roadSegment: { input: IdFilter, property: 'refRoadSegment' },
    detectionMethod: { input: enumFilter(codes.detectionMethods) },
    vehicle: { input: IdFilter, property: 'vehicleRef' },
    fineAmount: { input: IntFilter },
    pointsDeducted: { input: IntFilter },
    state: { input: enumFilter(codes.violationStates) },
    unit: { input: UnitFilter, property: 'unit', isUnit: true, seenAs: 'administrativeUnit' },
  },
  sort: ['id', 'occurredAt', 'detectedAt', 'fineAmount'],
  order: [
    ['occurredAt', 'DESC'],
    ['id', 'DESC'],
  ],
});

export const trafficViolations = readStored(trafficViolationList, trafficViolationDataset);

/** A group is not stored: it stands for the codes of the list that are in it. */
function toGroupPredicate(given: Record<string, unknown>): Predicate {
  const operators = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  const onGroup = { and: operators.map(([op, value]) => toOperatorPredicate('group', op, value)) };
  const members = violationCodes.filter(({ group }) => matches(onGroup, { group }));
  return { property: 'violationCode', op: 'in', value: members.map(({ code }) => code) };
}
