import type { HubContext } from '../../graphql/context.ts';
import { enumFilter, IdFilter } from '../../graphql/filters.ts';
import { defineList, type Row } from '../../graphql/list.ts';
import { selectList } from '../../graphql/stored-list.ts';
import * as codes from '../../model/code-lists/index.ts';
import { defineTable } from '../../store/table.ts';
import { Approval } from './approval.type.ts';

export const approvalTable = defineTable('approval', {
  id: { type: 'uuid' },
  source: { type: 'text' },
  dataset: { type: 'text' },
  kind: { type: 'text' },
  status: { type: 'text' },
  detail: { type: 'jsonb' },
  askedAt: { type: 'timestamptz', column: 'asked_at' },
  decidedAt: { type: 'timestamptz', column: 'decided_at', nullable: true },
  decidedBy: { type: 'text', column: 'decided_by', nullable: true },
  note: { type: 'text', nullable: true },
});

export const approvalList = defineList({
  name: 'Approval',
  node: () => Approval,
  filters: {
    source: { input: IdFilter },
    dataset: { input: IdFilter },
    kind: { input: enumFilter(codes.approvalKinds) },
    status: { input: enumFilter(codes.approvalStatuses) },
  },
  sort: ['askedAt', 'decidedAt'],
  order: [
    ['askedAt', 'DESC'],
    ['id', 'DESC'],
  ],
});

export async function findApproval(context: HubContext, id: string): Promise<Row | undefined> {
  const [row] = await context.query<Row>(
    `SELECT ${selectList(approvalTable, 't')} FROM approval t WHERE t.id::text = $1`,
    [id],
  );
  return row;
}
