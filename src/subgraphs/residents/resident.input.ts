import { DateFilter, enumFilter, IdFilter, TextFilter } from '../../graphql/filters.ts';
import { defineList } from '../../graphql/list.ts';
import { readLive } from '../../graphql/live-list.ts';
import { UnitFilter } from '../../graphql/unit-filter.ts';
import * as codes from '../../model/code-lists/index.ts';
import { residentDataset } from './resident.dataset.ts';
import { Resident } from './resident.type.ts';

export const residentList = defineList({
  name: 'Resident',
  node: () => Resident,
  filters: {
    personalId: { input: IdFilter },
    fullName: { input: TextFilter },
    dateOfBirth: { input: DateFilter },
    sex: { input: enumFilter(codes.sexes) },
    status: { input: enumFilter(codes.residentStatuses) },
    householdId: { input: IdFilter },
    unit: {
      input: UnitFilter,
      property: 'permanentResidenceUnit',
      isUnit: true,
      seenAs: 'administrativeUnit',
      description: 'Nơi thường trú. Permanent residence.',
    },
  },
  sort: ['personalId', 'fullName'],
  order: [['personalId', 'ASC']],
  id: 'personalId',
});

export const residents = readLive(residentList, residentDataset.name);
