/** Readers of raw values, for field tables and map functions. Each throws a reason that a person can act on. */
import { isCivilDate, isInstant, toCanonicalInstant } from '../model/instant.ts';
import type { Json } from './contract.ts';

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Plain ASCII without spaces at its ends, as most raw values are: nothing to trim, nothing to compose. */
function isPlain(text: string): boolean {
  const last = text.length - 1;
  if (text.charCodeAt(0) <= 32 || text.charCodeAt(last) <= 32) return false;
  for (let at = 0; at <= last; at++) if (text.charCodeAt(at) > 126) return false;
  return true;
}

/** Trimmed, Unicode NFC; empty becomes null. */
export function text(value: unknown): string | null {
  if (isEmpty(value)) return null;
  const written = String(value);
  return isPlain(written) ? written : written.trim().normalize('NFC') || null;
}

const SAFE_DIGITS = /^\d{1,15}$/;

/** Integer written with or without thousands dots (`1.234`); empty becomes null. */
export function integer(value: unknown): number | null {
  if (isEmpty(value)) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value === 'string' && SAFE_DIGITS.test(value)) return Number(value);
  const written = String(value).trim();
  const plain = /^-?\d{1,3}(\.\d{3})+$/.test(written) ? written.replaceAll('.', '') : written;
  if (!/^-?\d+$/.test(plain) || !Number.isSafeInteger(Number(plain)))
    throw new Error(`"${written}" is not a whole number`);
  return Number(plain);
}

/** Decimal with a comma or a point (`12,5`, `12.5`, `1.234,5`); empty becomes null. */
export function decimal(value: unknown): number | null {
  if (isEmpty(value)) return null;
  if (typeof value === 'number') return value;
  const written = String(value).trim();
  const plain = written.includes(',') ? written.replaceAll('.', '').replace(',', '.') : written;
  if (!/^-?\d+(\.\d+)?$/.test(plain)) throw new Error(`"${written}" is not a number`);
  return Number(plain);
}

/** `dd/mm/yyyy` as `yyyy-mm-dd`. */
function turnDate(value: string): string {
  return `${value.slice(6)}-${value.slice(3, 5)}-${value.slice(0, 2)}`;
}

const SLASHED_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** Civil date from `dd/mm/yyyy` or `yyyy-mm-dd`, as `yyyy-mm-dd`; the day must exist. Empty becomes null. */
export function civilDate(value: unknown): string | null {
  if (isEmpty(value)) return null;
  if (typeof value === 'string') {
    const iso = value[2] === '/' && value[5] === '/' ? turnDate(value) : value;
    if (isCivilDate(iso)) return iso;
  }
  const written = String(value).trim();
  const vi = SLASHED_DATE.exec(written);
  const iso = vi ? `${vi[3]}-${vi[2]!.padStart(2, '0')}-${vi[1]!.padStart(2, '0')}` : written;
  if (!isCivilDate(iso)) throw new Error(`"${written}" is not a date (dd/mm/yyyy)`);
  return iso;
}

const SLASHED_INSTANT = /^(\d{1,2}\/\d{1,2}\/\d{4})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Instant from `dd/mm/yyyy HH:mm[:ss]` (Vietnam time, UTC+07:00) or ISO 8601 with an offset, as ISO 8601 UTC.
 * Empty becomes null.
 */
export function instant(value: unknown): string | null {
  if (isEmpty(value)) return null;
  if (typeof value === 'string' && isInstant(value)) return toCanonicalInstant(value);
  const written = value instanceof Date ? value.toISOString() : String(value).trim();
  const vi = SLASHED_INSTANT.exec(written);
  const iso = vi
    ? `${civilDate(vi[1])}T${vi[2]!.padStart(2, '0')}:${vi[3]}:${vi[4] ?? '00'}+07:00`
    : written.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  if (!isInstant(iso))
    throw new Error(`"${written}" is not an instant (dd/mm/yyyy HH:mm or ISO 8601 with offset)`);
  return toCanonicalInstant(iso);
}

/** Yes/no as offices write it: Có/Không, 1/0, true/false, x. Empty becomes null. */
export function yesNo(value: unknown): boolean | null {
  if (isEmpty(value)) return null;
  const written = String(value).trim().normalize('NFC').toLowerCase();
  if (['1', 'true', 'có', 'co', 'x', 'yes'].includes(written)) return true;
  if (['0', 'false', 'không', 'khong', 'no'].includes(written)) return false;
  throw new Error(`"${String(value)}" is neither Có nor Không`);
}

/** A code translated by a table; an unknown code names the ones that are known. */
export function code<T extends string>(table: Readonly<Record<string, T>>): (value: unknown) => T | null {
  const known = new Map<unknown, T>(Object.entries(table));
  return (value) => {
    if (isEmpty(value)) return null;
    const found = known.get(value) ?? known.get(text(value));
    if (found === undefined)
      throw new Error(`"${String(value).trim()}" is not one of ${Object.keys(table).join(', ')}`);
    return found;
  };
}

/** `yyyy-mm-dd` as `dd/mm/yyyy`: the inverse of `civilDate`, for questions to a source that writes it so. */
export function toSlashedDate(value: Json): Json {
  return typeof value === 'string' ? value.split('-').reverse().join('/') : value;
}

/** `code` together with its inverse, for a field one can ask by. */
export function coded<T extends string>(table: Readonly<Record<string, T>>) {
  const written = new Map<Json, string>(Object.entries(table).map(([raw, known]) => [known, raw]));
  return { read: code(table), write: (value: Json): Json => written.get(value) ?? value };
}
