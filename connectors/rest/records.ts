import { type Change, type Json, type Origin, type Row, watermark } from '../../src/sdk/index.ts';
import type { RawRecord } from './body.ts';
import type { RestDataset } from './config.ts';
import { valueAt } from './value-at.ts';

function isRow(value: unknown): value is Row {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** JavaScript has already rounded it: another record's key may look the same. */
function hasLostDigits(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** One record of a page → a change; `src.at` is the time of change as printed, if it has one. */
export function toChange(record: RawRecord, uri: string, dataset: RestDataset): Change {
  const src: Origin = { uri, pos: record.pos };
  if ('unread' in record)
    return { op: 'bad', raw: record.unread, reason: record.reason, code: record.code, src };
  const { raw } = record;
  const bad = (reason: string, code: string, field?: string): Change => ({
    op: 'bad',
    raw: raw as Json,
    reason,
    code,
    ...(field === undefined ? {} : { field }),
    src,
  });
  if (!isRow(raw)) return bad('the record is not an object', 'not-a-record');
  for (const field of dataset.key) {
    const value = raw[field];
    if (value === undefined || value === null || (dataset.format === 'csv' && value === ''))
      return bad(`key field ${field} is missing`, 'key-missing', field);
    if (hasLostDigits(value))
      return bad(`key field ${field} is an integer past 2^53`, 'unsafe-integer', field);
  }
  const field = dataset.updatedSince?.field;
  const printed = field === undefined ? undefined : valueAt(raw, field);
  if (printed !== undefined && printed !== null && printed !== '') {
    const at = String(printed);
    if (Number.isNaN(watermark.toTime(at)) || hasLostDigits(printed))
      return bad(`${field}: "${at}" is not a time of change`, 'not-a-time', field);
    src.at = at;
  }
  if (dataset.deleted && valueAt(raw, dataset.deleted.field) === dataset.deleted.value)
    return { op: 'del', key: Object.fromEntries(dataset.key.map((name) => [name, raw[name]])), src };
  return { op: 'put', data: raw, src };
}
