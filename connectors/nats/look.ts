import type { JetStreamManager } from '@nats-io/jetstream';
import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { NatsConfig, NatsDataset } from './config.ts';
import { durableName, ensureDurable, findDurable } from './durable.ts';
import { assertSameStream, gapOf, knownUpTo, type Position } from './position.ts';

/** Finds where reading starts: the stream is the same, nothing is missing, and the durable is there. */
export async function openPosition(
  ctx: Ctx<NatsConfig>,
  jsm: JetStreamManager,
  dataset: NatsDataset,
  cursor: Position | null,
): Promise<Position> {
  const { config, source } = ctx;
  const stream = await jsm.streams.info(config.stream);
  assertSameStream(cursor, stream, source);
  let found = await findDurable(jsm, config, dataset);
  if (found && cursor && found.ack_floor.stream_seq > cursor.last) {
    const words = `${source}: ${found.name} was acknowledged up to ${found.ack_floor.stream_seq}, the hub has only ${cursor.last}`;
    if (!config.manageConsumer)
      throw new ConnectorError(
        'drift',
        `${words}; let the stream's owner set it back behind ${cursor.floor}`,
      );
    // The hub's store was set back, or somebody else reads with this name. Reading again loses nothing.
    ctx.log('warn', `${words}; reading again from there`, { dataset: dataset.name });
    await jsm.consumers.delete(config.stream, found.name);
    found = null;
  }
  const floor = knownUpTo(cursor?.floor ?? 0, found);
  if (cursor || found) reportGap(ctx, dataset, gapOf(floor, stream), floor);
  const info = await ensureDurable(ctx, jsm, dataset, found, cursor);
  return {
    stream: config.stream,
    domain: config.domain ?? null,
    created: stream.created,
    floor: knownUpTo(floor, info),
    last: Math.max(cursor?.last ?? 0, info.delivered.stream_seq),
  };
}

/** Moves the floor to where the server says that all is acknowledged. */
export async function moveFloor(
  ctx: Ctx<NatsConfig>,
  jsm: JetStreamManager,
  dataset: NatsDataset,
  position: Position,
): Promise<void> {
  // The stream first: what is stored after this answer shows as pending in the next.
  const stream = await jsm.streams.info(ctx.config.stream);
  assertSameStream(position, stream, ctx.source);
  const consumer = await jsm.consumers.info(ctx.config.stream, durableName(ctx.config, dataset));
  const read = Math.max(position.floor, consumer.delivered.stream_seq);
  const isDone = consumer.num_pending === 0 && consumer.num_ack_pending === 0;
  reportGap(ctx, dataset, isDone ? 0 : gapOf(read, stream), read);
  position.floor = isDone
    ? Math.max(position.floor, stream.state.last_seq)
    : knownUpTo(position.floor, consumer);
}

function reportGap(ctx: Ctx<NatsConfig>, dataset: NatsDataset, missing: number, known: number): void {
  if (missing === 0) return;
  const words = `stream ${ctx.config.stream} has dropped up to ${missing} messages behind ${known} that were not read`;
  if (!ctx.config.allowGap)
    throw new ConnectorError(
      'drift',
      `${ctx.source}: ${words}; read them from their owner another way, then set allowGap to go on`,
    );
  ctx.log('warn', words, { dataset: dataset.name, missing });
}
