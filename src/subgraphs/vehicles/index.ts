import { provenanceOf } from '../../graphql/provenance/provenance.resolver.ts';
import { defineSubgraph } from '../../graphql/subgraph.ts';
import { vehicleDataset } from './vehicle.dataset.ts';
import { vehicleList, vehicles } from './vehicle.input.ts';
import { ResidentVehiclesResolver, VehicleResolver } from './vehicle.resolver.ts';

export const vehiclesSubgraph = defineSubgraph({
  name: 'vehicles',
  resolvers: [VehicleResolver, ResidentVehiclesResolver, ...provenanceOf(vehicleList, vehicleDataset)],
  lists: [vehicleList],
  references: {
    Vehicle: ({ id }, context) => vehicles.byId(context, id!),
    Resident: ({ personalId }) => ({ personalId }),
  },
});
