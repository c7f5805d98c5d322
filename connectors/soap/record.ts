import {
  type Change,
  type Json,
  type Origin,
  type Row,
  refusalsOf,
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
    const refuse = refusalsOf(src);
    if (size > maxRecordBytes)
      return refuse(
        fingerprint.slice(0, KEPT),
        'too-large',
        `the record has ${size} characters, at most ${maxRecordBytes} are read`,
      );
    if (element.children.length === 0 && element.attributes.href?.startsWith('#'))
      return refuse(
        json,
        'reference',
        'the record stands elsewhere (rpc/encoded): such references are not followed',
      );
    let row: Row;
    try {
      row = toRow(element, json, dataset);
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      return refuse(json, error.code, error.message, error.field);
    }
    for (const field of dataset.key) {
      const value = row[field];
      if (value === undefined || value === null || value === '')
        return refuse(json, 'key-missing', `key field ${field} is missing`, field);
      if (typeof value === 'object')
        return refuse(json, 'key-not-scalar', `key field ${field} is not one value`, field);
    }
    const field = dataset.updatedSince?.field;
    const printed = field === undefined ? null : (row[field] ?? null);
    if (printed !== null && printed !== '') {
      const at = String(printed);
      if (Number.isNaN(watermark.toTime(at)))
        return refuse(json, 'not-a-time', `${field}: "${at.slice(0, 40)}" is not a time of change`, field);
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
