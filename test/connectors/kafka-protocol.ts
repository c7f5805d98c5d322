import type { Reader, Writer } from '@platformatic/kafka';
import type { TestGroup } from './kafka-group.ts';
import type { TestTopic } from './kafka-log.ts';

/** Keys of the requests that are understood. */
export const API = {
  Fetch: 1,
  ListOffsets: 2,
  Metadata: 3,
  OffsetCommit: 8,
  OffsetFetch: 9,
  FindCoordinator: 10,
  JoinGroup: 11,
  Heartbeat: 12,
  LeaveGroup: 13,
  SyncGroup: 14,
  SaslHandshake: 17,
  ApiVersions: 18,
  SaslAuthenticate: 36,
} as const;

/** The one version of each that is spoken. */
export const VERSIONS: Record<number, number> = {
  1: 13,
  2: 7,
  3: 12,
  8: 8,
  9: 8,
  10: 4,
  11: 9,
  12: 4,
  13: 5,
  14: 5,
  17: 1,
  18: 3,
  36: 2,
};
/** Versions before these have the old header; only this one is spoken so. */
export const FLEXIBLE_FROM: Record<number, number> = { 17: 2 };

/** Id of the only broker. */
export const NODE = 1;

export interface BrokerState {
  clusterId: string;
  topics: Map<string, TestTopic>;
  group(id: string): TestGroup;
  port(): number;
  arrival(ms: number): Promise<void>;
}

export type Handler = (reader: Reader) => Writer | Promise<Writer>;
