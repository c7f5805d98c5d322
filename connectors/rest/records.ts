import {
  type Change,
  ConnectorError,
  type HttpResponse,
  type Json,
  type Origin,
  type Row,
} from '../../src/sdk/index.ts';
import type { RestDataset } from './config.ts';
import { valueAt } from './value-at.ts';
import { toTime } from './watermark.ts';

/** Body of a page; anything that is not JSON means that the source no longer speaks as agreed. */
export async function toBody(response: HttpResponse, where: string): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    const type = response.headers['content-type'] ?? 'no content type';
    throw new ConnectorError('drift', `${where}: the page is not JSON (${type})`);
  }
}

export function toRecords(body: unknown, dataset: RestDataset, where: string): unknown[] {
  const records = valueAt(body, dataset.recordPath ?? '');
  if (!Array.isArray(records))
    throw new ConnectorError('drift', `${where}: no array of records at "${dataset.recordPath ?? '(body)'}"`);
  return records;
}

function isRow(value: unknown): value is Row {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Time of change as the source prints it; undefined = the record has none. */
function printedTime(raw: Row, dataset: RestDataset): string | undefined {
  const value = dataset.updatedSince && valueAt(raw, dataset.updatedSince.field);
  return value === undefined || value === null ? undefined : String(value);
}

/** One record of a page → a change; `src.at` is the time of change as printed, if it has one. */
export function toChange(raw: unknown, index: number, uri: string, dataset: RestDataset): Change {
  const src: Origin = { uri, pos: String(index) };
  const bad = (reason: string): Change => ({ op: 'bad', raw: raw as Json, reason, src });
  if (!isRow(raw)) return bad('the record is not an object');
  const missing = dataset.key.find((field) => raw[field] === undefined || raw[field] === null);
  if (missing !== undefined) return bad(`key field ${missing} is missing`);
  const at = printedTime(raw, dataset);
  if (at !== undefined) {
    if (Number.isNaN(toTime(at)))
      return bad(`${dataset.updatedSince?.field}: "${at}" is not a time of change`);
    src.at = at;
  }
  if (dataset.deleted && valueAt(raw, dataset.deleted.field) === dataset.deleted.value)
    return { op: 'del', key: Object.fromEntries(dataset.key.map((field) => [field, raw[field]])), src };
  return { op: 'put', data: raw, src };
}
