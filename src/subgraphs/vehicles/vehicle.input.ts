import { DateFilter, enumFilter, IdFilter, IntFilter, TextFilter } from '../../graphql/filters.ts';
import { defineList } from '../../graphql/list.ts';
import { readStored } from '../../graphql/stored-list.ts';
import { UnitFilter } from '../../graphql/unit-filter.ts';
import * as codes from '../../model/code-lists/index.ts';
import { vehicleDataset } from './vehicle.dataset.ts';
import { Vehicle } from './vehicle.type.ts';

export const vehicleList = defineList({
  name: 'Vehicle',
  node: () => Vehicle,
  filters: {
    id: { input: IdFilter },
    vehiclePlateIdentifier: { input: TextFilter },
    vehicleGroup: { input: enumFilter(codes.vehicleGroups) },
    plateColour: { input: enumFilter(codes.plateColours) },
    vehicleType: { input: enumFilter(codes.vehicleTypes) },
    make: { input: TextFilter },
    manufactureYear: { input: IntFilter },
    seatCount: { input: IntFilter },
    grossMassKg: { input: IntFilter },
    fuelType: { input: enumFilter(codes.fuelTypes) },
    usage: { input: enumFilter(codes.vehicleUsages) },
    status: { input: enumFilter(codes.vehicleStatuses) },
    dateVehicleFirstRegistered: { input: DateFilter },
    inspectionValidUntil: { input: DateFilter },
    insuranceValidUntil: { input: DateFilter },
    owner: { input: IdFilter, property: 'ownerPersonalId' },
    unit: { input: UnitFilter, property: 'registeredAtUnit', isUnit: true, seenAs: 'administrativeUnit' },
  },
  sort: [
    'id',
    'manufactureYear',
    'dateVehicleFirstRegistered',
    'inspectionValidUntil',
    'insuranceValidUntil',
  ],
  order: [['id', 'ASC']],
});

export const vehicles = readStored(vehicleList, vehicleDataset);
