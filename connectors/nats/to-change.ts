import { type Change, type Json, readJsonMessage, refusalsOf, toPut } from '../../src/sdk/index.ts';
import type { NatsConfig, NatsDataset } from './config.ts';
import type { Delivery } from './message.ts';

/** Reads one message. What cannot be read, and what was sent too often, is a value like any other. */
export function toChange(
  delivery: Delivery,
  dataset: NatsDataset,
  { stream, maxDeliver }: Pick<NatsConfig, 'stream' | 'maxDeliver'>,
): Change {
  const src = { uri: `nats://${stream}/${delivery.subject}`, pos: String(delivery.seq), at: delivery.at };
  const refuse = refusalsOf(src);
  const read = readJsonMessage(delivery.data, refuse);
  if ('bad' in read) return read.bad;
  const { record } = read;
  if (dataset.subjectField !== undefined) record[dataset.subjectField] = delivery.subject;
  if (maxDeliver !== undefined && delivery.times > maxDeliver)
    return refuse(
      record as Json,
      'delivered-too-often',
      `the message was sent ${delivery.times} times and never done`,
    );
  return toPut(record, dataset.key, src, refuse);
}
