import type { HubContext } from '../../graphql/context.ts';
import { DateTimeFilter, enumFilter, IdFilter, IntFilter } from '../../graphql/filters.ts';
import { defineList, type Row } from '../../graphql/list.ts';
import { selectList } from '../../graphql/stored-list.ts';
import * as codes from '../../model/code-lists/index.ts';
import { defineTable } from '../../store/table.ts';
import { QuarantinedRecord } from './quarantined-record.type.ts';

/** Without the text that was sent, which is up to 64 KiB: it is loaded when somebody asks for it. */
export const quarantineTable = defineTable('quarantine', {
  id: { type: 'bigint' },
  source: { type: 'text' },
  dataset: { type: 'text' },
  run: { type: 'text' },
  reason: { type: 'text' },
  field: { type: 'text', nullable: true },
  uri: { type: 'text', column: 'src_uri', nullable: true },
  position: { type: 'text', column: 'src_pos', nullable: true },
  firstSeenAt: { type: 'timestamptz', column: 'first_seen_at' },
  lastSeenAt: { type: 'timestamptz', column: 'last_seen_at' },
  timesSeen: { type: 'int', column: 'times_seen' },
  status: { type: 'text' },
  decidedAt: { type: 'timestamptz', column: 'decided_at', nullable: true },
  decidedBy: { type: 'text', column: 'decided_by', nullable: true },
  note: { type: 'text', nullable: true },
});

export const quarantineList = defineList({
  name: 'QuarantinedRecord',
  node: () => QuarantinedRecord,
  filters: {
    source: { input: IdFilter },
    dataset: { input: IdFilter },
    reason: { input: IdFilter },
    field: { input: IdFilter },
    status: { input: enumFilter(codes.quarantineStatuses) },
    uri: { input: IdFilter },
    lastSeenAt: { input: DateTimeFilter },
    timesSeen: { input: IntFilter },
  },
  sort: ['firstSeenAt', 'lastSeenAt', 'timesSeen'],
  order: [['id', 'DESC']],
});

/** These records as they are now, in the order of their ids. */
export function findQuarantined(context: HubContext, ids: readonly string[]): Promise<Row[]> {
  return context.query<Row>(
    `SELECT ${selectList(quarantineTable, 't')} FROM quarantine t WHERE t.id = ANY($1::bigint[]) ORDER BY t.id`,
    [ids],
  );
}
