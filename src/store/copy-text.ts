import type { TableColumn } from './table.ts';

const NEEDS_CARE = /[\\\t\n\r\0]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** PostgreSQL refuses U+0000 in text. */
export class NulCharacterError extends Error {}

function escapeText(value: string): string {
  if (!NEEDS_CARE.test(value)) return value;
  if (value.includes('\0')) throw new NulCharacterError('U+0000');
  return value.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found]!);
}

function toField(value: unknown, isJson: boolean): string {
  if (value === null || value === undefined) return '\\N';
  if (isJson) return escapeText(JSON.stringify(value));
  if (typeof value === 'string') return escapeText(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return escapeText(toArrayLiteral(value));
  return String(value);
}

function toArrayLiteral(values: unknown[]): string {
  return `{${toArrayElements(values)}}`;
}

/** What stands between the braces of an array literal. */
export function toArrayElements(values: readonly unknown[]): string {
  return values.map((value) => `"${String(value).replace(/["\\]/g, '\\$&')}"`).join(',');
}

/**
 * Encodes records as lines of `COPY … FROM STDIN` (text format). The same line is what a record's fingerprint
 * is taken from: it holds every value, in column order, and nothing else.
 */
export function createLineEncoder(columns: TableColumn[]): (record: Record<string, unknown>) => string {
  const plan = columns.map(({ property, type }) => ({
    property,
    isJson: type === 'jsonb' || type === 'json',
  }));
  // Joined, not added up: adding leaves some eighty pieces of text behind for each record.
  const fields = new Array<string>(plan.length);
  return (record) => {
    for (let i = 0; i < plan.length; i++) fields[i] = toField(record[plan[i]!.property], plan[i]!.isJson);
    return fields.join('\t');
  };
}

export function toCopyField(value: string | null | undefined): string {
  return toField(value, false);
}
