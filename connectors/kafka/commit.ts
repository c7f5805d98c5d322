import { ConnectorError, type Ctx, wait } from '../../src/sdk/index.ts';
import type { Client } from './client.ts';
import type { KafkaConfig } from './config.ts';
import { mustRejoin, toKafkaError } from './kafka-error.ts';
import type { CommitTopic, Requests } from './library.ts';
import type { Partitions } from './partitions.ts';

const TRIES = 4;
const PAUSE_MS = 500;

/** Offsets of the partitions that are still ours; what was taken away is its new reader's to commit. */
function toTopics(read: ReadonlyMap<string, bigint>, partitions: Partitions): CommitTopic[] {
  const topics = new Map<string, CommitTopic>();
  for (const [name, next] of read) {
    const colon = name.lastIndexOf(':');
    const [topic, partition] = [name.slice(0, colon), Number(name.slice(colon + 1))];
    if (!partitions.owns(topic, partition)) continue;
    const entry = topics.get(topic) ?? { name: topic, partitions: [] };
    topics.set(topic, entry);
    entry.partitions.push({
      partitionIndex: partition,
      committedOffset: next,
      committedLeaderEpoch: -1,
      committedMetadata: null,
    });
  }
  return [...topics.values()];
}

/**
 * Tells the group how far the hub has committed. The broker refuses a generation that is over, so nothing of others is
 * overwritten; after a rebalance it is tried again with what is still ours. Throws `transient` when it did not work:
 * the hub's own cursor holds the position all the same.
 */
export async function commitRead(
  ctx: Ctx<KafkaConfig>,
  { consumer, commits }: Client,
  requests: Requests,
  partitions: Partitions,
  read: ReadonlyMap<string, bigint>,
  isClosed: () => boolean,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const topics = toTopics(read, partitions);
    if (topics.length === 0) return;
    if (isClosed())
      throw new ConnectorError(
        'transient',
        `${ctx.source}: stopped before the page could be committed to the group`,
      );
    try {
      const { memberId, generationId, groupId, coordinatorId } = consumer;
      const brokers = (await consumer.metadata({ topics: topics.map(({ name }) => name) })).brokers;
      const connection = await commits.get(brokers.get(coordinatorId!)!);
      await requests.commit(connection, groupId, generationId, memberId ?? '', null, topics);
      return;
    } catch (error) {
      const problem = toKafkaError(error, ctx.source);
      if (tries >= TRIES || (problem.kind !== 'transient' && !mustRejoin(error))) throw problem;
      await wait(PAUSE_MS, ctx.signal).catch(() => undefined); // a page that was committed is still told to the group
    }
  }
}
