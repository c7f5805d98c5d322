import type { ClusterMetadata } from '@platformatic/kafka';
import { ConnectorError, type Ctx, wait } from '../../src/sdk/index.ts';
import { reportGap } from './adopt.ts';
import type { Client } from './client.ts';
import type { KafkaConfig, KafkaDataset } from './config.ts';
import { codesOf, toKafkaError } from './kafka-error.ts';
import type { Connection, FetchRequestTopic, FetchResponse, Requests } from './library.ts';
import type { Partitions } from './partitions.ts';
import { startOffset } from './start-offset.ts';

/** How long a broker waits for a record that is not there yet. Milliseconds. */
const LONG_POLL_MS = 250;
const PAUSE_MS = 300;
/** The protocol's code: the broker no longer has this offset, or not yet. */
const OFFSET_OUT_OF_RANGE = 1;

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

/**
 * The answer in an error. One in which some partitions failed is thrown by the library; it is an answer all the same.
 * What cannot be decoded is `drift`: asking again brings the same bytes.
 */
function answerIn(
  error: unknown,
  connection: Connection,
  asked: FetchRequestTopic[],
  source: string,
): FetchResponse {
  const { response } = error as { response?: FetchResponse };
  if (Array.isArray(response?.responses) && response.errorCode === 0) return response;
  const codes = codesOf(error);
  // An answer that comes after its time is up leaves the library out of step with the connection.
  if (codes.includes('PLT_KFK_TIMEOUT')) connection.close().catch(() => undefined);
  if (codes.some((code) => /^PLT_KFK_(?!OUT_OF_BOUNDS)|^E[A-Z]+$/.test(code))) throw error;
  const places = asked.flatMap(({ partitions }) =>
    partitions.map(({ partition, fetchOffset }) => `${partition} from ${fetchOffset}`),
  );
  throw new ConnectorError(
    'drift',
    `${source}: what the broker sent cannot be decoded (${codes.at(0) ?? 'no code'}); one of partitions ${places.join(', ')} is damaged`,
  );
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
  const { client, requests, partitions, ctx } = fetching;
  const asked = toRequest(fetching, metadata, leader);
  if (asked.length === 0) return true;
  const connection = await client.fetches.get(metadata.brokers.get(leader)!);
  const answer = await requests
    .fetch(connection, LONG_POLL_MS, 1, fetching.pageBytes, 1, 0, -1, asked, [], '')
    .catch((error: unknown) => answerIn(error, connection, asked, ctx.source));
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
      if (toKafkaError(error, ctx.source).kind !== 'transient') return hooks.fail(error);
      if (!isLost) ctx.log('warn', 'lost the broker, trying again', { dataset: dataset.name });
      isLost = true;
    }
    await wait(PAUSE_MS, ctx.signal).catch(() => undefined); // the loop's condition sees it
    if (isCurrent()) return hooks.moved();
  }
}
