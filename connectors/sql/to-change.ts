import type { Change, Json, Origin } from '../../src/sdk/index.ts';
import { type Column, createRowReader, toIsoInstant } from './column.ts';
import type { SqlDataset } from './config.ts';
import type { Relation } from './relation.ts';
import type { TextRow } from './text-row.ts';
import type { Phase } from './watermark.ts';

/** A row as a change. What cannot be used is refused by name, and says where it stands. */
export function createToChange(
  relation: Relation,
  dataset: SqlDataset,
): (row: TextRow, phase: Phase) => Change {
  const columns = [...relation.columns.values()];
  const readRow = createRowReader(columns);
  const isReadable = (column: Column, row: TextRow) => {
    try {
      createRowReader([column])(row);
      return true;
    } catch {
      return false; // asked only after the whole row could not be read, to find the field
    }
  };
  const { cursor, key } = dataset;
  const changedAt = cursor && relation.column(cursor.fields[0]!);
  const uri = dataset.table ?? dataset.name;

  const originOf = (row: TextRow): Origin => ({
    uri,
    pos: key.map((name) => row[name]).join('|'),
  });
  const refuse = (row: TextRow, reason: string, code: string, field: string): Change => {
    const src = originOf(row);
    const printed = changedAt && row[changedAt.name];
    if (printed && changedAt.kind === 'instant') src.at = toIsoInstant(printed);
    return { op: 'bad', raw: row as { [name: string]: Json }, reason, code, field, src };
  };

  return (row, phase) => {
    for (const name of key)
      if (row[name] === null) return refuse(row, `key column ${name} is null`, 'key-missing', name);
    if (phase === 'unmarked' && cursor?.nullWatermark === 'refuse') {
      const field = cursor.fields.find((name) => row[name] === null)!;
      return refuse(row, `cursor column ${field} is null`, 'watermark-missing', field);
    }
    try {
      const data = readRow(row);
      const src = originOf(row);
      // Read already, the way that instants are told.
      if (changedAt?.kind === 'instant' && row[changedAt.name]) src.at = data[changedAt.name] as string;
      return { op: 'put', data, src };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const field = columns.find((column) => !isReadable(column, row))!.name;
      return refuse(row, `${field} holds no JSON`, 'value-unreadable', field);
    }
  };
}
