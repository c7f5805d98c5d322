import {
  BooleanFilter,
  enumFilter,
  FloatFilter,
  IdFilter,
  IntFilter,
  TextFilter,
} from '../../graphql/filters.ts';
import { defineList } from '../../graphql/list.ts';
import { readStored } from '../../graphql/stored-list.ts';
import { UnitFilter } from '../../graphql/unit-filter.ts';
import * as codes from '../../model/code-lists/index.ts';
import { roadSegmentDataset } from './road-segment.dataset.ts';
import { RoadSegment } from './road-segment.type.ts';

export const roadSegmentList = defineList({
  name: 'RoadSegment',
  node: () => RoadSegment,
  filters: {
    id: { input: IdFilter },
    officialRef: { input: TextFilter },
    name: { input: TextFilter },
    roadClass: { input: enumFilter(codes.roadClasses) },
    status: { input: enumFilter(codes.roadStatuses) },
    surface: { input: enumFilter(codes.roadSurfaces) },
    populatedArea: { input: BooleanFilter },
    maximumAllowedSpeed: { input: IntFilter },
    startKilometer: { input: FloatFilter },
    endKilometer: { input: FloatFilter },
    unit: { input: UnitFilter, property: 'unit', isUnit: true, seenAs: 'administrativeUnit' },
  },
  sort: ['id', 'officialRef', 'name', 'startKilometer', 'maximumAllowedSpeed'],
  order: [['id', 'ASC']],
});

export const roadSegments = readStored(roadSegmentList, roadSegmentDataset);
