import type { Change, Json, Row } from '../../src/sdk/index.ts';
import type { KafkaDataset } from './config.ts';
import type { Taken } from './partitions.ts';

/** How much of an unreadable record is kept with it. */
const RAW_CHARACTERS = 4_096;

const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** UTF-8 as text, anything else undefined. */
function toText(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Key fields that the Kafka key tells; none when it is not written as configured. */
function readKey(bytes: Buffer | null, { key, keyFormat }: KafkaDataset): Row {
  const text = bytes === null ? undefined : toText(bytes);
  if (text === undefined) return {};
  if (keyFormat === 'text') return key.length === 1 ? { [key[0]!]: text } : {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {}; // the record says itself what is missing
  }
  if (isObject(value))
    return Object.fromEntries(key.filter((field) => field in value).map((field) => [field, value[field]]));
  return key.length === 1 ? { [key[0]!]: value } : {};
}

/** Reads one record. A null value removes its key; what cannot be read is a value like any other. */
export function toChange(
  { topic, partition, offset, timestamp, record }: Taken,
  dataset: KafkaDataset,
): Change {
  const src = {
    uri: `kafka://${topic}/${partition}`,
    pos: String(offset),
    ...(timestamp >= 0n ? { at: new Date(Number(timestamp)).toISOString() } : {}),
  };
  const bad = (raw: Json, code: string, reason: string, field?: string): Change => ({
    op: 'bad',
    raw,
    reason,
    code,
    ...(field === undefined ? {} : { field }),
    src,
  });
  const told = readKey(record.key, dataset);
  const missingIn = (row: Row) =>
    dataset.key.find((field) => row[field] === undefined || row[field] === null);
  const { value } = record;
  if (value === null) {
    const missing = missingIn(told);
    const raw = record.key === null ? null : record.key.toString('utf8').slice(0, RAW_CHARACTERS);
    return missing === undefined
      ? { op: 'del', key: told, src }
      : bad(raw, 'key-missing', `a record without a value must name ${missing} in its key`, missing);
  }
  const text = toText(value);
  if (text === undefined)
    return bad(
      value.toString('base64').slice(0, RAW_CHARACTERS),
      'not-utf8',
      'the record is not UTF-8 (kept as base64)',
    );
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return bad(text.slice(0, RAW_CHARACTERS), 'not-json', 'the record is not JSON');
  }
  if (!isObject(data)) return bad(data as Json, 'not-an-object', 'the record is not an object');
  for (const field of dataset.key) if (data[field] === undefined && field in told) data[field] = told[field];
  if (dataset.topicField !== undefined) data[dataset.topicField] = topic;
  if (dataset.headersField !== undefined)
    data[dataset.headersField] = Object.fromEntries(
      record.headers.map(([name, content]) => [
        name?.toString('utf8') ?? '',
        content?.toString('utf8') ?? null,
      ]),
    );
  const missing = missingIn(data);
  return missing === undefined
    ? { op: 'put', data, src }
    : bad(data as Json, 'key-missing', `key field ${missing} is missing`, missing);
}
