import type { Consumer, GroupAssignment } from '@platformatic/kafka';
import type { ConnectorError, Ctx } from '../../src/sdk/index.ts';
import { adopt, countPartitions } from './adopt.ts';
import { type Client, createClient, readMetadata } from './client.ts';
import { commitRead } from './commit.ts';
import type { KafkaConfig, KafkaDataset } from './config.ts';
import { assertSameTopics, type KafkaCursor } from './cursor.ts';
import { fetchFrom } from './fetching.ts';
import { toKafkaError } from './kafka-error.ts';
import { chooseRequests } from './library.ts';
import { Partitions, type Taken } from './partitions.ts';

/** How often new partitions and a topic made again are looked for. Milliseconds. */
const LOOK_MS = 15_000;
/** After so much silence a moved position is handed out without records. Milliseconds. */
const CHECKPOINT_MS = 60_000;

/** Records of a page, and how far each partition is read with them. */
export interface Batch {
  records: Taken[];
  read: Map<string, bigint>;
}

export interface Session {
  cursor(): KafkaCursor;
  /** Next records: a page. No records = only the position moved. Null = stopped. */
  take(): Promise<Batch | null>;
  /** Tells the group that a page is done. */
  ack(batch: Batch): Promise<void>;
  close(): Promise<void>;
}

/** A member of the group, reading the partitions it is given. Fetches only while a page is wanted. */
export async function openSession(
  ctx: Ctx<KafkaConfig>,
  dataset: KafkaDataset,
  before: KafkaCursor | null,
  pageBytes: number,
): Promise<Session> {
  const { config, signal, source } = ctx;
  const client = await createClient(ctx, dataset);
  const { consumer } = client;
  let failure: ConnectorError | undefined;
  let isClosed = false;
  let isWanted = false;
  let unacked = 0;
  let round = 0;
  let handedOutAt = Date.now();
  const waiters = new Set<() => void>();
  const notify = () => {
    for (const waiter of [...waiters]) waiter();
  };
  const isOver = () => isClosed || signal.aborted || failure !== undefined;
  const fail = (error: unknown) => {
    if (isClosed) return;
    failure ??= toKafkaError(error, source);
    notify();
  };
  /** Until it is so, or everything is over, or the time is up. */
  const until = (isSo: () => boolean, ms?: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(limit);
        waiters.delete(look);
        resolve();
      };
      const look = () => {
        if (isSo() || isOver()) done();
      };
      const limit = ms === undefined ? undefined : setTimeout(done, ms);
      waiters.add(look);
      look();
    });

  const opening = open(ctx, client, dataset, before);
  const { requests, partitions, shape } = await abortable(opening, signal).catch(async (error: unknown) => {
    await client.close();
    throw signal.aborted ? error : toKafkaError(error, source);
  });
  let counted = shape;

  const hasRoom = () => partitions.rows < config.batchRows && partitions.bytes < pageBytes;
  const fetching = {
    ctx,
    client,
    requests,
    dataset,
    partitions,
    pageBytes,
    hooks: {
      wanted: async () => {
        await until(() => isWanted && hasRoom());
        return !isOver();
      },
      arrived: notify,
      moved: () => {
        consumer.clearMetadata();
        share();
      },
      fail,
    },
  };
  /** Starts reading from whoever leads our partitions now. */
  const share = () => {
    const current = ++round;
    readMetadata(ctx, consumer, dataset.topics).then(
      (metadata) => {
        const leaders = new Set(
          [...metadata.topics].flatMap(([topic, { partitions: all }]) =>
            all.flatMap(({ leader }, number) => (partitions.owns(topic, number) ? [leader] : [])),
          ),
        );
        for (const leader of leaders)
          fetchFrom(fetching, metadata, leader, () => round === current && !isOver()).catch(fail);
      },
      (error: unknown) => {
        const problem = toKafkaError(error, source);
        if (problem.kind !== 'transient') return fail(problem);
        setTimeout(() => {
          if (round === current && !isOver()) share();
        }, 1_000);
      },
    );
  };
  let adopting = Promise.resolve();
  const onJoin = ({ assignments = [] }: { assignments?: GroupAssignment[] }) => {
    round += 1;
    adopting = adopting
      .then(() => adopt(ctx, consumer, dataset, partitions, assignments))
      .then(() => share())
      .catch(fail);
  };
  consumer.on('consumer:group:join', onJoin);
  watchHeartbeat(consumer, config.sessionTimeoutMs, fail);
  const looking = setInterval(() => {
    readMetadata(ctx, consumer, dataset.topics)
      .then(async (metadata) => {
        assertSameTopics(partitions.cursor, metadata, source);
        if (counted === countPartitions(metadata) || isOver()) return;
        counted = countPartitions(metadata);
        await consumer.joinGroup({});
      })
      .catch((error: unknown) => {
        const problem = toKafkaError(error, source);
        if (problem.kind !== 'transient') fail(problem);
        else ctx.log('debug', problem.message, { dataset: dataset.name });
      });
  }, LOOK_MS);
  signal.addEventListener('abort', notify);

  const session: Session = {
    cursor: () => structuredClone(partitions.cursor),
    async take() {
      isWanted = true;
      notify();
      await until(() => partitions.rows > 0 && unacked < config.maxUnacked, CHECKPOINT_MS);
      if (partitions.rows > 0 && unacked < config.maxUnacked) await until(() => !hasRoom(), config.batchMs);
      isWanted = false;
      if (failure) throw failure;
      if (isOver()) return null;
      const rows = Math.max(0, Math.min(config.batchRows, config.maxUnacked - unacked));
      const metadata = await consumer.metadata({ topics: dataset.topics }).catch((error: unknown) => {
        throw toKafkaError(error, source);
      });
      const batch = partitions.handOut(rows, pageBytes, metadata);
      if (batch.records.length === 0 && (batch.read.size === 0 || Date.now() - handedOutAt < CHECKPOINT_MS))
        return session.take();
      handedOutAt = Date.now();
      unacked += batch.records.length;
      return batch;
    },
    async ack(batch) {
      try {
        await commitRead(ctx, client, requests, partitions, batch.read, () => isClosed);
      } finally {
        unacked -= batch.records.length;
        notify();
      }
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(looking);
      signal.removeEventListener('abort', notify);
      notify();
      await client.close();
    },
  };
  try {
    await abortable(consumer.joinGroup({}), signal);
  } catch (error) {
    await session.close();
    throw signal.aborted ? error : toKafkaError(error, source);
  }
  return session;
}

/** Everything before joining: is it the cluster we know, which requests does it speak, what does it hold? */
async function open(
  ctx: Ctx<KafkaConfig>,
  { consumer }: Client,
  dataset: KafkaDataset,
  before: KafkaCursor | null,
) {
  const metadata = await readMetadata(ctx, consumer, dataset.topics);
  assertSameTopics(before, metadata, ctx.source);
  consumer.topics.trackAll(...dataset.topics);
  const requests = await chooseRequests(consumer, ctx.source);
  const partitions = new Partitions(before ?? { cluster: metadata.id, topics: {} });
  return { requests, partitions, shape: countPartitions(metadata) };
}

/** A member that the group no longer hears is none; the library would go on asking a coordinator that has moved. */
function watchHeartbeat(consumer: Consumer, sessionTimeoutMs: number, fail: (error: unknown) => void): void {
  const started = Date.now();
  consumer.on('error', fail);
  consumer.on('consumer:heartbeat:error', ({ error }) => {
    const last = consumer.lastHeartbeat?.getTime() ?? started;
    if (Date.now() - last > sessionTimeoutMs) fail(error);
  });
}

/** The promise, or the signal's reason as soon as it aborts. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
