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
  const text = delivery.payload.toString('utf8');
  const bad = (raw: Json, reason: string): Change => ({ op: 'bad', raw, reason, src });
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return bad(text.slice(0, RAW_CHARACTERS), 'the message is not JSON');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return bad(value, 'the message is not an object');
  if (dataset.topicField !== undefined) value[dataset.topicField] = topic;
  const record = value;
  const missing = dataset.key.find((field) => record[field] === undefined || record[field] === null);
  return missing === undefined
    ? { op: 'put', data: record, src }
    : bad(record, `key field ${missing} is missing`);
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
