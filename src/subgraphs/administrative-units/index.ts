import { defineSubgraph } from '../../graphql/subgraph.ts';
import { administrativeUnitList } from './administrative-unit.input.ts';
import { AdministrativeUnitResolver } from './administrative-unit.resolver.ts';

export const administrativeUnitsSubgraph = defineSubgraph({
  name: 'administrative-units',
  resolvers: [AdministrativeUnitResolver],
  lists: [administrativeUnitList],
  references: {
    AdministrativeUnit: ({ code, validFrom }, { units }) => units.get(code!, validFrom!) ?? null,
  },
});
