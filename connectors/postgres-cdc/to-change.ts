import type { Pgoutput } from 'pg-logical-replication';
import { type Change, ConnectorError, type Json, type Origin, type Row } from '../../src/sdk/index.ts';
import { createRowReader } from './column.ts';
import type { CdcDataset } from './config.ts';
import type { TextRow } from './session.ts';
import type { Table } from './table.ts';

/** Where in the log a change stands, and when it was committed. */
export interface Place {
  pos: string;
  at: string;
}

/** Columns that we read must still be there: a dropped or renamed one is no null. */
export function assertSameColumns(dataset: string, table: Table, relation: Pgoutput.MessageRelation): void {
  const sent = new Set(relation.columns.map(({ name }) => name));
  const gone = table.columns.find(({ name }) => !sent.has(name));
  if (gone) throw new ConnectorError('drift', `dataset ${dataset}: column "${gone.name}" is gone`);
}

/** Messages of the log as changes of one table. */
export function createToChanges(table: Table, dataset: CdcDataset) {
  const readRow = createRowReader(table.columns);
  const uri = `${table.schema}.${table.name}`;
  const keyOf = (row: Row): Row => Object.fromEntries(dataset.key.map((name) => [name, row[name]]));
  const isSame = (a: Row, b: Row) => dataset.key.every((name) => a[name] === b[name]);

  const bad = (raw: Row, reason: string, code: string, field: string, src: Origin): Change => ({
    op: 'bad',
    raw: raw as Json,
    reason,
    code,
    field,
    src,
  });
  const toPut = (row: Row, src: Origin): Change => {
    // Not null but not sent: the old row was not there to take it from.
    const missing = Object.keys(row).find((name) => row[name] === undefined);
    if (missing === undefined) return { op: 'put', data: readRow(row as TextRow), src };
    const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
    return bad(known, `the log left out ${missing}`, 'value-not-sent', missing, src);
  };
  const toDel = (row: Row, src: Origin): Change => {
    const missing = dataset.key.find((name) => row[name] === undefined || row[name] === null);
    if (missing !== undefined)
      return bad({ ...row }, `a delete without its ${missing}`, 'key-missing', missing, src);
    return { op: 'del', key: readRow(keyOf(row) as TextRow), src };
  };

  return {
    /** A row of the table itself. */
    fromTable: (row: TextRow): Change => ({
      op: 'put',
      data: readRow(row),
      src: { uri, pos: dataset.key.map((name) => row[name]).join('|') },
    }),
    fromLog(message: Pgoutput.Message, place: Place): Change[] {
      const src = { uri, ...place };
      switch (message.tag) {
        case 'insert':
          return [toPut(message.new, src)];
        case 'update': {
          const before = message.old ?? message.key;
          const moved = before !== null && !isSame(before, message.new);
          return moved ? [toDel(before, src), toPut(message.new, src)] : [toPut(message.new, src)];
        }
        case 'delete':
          return [toDel(message.old ?? message.key ?? {}, src)];
        default:
          return [];
      }
    },
  };
}
