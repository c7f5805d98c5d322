import { defineSubgraph } from '../../graphql/subgraph.ts';
import { approvalList } from './approval.input.ts';
import { ApprovalResolver } from './approval.resolver.ts';
import { ConflictResolver } from './conflict.resolver.ts';
import { ingestRunList } from './ingest-run.input.ts';
import { IngestRunResolver } from './ingest-run.resolver.ts';
import { IntegrationResolver } from './integration.resolver.ts';
import { quarantineList } from './quarantined-record.input.ts';
import { QuarantinedRecordResolver } from './quarantined-record.resolver.ts';
import { sourceList } from './source.input.ts';
import { SourceResolver } from './source.resolver.ts';
import { SourceDatasetResolver } from './source-dataset.resolver.ts';

/** What people do about sources: how they are doing, what was refused, what waits for a decision. */
export const integrationSubgraph = defineSubgraph({
  name: 'integration',
  resolvers: [
    SourceResolver,
    SourceDatasetResolver,
    IngestRunResolver,
    QuarantinedRecordResolver,
    ApprovalResolver,
    ConflictResolver,
    IntegrationResolver,
  ],
  lists: [sourceList, ingestRunList, quarantineList, approvalList],
  references: {},
});
