import type { Change, Json, Origin, Row } from './contract.ts';

/** How much of an unreadable message is kept with it. */
const RAW_CHARACTERS = 4_096;

/** Says no to a message: raw value, stable code, reason, the field that is wrong. */
export type Refuse = (raw: Json, code: string, reason: string, field?: string) => Change;

/** Refusals of one message, which carry where it came from. */
export function refusalsOf(src: Origin): Refuse {
  return (raw, code, reason, field) => ({
    op: 'bad',
    raw,
    reason,
    code,
    ...(field === undefined ? {} : { field }),
    src,
  });
}

/**
 * Bytes of a broker's message → the JSON object in it, or the refusal: `not-utf8` (kept as base64), `not-json`,
 * `not-an-object`.
 */
export function readJsonMessage(bytes: Uint8Array, refuse: Refuse): { record: Row } | { bad: Change } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const base64 = Buffer.from(bytes).toString('base64').slice(0, RAW_CHARACTERS);
    return { bad: refuse(base64, 'not-utf8', 'the message is not UTF-8 (kept as base64)') };
  }
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { bad: refuse(text.slice(0, RAW_CHARACTERS), 'not-json', 'the message is not JSON') };
  }
  return value === null || typeof value !== 'object' || Array.isArray(value)
    ? { bad: refuse(value, 'not-an-object', 'the message is not an object') }
    : { record: value };
}

/** The record as an upsert, or `key-missing` when a key field has no value. */
export function toPut(record: Row, key: readonly string[], src: Origin, refuse: Refuse): Change {
  const missing = key.find((field) => record[field] === undefined || record[field] === null);
  return missing === undefined
    ? { op: 'put', data: record, src }
    : refuse(record as Json, 'key-missing', `key field ${missing} is missing`, missing);
}
