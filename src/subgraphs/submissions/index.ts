import { defineSubgraph } from '../../graphql/subgraph.ts';
import { SubmissionResolver } from './submission.resolver.ts';

export const submissionsSubgraph = defineSubgraph({
  name: 'submissions',
  resolvers: [SubmissionResolver],
  references: {},
});
