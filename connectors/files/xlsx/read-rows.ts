import { MAX_COLUMNS } from '../limits.ts';
import { RefusedFile } from '../refusal.ts';
import type { Archive } from './archive.ts';
import { type CellContext, type CellValue, toCellValue } from './cell-value.ts';

/** A row that is there; rows and cells without content are left out by spreadsheets. */
export interface SheetRow {
  /** From 1, as the spreadsheet shows it. */
  number: number;
  /** By column from 0; holes are empty cells. */
  cells: CellValue[];
  /** Characters it took, about. */
  size: number;
}

/** `B7` → 1. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}

/** 1 → `B`. */
export function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** The rows of a sheet in the order they are written. */
export async function* readRows(
  archive: Archive,
  part: string,
  name: string,
  context: CellContext,
): AsyncGenerator<SheetRow> {
  let number = 0;
  const split = (element: string, path: readonly string[]) => element === 'row' && path.length === 3;
  for await (const element of archive.read(part, { split })) {
    const written = Number(element.attributes.r ?? number + 1);
    if (!Number.isSafeInteger(written) || written <= number)
      throw new RefusedFile('xml-broken', `${name}: row ${element.attributes.r} follows row ${number}`);
    number = written;
    const cells: CellValue[] = [];
    let column = -1;
    let size = 0;
    for (const cell of element.children) {
      if (cell.name !== 'c') continue;
      const { r } = cell.attributes;
      column = r === undefined ? column + 1 : columnOf(r);
      if (column < 0 || column >= MAX_COLUMNS)
        throw new RefusedFile('xml-broken', `${name}: row ${number} has a cell outside the sheet (${r})`);
      const value = toCellValue(cell, context);
      if (value !== null) cells[column] = value;
      size += 8 + (typeof value === 'string' ? value.length : 0);
    }
    yield { number, cells, size };
  }
}
