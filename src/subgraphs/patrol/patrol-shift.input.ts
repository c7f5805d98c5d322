import { DateTimeFilter, enumFilter, IdFilter } from '../../graphql/filters.ts';
import { defineList } from '../../graphql/list.ts';
import { readStored } from '../../graphql/stored-list.ts';
import { UnitFilter } from '../../graphql/unit-filter.ts';
import * as codes from '../../model/code-lists/index.ts';
import { patrolShiftDataset } from './patrol-shift.dataset.ts';
import { PatrolShift } from './patrol-shift.type.ts';

export const patrolShiftList = defineList({
  name: 'PatrolShift',
  node: () => PatrolShift,
  filters: {
    id: { input: IdFilter },
    teamCode: { input: IdFilter },
    startAt: { input: DateTimeFilter },
    endAt: { input: DateTimeFilter },
    mode: { input: enumFilter(codes.patrolModes) },
    activity: { input: enumFilter(codes.patrolActivities) },
    unit: { input: UnitFilter, property: 'unit', isUnit: true, seenAs: 'administrativeUnit' },
  },
  sort: ['id', 'startAt', 'endAt'],
  order: [
    ['startAt', 'DESC'],
    ['id', 'DESC'],
  ],
});

export const patrolShifts = readStored(patrolShiftList, patrolShiftDataset);
