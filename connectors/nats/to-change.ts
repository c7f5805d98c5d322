import type { Change, Json } from '../../src/sdk/index.ts';
import type { NatsConfig, NatsDataset } from './config.ts';
import type { Delivery } from './message.ts';

/** How much of an unreadable message is kept with it. */
const RAW_CHARACTERS = 4_096;

/** Reads one message. What cannot be read, and what was sent too often, is a value like any other. */
export function toChange(
  delivery: Delivery,
  dataset: NatsDataset,
  { stream, maxDeliver }: Pick<NatsConfig, 'stream' | 'maxDeliver'>,
): Change {
  const src = { uri: `nats://${stream}/${delivery.subject}`, pos: String(delivery.seq), at: delivery.at };
  const bad = (raw: Json, code: string, reason: string, field?: string): Change => ({
    op: 'bad',
    raw,
    reason,
    code,
    ...(field === undefined ? {} : { field }),
    src,
  });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(delivery.data);
  } catch {
    const base64 = Buffer.from(delivery.data).toString('base64').slice(0, RAW_CHARACTERS);
    return bad(base64, 'not-utf8', 'the message is not UTF-8 (kept as base64)');
  }
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return bad(text.slice(0, RAW_CHARACTERS), 'not-json', 'the message is not JSON');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return bad(value, 'not-an-object', 'the message is not an object');
  if (dataset.subjectField !== undefined) value[dataset.subjectField] = delivery.subject;
  const record = value;
  if (maxDeliver !== undefined && delivery.times > maxDeliver)
    return bad(record, 'delivered-too-often', `the message was sent ${delivery.times} times and never done`);
  const missing = dataset.key.find((field) => record[field] === undefined || record[field] === null);
  return missing === undefined
    ? { op: 'put', data: record, src }
    : bad(record, 'key-missing', `key field ${missing} is missing`, missing);
}
