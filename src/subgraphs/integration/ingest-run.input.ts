import { batched } from '../../graphql/batch.ts';
import type { HubContext } from '../../graphql/context.ts';
import { DateTimeFilter, enumFilter, IdFilter, IntFilter } from '../../graphql/filters.ts';
import { defineList, type Row } from '../../graphql/list.ts';
import { selectList } from '../../graphql/stored-list.ts';
import * as codes from '../../model/code-lists/index.ts';
import { defineTable } from '../../store/table.ts';
import { IngestRun } from './ingest-run.type.ts';

export const ingestRunTable = defineTable('ingest_run', {
  id: { type: 'uuid' },
  source: { type: 'text' },
  dataset: { type: 'text' },
  mode: { type: 'text' },
  status: { type: 'text' },
  startedAt: { type: 'timestamptz', column: 'started_at' },
  endedAt: { type: 'timestamptz', column: 'ended_at', nullable: true },
  askedBy: { type: 'text', column: 'asked_by', nullable: true },
  pages: { type: 'int' },
  inserted: { type: 'bigint' },
  updated: { type: 'bigint' },
  unchanged: { type: 'bigint' },
  deleted: { type: 'bigint' },
  quarantined: { type: 'bigint' },
  problem: { type: 'jsonb', nullable: true },
});

export const ingestRunList = defineList({
  name: 'IngestRun',
  node: () => IngestRun,
  filters: {
    source: { input: IdFilter },
    dataset: { input: IdFilter },
    mode: { input: IdFilter },
    status: { input: enumFilter(codes.runStatuses) },
    startedAt: { input: DateTimeFilter },
    inserted: { input: IntFilter },
    updated: { input: IntFilter },
    deleted: { input: IntFilter },
    quarantined: { input: IntFilter },
  },
  sort: ['startedAt', 'endedAt'],
  order: [
    ['startedAt', 'DESC'],
    ['id', 'DESC'],
  ],
});

/** One run by its id; undefined = there is none, or it was swept. Batched. */
export function findRun(context: HubContext, id: string): Promise<Row | undefined> {
  return batched<string, Row>(context, 'integration.run', async (ids) => {
    const rows = await context.query<Row>(
      `SELECT ${selectList(ingestRunTable, 't')} FROM ingest_run t WHERE t.id::text = ANY($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id as string, row]));
  }).load(id.replaceAll('\u0000', ''));
}
