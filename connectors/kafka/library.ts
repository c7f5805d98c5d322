import {
  type ConnectionPool,
  type Consumer,
  fetchV13,
  fetchV14,
  fetchV15,
  fetchV16,
  fetchV17,
  offsetCommitV8,
  offsetCommitV9,
} from '@platformatic/kafka';
import { ConnectorError } from '../../src/sdk/index.ts';

export { IS_CONTROL, IS_TRANSACTIONAL, type KafkaRecord, type RecordsBatch } from '@platformatic/kafka';
export type FetchRequestTopic = fetchV17.FetchRequestTopic;
export type FetchResponse = fetchV17.FetchResponse;
export type FetchResponsePartition = fetchV17.FetchResponsePartition;

export type Connection = Awaited<ReturnType<ConnectionPool['get']>>;
type Fetch = (
  connection: Connection,
  maxWaitMs: number,
  minBytes: number,
  maxBytes: number,
  isolationLevel: number,
  sessionId: number,
  sessionEpoch: number,
  topics: FetchRequestTopic[],
  forgotten: never[],
  rackId: string,
) => Promise<FetchResponse>;
type OffsetCommit = (
  connection: Connection,
  groupId: string,
  generation: number,
  memberId: string,
  instanceId: null,
  topics: CommitTopic[],
) => Promise<unknown>;

export interface CommitTopic {
  name: string;
  partitions: {
    partitionIndex: number;
    committedOffset: bigint;
    committedLeaderEpoch: number;
    committedMetadata: null;
  }[];
}

/**
 * The two requests that are made without the library's consumer: its fetch answers with an error as soon as one of
 * many partitions has one, and its commit joins the group again by itself and then commits what may no longer be ours.
 */
export interface Requests {
  fetch: Fetch;
  commit: OffsetCommit;
}

const FETCHES = { 13: fetchV13, 14: fetchV14, 15: fetchV15, 16: fetchV16, 17: fetchV17 };
const COMMITS = { 8: offsetCommitV8, 9: offsetCommitV9 };

/** The newest versions that both sides know. Throws `unsupported` for brokers before 3.1, which know no topic ids. */
export async function chooseRequests(consumer: Consumer, source: string): Promise<Requests> {
  const apis = await consumer.listApis();
  const choose = <T>(name: string, ours: Record<number, T>): T => {
    const range = apis.find((api) => api.name === name);
    const version = Object.keys(ours)
      .map(Number)
      .filter((candidate) => range && candidate >= range.minVersion && candidate <= range.maxVersion)
      .sort((a, b) => b - a)[0];
    if (version === undefined)
      throw new ConnectorError(
        'unsupported',
        `${source}: the broker speaks no version of ${name} that we know`,
      );
    return ours[version]!;
  };
  return {
    fetch: choose('Fetch', FETCHES).api.async as unknown as Fetch,
    commit: choose('OffsetCommit', COMMITS).api.async as unknown as OffsetCommit,
  };
}
