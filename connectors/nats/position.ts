import type { ConsumerInfo, StreamInfo } from '@nats-io/jetstream';
import { ConnectorError, type Json } from '../../src/sdk/index.ts';

/**
 * Where a dataset stands. `floor`: up to here every message was committed, so a durable that was lost is made again
 * behind it. `last`: highest sequence that was handed out. `created` tells a stream from a later one of the same name.
 */
export interface Position {
  stream: string;
  domain: string | null;
  created: string;
  floor: number;
  last: number;
}

/** A cursor as it was stored; null for the first run. */
export function toPosition(cursor: Json | null, source: string): Position | null {
  if (cursor === null) return null;
  const { stream, domain, created, floor, last } = cursor as unknown as Position;
  if (
    typeof stream === 'string' &&
    typeof created === 'string' &&
    Number.isInteger(floor) &&
    Number.isInteger(last)
  )
    return { stream, domain: domain ?? null, created, floor, last };
  throw new ConnectorError('drift', `${source}: the cursor is not one of this connector; reset it`);
}

/** Throws `drift` when the stream is not the one that the position was taken in. */
export function assertSameStream(position: Position | null, info: StreamInfo, source: string): void {
  if (!position) return;
  const { name } = info.config;
  const advice = 'reset the cursor of this dataset to read the new one from its start';
  if (position.stream !== name)
    throw new ConnectorError(
      'drift',
      `${source}: the cursor is of stream ${position.stream}, not ${name}; ${advice}`,
    );
  if (position.created !== info.created)
    throw new ConnectorError(
      'drift',
      `${source}: stream ${name} was made again (${position.created} before, ${info.created} now); ${advice}`,
    );
  if (info.state.last_seq < position.last)
    throw new ConnectorError(
      'drift',
      `${source}: stream ${name} ends at ${info.state.last_seq}, and ${position.last} was read already (restored from a backup?); ${advice}`,
    );
}

/** Up to where nothing is missing: what the durable has delivered counts once nothing of it is out. */
export function knownUpTo(floor: number, consumer: ConsumerInfo | null): number {
  if (!consumer) return floor;
  const { ack_floor, delivered, num_ack_pending } = consumer;
  return Math.max(floor, ack_floor.stream_seq, num_ack_pending === 0 ? delivered.stream_seq : 0);
}

/**
 * Messages that the stream has dropped by its limits before they were read. With a filter it cannot be known whose
 * they were, so this is the most it can be. Streams that drop what was acknowledged, or what a later message of the
 * same subject replaced, have no such gap.
 */
export function gapOf(known: number, { config, state }: StreamInfo): number {
  if (config.retention !== 'limits' || config.max_msgs_per_subject > 0) return 0;
  return Math.max(0, state.first_seq - 1 - known);
}
