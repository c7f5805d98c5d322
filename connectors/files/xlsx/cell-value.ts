import { textAt, type XmlElement } from '../../../src/sdk/index.ts';
import type { NumberKind } from './number-format.ts';
import { textOf } from './shared-strings.ts';

/** A cell as it is passed on: text (numbers and dates too), a truth value, nothing, or why it has no value. */
export type CellValue = string | boolean | null | { code: string; reason: string };

export interface CellContext {
  shared: readonly string[];
  kinds: readonly NumberKind[];
  date1904: boolean;
}

const DAY_MS = 86_400_000;

/** Last day a spreadsheet knows: 31 December 9999. */
const LAST_DAY = 2_958_465;

/**
 * A number as the cell shows it. A spreadsheet keeps 15 digits, the file writes the binary fraction behind them: 0.1+0.2
 * stands there as 0.30000000000000004. Whole numbers are passed on as they are written.
 */
export function toNumberText(written: string): string {
  if (/^-?\d+$/.test(written)) return written;
  const value = Number(written);
  return written.trim() === '' || !Number.isFinite(value) ? written : String(Number(value.toPrecision(15)));
}

/**
 * Days since the workbook's epoch → ISO 8601 without zone: a workbook has none. Day 60 of the 1900 system is 29 February
 * 1900, which never was; it and what lies outside the calendar stay numbers.
 */
export function toIsoText(written: string, kind: NumberKind, date1904: boolean): string {
  const serial = Number(written);
  const number = toNumberText(written);
  if (kind === 'number' || !Number.isFinite(serial) || serial < 0 || serial > LAST_DAY) return number;
  const ms = Math.round(serial * DAY_MS);
  const days = Math.floor(ms / DAY_MS);
  const ofDay = ms - days * DAY_MS;
  const time = new Date(ofDay)
    .toISOString()
    .slice(11, -1)
    .replace(/\.000$/, '');
  if (days === 0 && kind === 'time') return time;
  if (!date1904 && (days === 60 || days === 0)) return number;
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(epoch + days * DAY_MS).toISOString().slice(0, 10);
  // A time that the format hides is still part of the value.
  return kind === 'date' && ofDay === 0 ? date : `${date}T${time}`;
}

/** Value of a `c` element (ECMA-376 part 1, 18.3.1.4); of a formula, the value that was saved with it. */
export function toCellValue(cell: XmlElement, { shared, kinds, date1904 }: CellContext): CellValue {
  const { t = 'n', s } = cell.attributes;
  const inline = cell.children.find(({ name }) => name === 'is');
  if (t === 'inlineStr') return inline ? textOf(inline) || null : null;
  const written = cell.children.find(({ name }) => name === 'v')?.text;
  if (written === undefined || (written === '' && t !== 'str')) {
    return textAt(cell, 'f') === undefined
      ? null
      : { code: 'formula-without-value', reason: 'holds a formula that was saved without its value' };
  }
  switch (t) {
    case 's': {
      const text = shared[Number(written)];
      return text === undefined
        ? { code: 'broken-cell', reason: `points to text ${written}, which is not there` }
        : text || null;
    }
    case 'b':
      return written.trim() === '1';
    case 'e':
      return { code: 'cell-error', reason: `shows ${written}` };
    case 'str':
    case 'd':
      return written || null;
    default:
      return toIsoText(written.trim(), kinds[Number(s ?? 0)] ?? 'number', date1904);
  }
}
