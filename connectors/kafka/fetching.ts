import type { ClusterMetadata } from '@platformatic/kafka';
import { type Ctx, wait } from '../../src/sdk/index.ts';
import { reportGap } from './adopt.ts';
import type { Client } from './client.ts';
import type { KafkaConfig, KafkaDataset } from './config.ts';
import { codesOf } from './kafka-error.ts';
import type { FetchRequestTopic, FetchResponse, Requests } from './library.ts';
import type { Partitions } from './partitions.ts';
import { startOffset } from './start-offset.ts';

/** How long a broker waits for a record that is not there yet. Milliseconds. */
const LONG_POLL_MS = 250;
const PAUSE_MS = 300;

/** Errors of a partition that say: it is led elsewhere now. */
const MOVED = /LEADER|EPOCH|REPLICA|UNKNOWN_TOPIC|STORAGE|OFFSET_NOT_AVAILABLE|INCONSISTENT_TOPIC_ID/;

export interface FetchHooks {
  /** Resolves when records are wanted and there is room for them; false = stopped. */
  wanted(): Promise<boolean>;
  arrived(): void;
  /** The metadata are old: who leads what must be asked again. */
  moved(): void;
  fail(error: unknown): void;
}

interface Fetching {
  ctx: Ctx<KafkaConfig>;
  client: Client;
  requests: Requests;
  dataset: KafkaDataset;
  partitions: Partitions;
  pageBytes: number;
  hooks: FetchHooks;
}

/** What to ask the broker for: every partition of ours that it leads. */
function toRequest(
  { partitions, pageBytes }: Fetching,
  metadata: ClusterMetadata,
  leader: number,
): FetchRequestTopic[] {
  return [...metadata.topics].flatMap(([topic, { id, partitions: all }]) => {
    const asked = all.flatMap((partition, number) => {
      const fetchOffset = partitions.fetchedTo(topic, number);
      if (partition.leader !== leader || fetchOffset === undefined) return [];
      return [
        {
          partition: number,
          fetchOffset,
          currentLeaderEpoch: -1,
          lastFetchedEpoch: -1,
          partitionMaxBytes: pageBytes,
        },
      ];
    });
    return asked.length > 0 ? [{ topicId: id, partitions: asked }] : [];
  });
}

/** An answer in which some partitions failed is thrown by the library; it is an answer all the same. */
function answerOf(error: unknown): FetchResponse | undefined {
  const { response } = error as { response?: FetchResponse };
  return Array.isArray(response?.responses) ? response : undefined;
}

/** The broker dropped what we would read next, or the partition is shorter than it was. */
async function leap(fetching: Fetching, topic: string, partition: number, from: bigint): Promise<void> {
  const { client, partitions, ctx, dataset } = fetching;
  const ask = async (timestamp: bigint) =>
    (
      await client.consumer.listOffsets({
        topics: [topic],
        partitions: { [topic]: [partition] },
        timestamp,
        isolationLevel: 0,
      })
    ).get(topic)![partition]!;
  const [earliest, latest] = [await ask(-2n), await ask(-1n)];
  const name = `${ctx.source}: partition ${partition} of topic ${topic}`;
  const { offset, missing } = startOffset({ cursor: from, committed: -1n, earliest, latest }, name);
  reportGap(ctx, dataset, topic, partition, missing);
  partitions.add(topic, partition, offset);
}

/** One request and its answer taken in. Gives whether leaders have moved. */
async function fetchOnce(fetching: Fetching, metadata: ClusterMetadata, leader: number): Promise<boolean> {
  const { client, requests, partitions } = fetching;
  const asked = toRequest(fetching, metadata, leader);
  if (asked.length === 0) return true;
  const connection = await client.fetches.get(metadata.brokers.get(leader)!);
  const answer = await requests
    .fetch(connection, LONG_POLL_MS, 1, fetching.pageBytes, 1, 0, -1, asked, [], '')
    .catch((error: unknown) => {
      const partial = answerOf(error);
      if (partial && partial.errorCode === 0) return partial;
      throw error;
    });
  const names = new Map([...metadata.topics].map(([name, { id }]) => [id, name]));
  let moved = false;
  for (const { topicId, partitions: answers } of answer.responses) {
    const topic = names.get(topicId)!;
    for (const one of answers) {
      const from = asked
        .find((request) => request.topicId === topicId)
        ?.partitions.find(({ partition }) => partition === one.partitionIndex)?.fetchOffset;
      if (from === undefined) continue;
      if (one.errorCode === 0) partitions.take(topic, from, one);
      else if (one.errorCode === OFFSET_OUT_OF_RANGE) await leap(fetching, topic, one.partitionIndex, from);
      else moved = true;
    }
  }
  return moved;
}

const OFFSET_OUT_OF_RANGE = 1;

/** Reads from one broker as long as `isCurrent`, one request at a time and only while records are wanted. */
export async function fetchFrom(
  fetching: Fetching,
  metadata: ClusterMetadata,
  leader: number,
  isCurrent: () => boolean,
): Promise<void> {
  const { ctx, hooks, dataset } = fetching;
  let isLost = false;
  while (isCurrent() && (await hooks.wanted()) && isCurrent()) {
    try {
      const moved = await fetchOnce(fetching, metadata, leader);
      isLost = false;
      hooks.arrived();
      if (!moved) continue;
    } catch (error) {
      if (!isCurrent()) return;
      const codes = codesOf(error);
      const isLater = codes.some((code) =>
        /NETWORK|TIMEOUT|RESPONSE|ECONN|MULTIPLE|OUT_OF_BOUNDS/.test(code),
      );
      const isFatal = !isLater || codes.some((code) => /AUTH|UNSUPPORTED/.test(code));
      if (isFatal && !codes.some((code) => MOVED.test(code))) return hooks.fail(error);
      if (!isLost) ctx.log('warn', 'lost the broker, trying again', { dataset: dataset.name });
      isLost = true;
    }
    await wait(PAUSE_MS, ctx.signal).catch(() => undefined); // the loop's condition sees it
    if (isCurrent()) return hooks.moved();
  }
}
