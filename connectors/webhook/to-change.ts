import type { Change, Json, Origin, Row } from '../../src/sdk/index.ts';
import type { Element } from './body.ts';
import type { WebhookDataset } from './config.ts';

const isRow = (value: Json): value is { [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** An id that is worth something: text or a number. */
const isId = (value: Json | undefined) =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

/**
 * One element → a change. Its position is the event's own id where there is one; else the body's digest and the place in
 * it, so that the same bytes sent again are the same records, whatever their headers say.
 */
export function toChange(element: Element, dataset: WebhookDataset, uri: string, digest: string): Change {
  const src: Origin = { uri, pos: `${digest}#${element.pos}` };
  if ('text' in element)
    return { op: 'bad', raw: element.text, reason: element.reason, code: 'not-json', src };
  const raw = element.value;
  if (!isRow(raw))
    return { op: 'bad', raw, reason: 'the record is not an object', code: 'not-a-record', src };
  const refuse = (field: string, code: string, reason: string): Change => ({
    op: 'bad',
    raw,
    reason,
    code,
    field,
    src,
  });
  const missing = dataset.key.find((field) => raw[field] === undefined || raw[field] === null);
  if (missing !== undefined) return refuse(missing, 'key-missing', `key field ${missing} is missing`);
  if (dataset.idField !== undefined) {
    const id = raw[dataset.idField];
    if (!isId(id))
      return refuse(dataset.idField, 'id-missing', `the event's id ${dataset.idField} is missing`);
    src.pos = String(id);
  }
  if (dataset.deleted && raw[dataset.deleted.field] === dataset.deleted.value)
    return { op: 'del', key: Object.fromEntries(dataset.key.map((field) => [field, raw[field]])), src };
  return { op: 'put', data: raw as Row, src };
}
