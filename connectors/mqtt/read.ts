import {
  type Change,
  ConnectorError,
  type Ctx,
  type Json,
  type Page,
  type ReadRequest,
} from '../../src/sdk/index.ts';
import type { MqttConfig, MqttDataset } from './config.ts';
import { openSession } from './session.ts';
import { matchesTopic } from './topic-filter.ts';
import type { Delivery } from './withheld-acks.ts';

/** How much of an unreadable message is kept with it. */
const RAW_CHARACTERS = 4_096;

function toChange(delivery: Delivery, dataset: MqttDataset): Change {
  const { topic, packetId } = delivery;
  const src = { uri: topic, ...(packetId === undefined ? {} : { pos: String(packetId) }) };
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
    text = new TextDecoder('utf-8', { fatal: true }).decode(delivery.payload);
  } catch {
    const base64 = delivery.payload.toString('base64').slice(0, RAW_CHARACTERS);
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
  if (dataset.topicField !== undefined) value[dataset.topicField] = topic;
  const record = value;
  const missing = dataset.key.find((field) => record[field] === undefined || record[field] === null);
  return missing === undefined
    ? { op: 'put', data: record, src }
    : bad(record, 'key-missing', `key field ${missing} is missing`, missing);
}

/**
 * Messages as they come, in pages. The broker keeps the position, so the cursor is always null: what the hub has not
 * committed and acknowledged is delivered again.
 */
export async function* readDataset(
  ctx: Ctx<MqttConfig>,
  dataset: MqttDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  if (!request.follow) throw new ConnectorError('unsupported', 'mqtt has no end: it can only be followed');
  if (request.range) throw new ConnectorError('unsupported', 'mqtt cannot be read again by range');
  const session = await openSession(ctx, dataset).catch((error: unknown) => {
    if (ctx.signal.aborted) return null; // stopped before it was open
    throw error;
  });
  if (!session) return;
  try {
    for (;;) {
      const batch = await session.take();
      if (batch.length === 0) return;
      const [ours, others] = [[], []] as [Delivery[], Delivery[]];
      for (const delivery of batch)
        (matchesTopic(dataset.topic, delivery.topic) ? ours : others).push(delivery);
      for (const stray of others) {
        // Left over from a subscription that the configuration no longer names; the broker still remembers it.
        ctx.log('warn', 'a message outside the topic filter was dropped', {
          dataset: dataset.name,
          path: stray.topic,
        });
        stray.ack();
      }
      if (ours.length === 0) continue;
      yield {
        dataset: dataset.name,
        changes: ours.map((delivery) => toChange(delivery, dataset)),
        cursor: null,
        ack: () => {
          for (const delivery of ours) delivery.ack();
        },
      };
    }
  } finally {
    await session.close();
  }
}
