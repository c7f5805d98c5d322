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

  return (row, phase) => {
    const printed = changedAt && row[changedAt.name];
    const src: Origin = {
      uri,
      pos: key.map((name) => row[name]).join('|'),
      ...(printed && changedAt.kind === 'instant' ? { at: toIsoInstant(printed) } : {}),
    };
    const refuse = (reason: string, code: string, field: string): Change => ({
      op: 'bad',
      raw: row as { [name: string]: Json },
      reason,
      code,
      field,
      src,
    });
    const empty = key.find((name) => row[name] === null);
    if (empty !== undefined) return refuse(`key column ${empty} is null`, 'key-missing', empty);
    if (phase === 'unmarked' && cursor?.nullWatermark === 'refuse') {
      const field = cursor.fields.find((name) => row[name] === null)!;
      return refuse(`cursor column ${field} is null`, 'watermark-missing', field);
    }
    try {
      return { op: 'put', data: readRow(row), src };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const field = columns.find((column) => !isReadable(column, row))!.name;
      return refuse(`${field} holds no JSON`, 'value-unreadable', field);
    }
  };
}
