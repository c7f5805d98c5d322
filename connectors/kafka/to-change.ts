import { type Change, type Row, readJsonMessage, refusalsOf, toPut } from '../../src/sdk/index.ts';
import type { KafkaDataset } from './config.ts';
import type { Taken } from './partitions.ts';

/** How much of a key that names nothing is kept. */
const KEY_CHARACTERS = 4_096;

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
  const refuse = refusalsOf(src);
  const told = readKey(record.key, dataset);
  const { value } = record;
  if (value === null) {
    const missing = dataset.key.find((field) => told[field] === undefined || told[field] === null);
    const raw = record.key === null ? null : record.key.toString('utf8').slice(0, KEY_CHARACTERS);
    return missing === undefined
      ? { op: 'del', key: told, src }
      : refuse(raw, 'key-missing', `a record without a value must name ${missing} in its key`, missing);
  }
  const read = readJsonMessage(value, refuse);
  if ('bad' in read) return read.bad;
  const data = read.record;
  for (const field of dataset.key) if (data[field] === undefined && field in told) data[field] = told[field];
  if (dataset.topicField !== undefined) data[dataset.topicField] = topic;
  if (dataset.headersField !== undefined)
    data[dataset.headersField] = Object.fromEntries(
      record.headers.map(([name, content]) => [
        name?.toString('utf8') ?? '',
        content?.toString('utf8') ?? null,
      ]),
    );
  return toPut(data, dataset.key, src, refuse);
}
