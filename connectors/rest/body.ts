import { ConnectorError, type HttpResponse, type Json } from '../../src/sdk/index.ts';
import type { RestDataset } from './config.ts';
import { parseCsv } from './csv.ts';
import { valueAt } from './value-at.ts';

/** One record as it stands in a body, or text that is none. `pos` is its index or line. */
export type RawRecord =
  | { raw: unknown; pos: string }
  | { unread: Json; pos: string; reason: string; code: string };

/** A page's body. `json` is the whole of it, where pagination looks; undefined for NDJSON and CSV. */
export interface Body {
  json: unknown;
  records: RawRecord[];
  /** Characters of the body: what the page weighs. */
  size: number;
}

/** An answer that stops in the middle was cut on its way; one that is something else is no longer what was agreed. */
function notJson(text: string, where: string, type: string | undefined): ConnectorError {
  const body = text.trim();
  if (body === '') return new ConnectorError('transient', `${where}: the page is empty`);
  const closing = { '[': ']', '{': '}' }[body[0]!];
  return closing !== undefined && !body.endsWith(closing)
    ? new ConnectorError('transient', `${where}: the page ends in the middle`)
    : new ConnectorError('drift', `${where}: the page is not JSON (${type ?? 'no content type'})`);
}

function readJson(
  text: string,
  dataset: RestDataset,
  where: string,
  type: string | undefined,
  mayBeOne: boolean,
): Body {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw notJson(text, where, type);
  }
  const found = valueAt(json, dataset.recordPath ?? '');
  const records = mayBeOne && found !== null && typeof found === 'object' ? [found].flat() : found;
  if (!Array.isArray(records))
    throw new ConnectorError('drift', `${where}: no array of records at "${dataset.recordPath ?? '(body)'}"`);
  return { json, records: records.map((raw, i) => ({ raw, pos: String(i) })), size: text.length };
}

function readNdjson(text: string, where: string): Body {
  const records: RawRecord[] = [];
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    if (line.trim() === '') return;
    const pos = String(i + 1);
    try {
      records.push({ raw: JSON.parse(line), pos });
    } catch {
      if (i === lines.length - 1)
        throw new ConnectorError('transient', `${where}: the page ends in the middle of line ${pos}`);
      records.push({ unread: line, pos, reason: 'the line is not JSON', code: 'not-json' });
    }
  });
  return { json: undefined, records, size: text.length };
}

function readCsv(text: string, dataset: RestDataset, where: string): Body {
  const { rows, complete } = parseCsv(text, dataset.delimiter);
  if (!complete) throw new ConnectorError('transient', `${where}: the page ends inside a quoted field`);
  const [header, ...rest] = rows;
  const missing = dataset.key.find((field) => !header?.fields.includes(field));
  if (!header || missing !== undefined)
    throw new ConnectorError('drift', `${where}: the first line names no column ${missing ?? ''}`);
  const names = header.fields;
  const records = rest.map(({ fields, line }): RawRecord => {
    const pos = String(line);
    if (fields.length !== names.length) {
      const reason = `the line has ${fields.length} fields, the header ${names.length}`;
      return { unread: fields, pos, reason, code: 'ragged-row' };
    }
    return { raw: Object.fromEntries(names.map((name, i) => [name, fields[i]])), pos };
  });
  return { json: undefined, records, size: text.length };
}

/**
 * Body of a page by the dataset's format. `mayBeOne`: a single record may stand where the list is expected (JSON).
 * Throws `transient` when it is cut off, `drift` when it is not what was agreed.
 */
export async function toBody(
  response: HttpResponse,
  dataset: RestDataset,
  where: string,
  mayBeOne = false,
): Promise<Body> {
  const text = await response.text();
  switch (dataset.format) {
    case 'ndjson':
      return readNdjson(text, where);
    case 'csv':
      return readCsv(text, dataset, where);
    case 'json':
      return readJson(text, dataset, where, response.headers['content-type'], mayBeOne);
  }
}
