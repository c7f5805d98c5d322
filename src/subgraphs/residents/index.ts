import { maySee } from '../../access/principal.ts';
import { defineSubgraph } from '../../graphql/subgraph.ts';
import { residentList, residents } from './resident.input.ts';
import { ResidentResolver } from './resident.resolver.ts';

export const residentsSubgraph = defineSubgraph({
  name: 'residents',
  resolvers: [ResidentResolver],
  lists: [residentList],
  references: {
    // The register is not asked about a person for somebody who may see nothing of the answer; the guard says so.
    Resident: ({ personalId }, context) =>
      maySee(context.principal, context.purpose, 'Resident', 'personal')
        ? residents.byKey(context, personalId!)
        : { personalId },
  },
});
