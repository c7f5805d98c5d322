import type { Json, Row } from '../../../src/sdk/index.ts';

/** What a value of a document says as a record: a row, or why it is none. */
export type ToRow = (value: Json) => { row: Row } | { code: string; reason: string; field?: string };

/** A record of plain JSON is an object. */
export const toObject: ToRow = (value) =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? { code: 'not-an-object', reason: 'is not an object' }
    : { row: value };
