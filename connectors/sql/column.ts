import type { Row } from '../../src/sdk/index.ts';
import type { TextRow } from './database.ts';

/** A column as the database describes it. */
export interface Column {
  name: string;
  /** As it is written in a cast, e.g. `timestamp with time zone`. */
  type: string;
  notNull: boolean;
  /** Text-like: ordered by code point, not by the database's language, so that everybody orders it alike. */
  isText: boolean;
  isArray: boolean;
}

interface Reading {
  schema: Record<string, unknown>;
  read: (text: string) => unknown;
}

const keep = (text: string): unknown => text;

/** `NaN` and `Infinity` have no place in JSON: they stay text and fail validation by name. */
const toNumber = (text: string): unknown => (Number.isFinite(Number(text)) ? Number(text) : text);

/** `2026-11-24 09:00:00.123456+07` → `2026-11-24T09:00:00.123456+07:00`; nothing is rounded. */
export function toIsoInstant(text: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(:\d\d)?$/.exec(text);
  if (!parts) return text; // infinity, BC
  const [, date, time, hours, minutes = ':00'] = parts;
  return `${date}T${time}${hours === '+00' && minutes === ':00' ? 'Z' : hours + minutes}`;
}

const READINGS: Record<string, Reading> = {
  boolean: { schema: { type: 'boolean' }, read: (text) => text === 't' },
  smallint: { schema: { type: 'integer' }, read: toNumber },
  integer: { schema: { type: 'integer' }, read: toNumber },
  // Past 2^53 a JavaScript number lies; decimals lie earlier.
  bigint: { schema: { type: 'string', pattern: '^-?\\d+$' }, read: keep },
  numeric: { schema: { type: 'string' }, read: keep },
  real: { schema: { type: 'number' }, read: toNumber },
  'double precision': { schema: { type: 'number' }, read: toNumber },
  date: { schema: { type: 'string', format: 'date' }, read: keep },
  uuid: { schema: { type: 'string', format: 'uuid' }, read: keep },
  'timestamp with time zone': { schema: { type: 'string', format: 'date-time' }, read: toIsoInstant },
  json: { schema: {}, read: (text) => JSON.parse(text) as unknown },
  jsonb: { schema: {}, read: (text) => JSON.parse(text) as unknown },
};

const ARRAY: Reading = { schema: { type: 'array' }, read: (text) => JSON.parse(text) as unknown };
const TEXT: Reading = { schema: { type: 'string' }, read: keep };

function readingOf(column: Column): Reading {
  return column.isArray ? ARRAY : (READINGS[column.type] ?? TEXT);
}

/** JSON Schema of the column's values. */
export function toColumnSchema(column: Column): Record<string, unknown> {
  const { schema } = readingOf(column);
  return column.notNull || schema.type === undefined
    ? { ...schema }
    : { ...schema, type: [schema.type, 'null'] };
}

/** Compiled once per statement: text of a row → its values. */
export function createRowReader(columns: readonly Column[]): (row: TextRow) => Row {
  const readers = columns.map((column) => [column.name, readingOf(column).read] as const);
  return (row) => {
    const values: Row = {};
    for (const [name, read] of readers) {
      const text = row[name];
      values[name] = text === null || text === undefined ? null : read(text);
    }
    return values;
  };
}

/** Whether a value can be a value of the column at all; what cannot is equal to nothing in it. */
export function canHold(column: Column, value: unknown): boolean {
  const written = String(value);
  switch (column.type) {
    case 'smallint':
      return /^-?\d{1,5}$/.test(written) && Math.abs(Number(written)) < 32_768;
    case 'integer':
      return /^-?\d{1,10}$/.test(written) && Math.abs(Number(written)) < 2_147_483_648;
    case 'bigint':
      return /^-?\d{1,18}$/.test(written);
    case 'uuid':
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(written);
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(written) && !Number.isNaN(Date.parse(written));
    default:
      return !written.includes('\u0000');
  }
}
