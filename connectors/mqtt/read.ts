import {
  type Change,
  ConnectorError,
  type Ctx,
  type Page,
  type ReadRequest,
  readJsonMessage,
  refusalsOf,
  toPut,
} from '../../src/sdk/index.ts';
import type { MqttConfig, MqttDataset } from './config.ts';
import { openSession } from './session.ts';
import { matchesTopic } from './topic-filter.ts';
import type { Delivery } from './withheld-acks.ts';

function toChange(delivery: Delivery, dataset: MqttDataset): Change {
  const { topic, packetId } = delivery;
  const src = { uri: topic, ...(packetId === undefined ? {} : { pos: String(packetId) }) };
  const refuse = refusalsOf(src);
  const read = readJsonMessage(delivery.payload, refuse);
  if ('bad' in read) return read.bad;
  if (dataset.topicField !== undefined) read.record[dataset.topicField] = topic;
  return toPut(read.record, dataset.key, src, refuse);
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
