import {
  type ClusterMetadata,
  type Consumer,
  type GroupAssignment,
  ListOffsetTimestamps,
} from '@platformatic/kafka';
import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { KafkaConfig, KafkaDataset } from './config.ts';
import { nameOf, type Partitions } from './partitions.ts';
import { startOffset } from './start-offset.ts';

/** Earliest and latest offset of the partitions given; isolation 0, because the end is wanted and not the last stable one. */
async function rangeOf(consumer: Consumer, topic: string, partitions: number[]) {
  const ask = async (timestamp: bigint) =>
    (
      await consumer.listOffsets({
        topics: [topic],
        partitions: { [topic]: partitions },
        timestamp,
        isolationLevel: 0,
      })
    ).get(topic)!;
  return {
    earliest: await ask(ListOffsetTimestamps.EARLIEST),
    latest: await ask(ListOffsetTimestamps.LATEST),
  };
}

/**
 * Makes the partitions that the group gave us ours, and gives up the others. Those that we kept go on where they were.
 * Throws `drift` when records were dropped unread, unless `allowGap`.
 */
export async function adopt(
  ctx: Ctx<KafkaConfig>,
  consumer: Consumer,
  dataset: KafkaDataset,
  partitions: Partitions,
  assignments: readonly GroupAssignment[],
): Promise<void> {
  const ours = new Set(
    assignments.flatMap(({ topic, partitions: numbers }) => numbers.map((number) => nameOf(topic, number))),
  );
  partitions.keepOnly(ours);
  for (const { topic, partitions: numbers } of assignments) {
    const fresh = numbers.filter((number) => !partitions.owns(topic, number));
    if (fresh.length === 0) continue;
    const committed = await consumer.listCommittedOffsets({ topics: [{ topic, partitions: fresh }] });
    const { earliest, latest } = await rangeOf(consumer, topic, fresh);
    for (const number of fresh) {
      const { offset, missing } = startOffset(
        {
          cursor: partitions.handedOut(topic, number),
          committed: committed.get(topic)?.[number] ?? -1n,
          earliest: earliest[number]!,
          latest: latest[number]!,
        },
        `${ctx.source}: partition ${number} of topic ${topic}`,
      );
      reportGap(ctx, dataset, topic, number, missing);
      partitions.add(topic, number, offset);
    }
  }
}

/** The broker has dropped records that were not read: `drift`, or a warning with their number where that is allowed. */
export function reportGap(
  { config, log, source }: Ctx<KafkaConfig>,
  dataset: KafkaDataset,
  topic: string,
  partition: number,
  missing: bigint,
): void {
  if (missing === 0n) return;
  const words = `${missing} records of partition ${partition} of topic ${topic} were dropped by the broker before they were read`;
  if (!config.allowGap)
    throw new ConnectorError(
      'drift',
      `${source}: ${words}; get them from their owner another way, then set allowGap to go on`,
    );
  log('warn', words, { dataset: dataset.name, missing: Number(missing) });
}

/** Cached by the library for seconds; a partition that was added since makes the group share anew. */
export function countPartitions(metadata: ClusterMetadata): string {
  return [...metadata.topics].map(([name, { partitionsCount }]) => `${name}:${partitionsCount}`).join(' ');
}
