import {
  type Change,
  type Json,
  type Origin,
  type Row,
  watermark,
  type XmlElement,
  xmlToJson,
} from '../../src/sdk/index.ts';
import type { SoapDataset } from './config.ts';
import { FieldFault, readField } from './field.ts';

/** A record, read: what it becomes, what it weighs in characters, and what it is told from others by. */
export interface ReadRecord {
  change: Change;
  size: number;
  fingerprint: string;
}

/** Characters that are kept of a record too large to be kept. */
const KEPT = 1_000;

function toRow(element: XmlElement, json: Json, { fields }: SoapDataset): Row {
  if (fields) return Object.fromEntries(fields.map((field) => [field.name, readField(element, field)]));
  if (json === null || typeof json !== 'object' || Array.isArray(json))
    throw new FieldFault(element.name, 'not-a-record', 'the element has neither children nor attributes');
  return json;
}

/** Reads the records of one dataset. `src.pos` is line and column of the element, `src.at` its time of change as printed. */
export function createRecordReader(dataset: SoapDataset, uri: string, maxRecordBytes: number) {
  const toChange = (element: XmlElement, json: Json, size: number, fingerprint: string): Change => {
    const src: Origin = { uri, pos: `${element.line}:${element.column}` };
    const bad = (raw: Json, reason: string, code: string, field?: string): Change => ({
      op: 'bad',
      raw,
      reason,
      code,
      ...(field === undefined ? {} : { field }),
      src,
    });
    if (size > maxRecordBytes)
      return bad(
        fingerprint.slice(0, KEPT),
        `the record has ${size} characters, at most ${maxRecordBytes} are read`,
        'too-large',
      );
    if (element.children.length === 0 && element.attributes.href?.startsWith('#'))
      return bad(
        json,
        'the record stands elsewhere (rpc/encoded): such references are not followed',
        'reference',
      );
    let row: Row;
    try {
      row = toRow(element, json, dataset);
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      return bad(json, error.message, error.code, error.field);
    }
    for (const field of dataset.key) {
      const value = row[field];
      if (value === undefined || value === null || value === '')
        return bad(json, `key field ${field} is missing`, 'key-missing', field);
      if (typeof value === 'object')
        return bad(json, `key field ${field} is not one value`, 'key-not-scalar', field);
    }
    const field = dataset.updatedSince?.field;
    const printed = field === undefined ? null : (row[field] ?? null);
    if (printed !== null && printed !== '') {
      const at = String(printed);
      if (Number.isNaN(watermark.toTime(at)))
        return bad(json, `${field}: "${at.slice(0, 40)}" is not a time of change`, 'not-a-time', field);
      src.at = at;
    }
    const { deleted, key } = dataset;
    if (deleted && row[deleted.field] === deleted.value)
      return { op: 'del', key: Object.fromEntries(key.map((name) => [name, row[name]])), src };
    return { op: 'put', data: row, src };
  };
  return (element: XmlElement): ReadRecord => {
    const json = xmlToJson(element, 'read');
    const fingerprint = JSON.stringify(json);
    const size = fingerprint.length;
    return { change: toChange(element, json, size, fingerprint), size, fingerprint };
  };
}
