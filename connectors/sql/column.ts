import type { Row } from '../../src/sdk/index.ts';
import type { TextRow } from './text-row.ts';

/** What a column's values are, whatever its engine calls them. */
export type Kind =
  | 'boolean'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'number'
  | 'date'
  | 'instant'
  | 'local-time'
  | 'uuid'
  | 'json'
  | 'array'
  | 'binary'
  | 'version'
  | 'text';

/** A column as the database describes it. */
export interface Column {
  name: string;
  kind: Kind;
  /** As it is written in a cast, e.g. `timestamp with time zone`. */
  type: string;
  /** With length and precision, e.g. `character varying(20)`: tells whether the column was changed. */
  declared: string;
  notNull: boolean;
  /** Text-like: ordered by code point, not by the database's language, so that everybody orders it alike. */
  isText: boolean;
  /** Whole numbers: smallest and largest. */
  range?: readonly [bigint, bigint];
}

interface Reading {
  schema: Record<string, unknown>;
  read: (text: string) => unknown;
}

const keep = (text: string): unknown => text;

/** `NaN` and `Infinity` have no place in JSON: they stay text and fail validation by name. */
const toNumber = (text: string): unknown => (Number.isFinite(Number(text)) ? Number(text) : text);

/** `2026-11-24 09:00:00.123456+07` → `2026-11-24T09:00:00.123456+07:00`; nothing is rounded. No zone = UTC. */
export function toIsoInstant(text: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(?:(Z)|([+-]\d\d)(:\d\d)?)?$/.exec(text);
  if (!parts) return text; // infinity, BC, 0000-00-00
  const [, date, time, , hours = '+00', minutes = ':00'] = parts;
  return `${date}T${time}${hours === '+00' && minutes === ':00' ? 'Z' : hours + minutes}`;
}

const parse = (text: string): unknown => JSON.parse(text) as unknown;

const READINGS: Record<Kind, Reading> = {
  boolean: { schema: { type: 'boolean' }, read: (text) => text === 't' || text === '1' },
  integer: { schema: { type: 'integer' }, read: toNumber },
  // Past 2^53 a JavaScript number lies; decimals lie earlier.
  bigint: { schema: { type: 'string', pattern: '^-?\\d+$' }, read: keep },
  decimal: { schema: { type: 'string' }, read: keep },
  number: { schema: { type: 'number' }, read: toNumber },
  date: { schema: { type: 'string', format: 'date' }, read: keep },
  instant: { schema: { type: 'string', format: 'date-time' }, read: toIsoInstant },
  'local-time': { schema: { type: 'string' }, read: keep },
  uuid: { schema: { type: 'string', format: 'uuid' }, read: keep },
  json: { schema: {}, read: parse },
  array: { schema: { type: 'array' }, read: parse },
  binary: { schema: { type: 'string' }, read: keep },
  version: { schema: { type: 'string' }, read: keep },
  text: { schema: { type: 'string' }, read: keep },
};

/** JSON Schema of the column's values. */
export function toColumnSchema(column: Column): Record<string, unknown> {
  const { schema } = READINGS[column.kind];
  return column.notNull || schema.type === undefined
    ? { ...schema }
    : { ...schema, type: [schema.type, 'null'] };
}

/** Compiled once per statement: text of a row → its values. */
export function createRowReader(columns: readonly Column[]): (row: TextRow) => Row {
  const readers = columns.map((column) => [column.name, READINGS[column.kind].read] as const);
  return (row) => {
    const values: Row = {};
    for (const [name, read] of readers) {
      const text = row[name];
      values[name] = text === null || text === undefined ? null : read(text);
    }
    return values;
  };
}

const SHAPES: Partial<Record<Kind, RegExp>> = {
  boolean: /^(true|false|t|f|0|1)$/,
  decimal: /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i,
  number: /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  binary: /^([0-9a-f]{2})*$/i,
  version: /^0x[0-9a-f]{16}$/i,
};

/** Whether a value can be a value of the column at all; what cannot is equal to nothing in it. */
export function canHold(column: Column, value: unknown): boolean {
  const written = String(value);
  if (column.range) {
    if (!/^-?\d{1,20}$/.test(written)) return false;
    const number = BigInt(written);
    return number >= column.range[0] && number <= column.range[1];
  }
  const shape = SHAPES[column.kind];
  if (shape && !shape.test(written)) return false;
  if (column.kind === 'date') return !Number.isNaN(Date.parse(written));
  return !written.includes('\u0000');
}

/** Range of a whole number of so many bits. */
export function integerRange(bits: number, unsigned = false): readonly [bigint, bigint] {
  return unsigned ? [0n, 2n ** BigInt(bits) - 1n] : [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n];
}
