import { type Change, type Json, type Origin, type Row, watermark } from '../../src/sdk/index.ts';
import type { GraphqlDataset } from './config.ts';
import type { UpstreamError } from './errors.ts';
import { type Found, valueAt } from './paths.ts';

function isRow(value: unknown): value is Row {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** JavaScript has already rounded it: another record's key may look the same. */
function hasLostDigits(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/**
 * One record of an answer → a change. With an error in it the record is bad: a null that stands for "could not be read"
 * must not be stored as "there is none".
 */
export function toChange(
  record: Found,
  failure: UpstreamError | undefined,
  uri: string,
  dataset: GraphqlDataset,
): Change {
  const src: Origin = { uri, pos: record.path.join('.') };
  const raw = record.value;
  const bad = (reason: string, code: string, field?: string): Change => ({
    op: 'bad',
    raw: (raw ?? null) as Json,
    reason,
    code,
    ...(field === undefined ? {} : { field }),
    src,
  });
  if (failure) {
    const field = failure.path!.slice(record.path.length).find((part) => typeof part === 'string');
    const code = failure.code === '' ? '' : ` (${failure.code})`;
    return bad(`the source could not read it: ${failure.message}${code}`, 'upstream-error', field as string);
  }
  if (!isRow(raw)) return bad('the record is not an object', 'not-a-record');
  for (const field of dataset.key) {
    const value = raw[field];
    if (value === undefined || value === null)
      return bad(`key field ${field} is missing`, 'key-missing', field);
    if (hasLostDigits(value))
      return bad(`key field ${field} is an integer past 2^53`, 'unsafe-integer', field);
  }
  const field = dataset.updatedSince?.field;
  const printed = field === undefined ? undefined : valueAt(raw, field);
  if (printed !== undefined && printed !== null) {
    const at = String(printed);
    if (Number.isNaN(watermark.toTime(at)) || hasLostDigits(printed))
      return bad(`${field}: "${at}" is not a time of change`, 'not-a-time', field);
    src.at = at;
  }
  if (dataset.deleted && valueAt(raw, dataset.deleted.field) === dataset.deleted.value)
    return { op: 'del', key: Object.fromEntries(dataset.key.map((name) => [name, raw[name]])), src };
  return { op: 'put', data: raw, src };
}
