import type { Row } from '../../src/sdk/index.ts';
import type { TextRow } from './session.ts';

/** A column of a table as the catalogue describes it. */
export interface Column {
  name: string;
  /** As it is written in a cast, e.g. `timestamp with time zone`. */
  type: string;
  notNull: boolean;
}

interface Reading {
  schema: Record<string, unknown>;
  read: (text: string) => unknown;
}

const keep = (text: string): unknown => text;
const parse = (text: string): unknown => JSON.parse(text) as unknown;

/** `NaN` and `Infinity` have no place in JSON: they stay text and fail validation by name. */
const toNumber = (text: string): unknown => (Number.isFinite(Number(text)) ? Number(text) : text);

/** `2026-11-24 09:00:00.123456+00` → `2026-11-24T09:00:00.123456Z`; nothing is rounded. The session is in UTC. */
function toIsoInstant(text: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)\+00$/.exec(text);
  return parts ? `${parts[1]}T${parts[2]}Z` : text; // infinity, BC
}

const READINGS: Record<string, Reading> = {
  boolean: { schema: { type: 'boolean' }, read: (text) => text === 't' },
  smallint: { schema: { type: 'integer' }, read: toNumber },
  integer: { schema: { type: 'integer' }, read: toNumber },
  // Past 2^53 a JavaScript number lies; decimals lie earlier.
  bigint: { schema: { type: 'string', pattern: '^-?\\d+$' }, read: keep },
  real: { schema: { type: 'number' }, read: toNumber },
  'double precision': { schema: { type: 'number' }, read: toNumber },
  date: { schema: { type: 'string', format: 'date' }, read: keep },
  uuid: { schema: { type: 'string', format: 'uuid' }, read: keep },
  'timestamp with time zone': { schema: { type: 'string', format: 'date-time' }, read: toIsoInstant },
  json: { schema: {}, read: parse },
  jsonb: { schema: {}, read: parse },
};

/** Numeric, times without zone, arrays, ranges, bytea…: PostgreSQL's own text, the same in table and log. */
const TEXT: Reading = { schema: { type: 'string' }, read: keep };

/** JSON Schema of the column's values. */
export function toColumnSchema({ type, notNull }: Column): Record<string, unknown> {
  const { schema } = READINGS[type] ?? TEXT;
  return notNull || schema.type === undefined ? { ...schema } : { ...schema, type: [schema.type, 'null'] };
}

/** Text of a row → its values. A column that the catalogue did not have when reading began stays text. */
export function createRowReader(columns: readonly Column[]): (row: TextRow) => Row {
  const readers = new Map(columns.map(({ name, type }) => [name, (READINGS[type] ?? TEXT).read] as const));
  return (row) => {
    const values: Row = {};
    for (const [name, text] of Object.entries(row))
      values[name] = text === null ? null : (readers.get(name) ?? keep)(text);
    return values;
  };
}
