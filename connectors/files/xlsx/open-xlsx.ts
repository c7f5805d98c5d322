import { type Change, ConnectorError, type Row } from '../../../src/sdk/index.ts';
import { emptyKey, type FileInput, type Part, type Position, type RecordReader } from '../format.ts';
import { judgeHeader } from '../header.ts';
import { badText } from '../refusal.ts';
import { openArchive } from './archive.ts';
import type { CellValue } from './cell-value.ts';
import { readStyles } from './number-format.ts';
import { lettersOf, readRows, type SheetRow } from './read-rows.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readWorkbook } from './workbook.ts';

/** The header of a table in a sheet: names by column, `''` where there is none. */
function readHeader(row: SheetRow | undefined, { name, dataset, remembered }: FileInput): string[] {
  if (row?.number !== dataset.headerRow)
    throw new ConnectorError('drift', `${name}: row ${dataset.headerRow} holds no column names`);
  // Line breaks in a heading are layout.
  const written = Array.from(row.cells, (cell) =>
    typeof cell === 'string' ? cell.replace(/\s+/g, ' ') : typeof cell === 'boolean' ? String(cell) : '',
  );
  return judgeHeader(name, written, dataset, remembered);
}

/** A sheet of a workbook with column names in one of its rows. Position is the number of records. */
export async function openXlsx(input: FileInput): Promise<RecordReader> {
  const { name, dataset } = input;
  const archive = await openArchive(input);
  const book = await readWorkbook(archive, name, dataset.sheet);
  const rows = readRows(archive, book.sheetPart, name, {
    shared: book.sharedStrings ? await readSharedStrings(archive, book.sharedStrings, name) : [],
    kinds: book.styles ? await readStyles(archive, book.styles) : [],
    date1904: book.date1904,
  });
  let header: SheetRow | undefined;
  for (;;) {
    const next = await rows.next();
    if (next.done || next.value.number >= dataset.headerRow) {
      header = next.done ? undefined : next.value;
      break;
    }
  }
  const columns = readHeader(header, input);
  return {
    columns: columns.filter((column) => column !== ''),
    parts: (from, pageBytes) => readParts(input, rows, columns, book.sheetName, from, pageBytes),
    close: async () => {
      await rows.return(undefined);
    },
  };
}

async function* readParts(
  { uri, dataset, signal }: FileInput,
  rows: AsyncGenerator<SheetRow>,
  columns: readonly string[],
  sheet: string,
  from: Position | undefined,
  pageBytes: number,
): AsyncGenerator<Part> {
  const skip = from && 'record' in from ? from.record : 0;
  let record = 0;
  let changes: Change[] = [];
  let bytes = 0;
  for await (const row of rows) {
    if (row.cells.length === 0) continue; // formatted, but empty
    record += 1;
    if (record <= skip) continue;
    changes.push(toChange(row, columns, sheet, uri, dataset.key));
    bytes += row.size;
    if (bytes < pageBytes) continue;
    signal.throwIfAborted();
    yield { changes, position: { record }, last: false };
    changes = [];
    bytes = 0;
  }
  yield { changes, position: { record }, last: true };
}

function isFlaw(cell: CellValue | undefined): cell is { code: string; reason: string } {
  return typeof cell === 'object' && cell !== null;
}

function toChange(
  { number, cells }: SheetRow,
  columns: readonly string[],
  sheet: string,
  uri: string,
  key: readonly string[],
): Change {
  const src = { uri, pos: `${sheet}!A${number}` };
  const bad = (code: string, reason: string, field?: string) =>
    badText(JSON.stringify(Array.from(cells, (cell) => cell ?? null)), code, reason, src, field);
  const data: Row = {};
  for (let i = 0; i < Math.max(columns.length, cells.length); i++) {
    const [column = '', cell] = [columns[i], cells[i]];
    const at = `${lettersOf(i)}${number}`;
    if (column === '') {
      if (cell !== undefined)
        return bad('value-without-column', `cell ${at} stands in a column without a name`);
      continue;
    }
    if (isFlaw(cell)) return bad(cell.code, `cell ${at} ${cell.reason}`, column);
    data[column] = cell ?? null;
  }
  const empty = emptyKey(data, key);
  return empty === undefined
    ? { op: 'put', data, src }
    : bad('empty-key', `key column ${empty} is empty`, empty);
}
