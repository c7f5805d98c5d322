import { jetstreamManager } from '@nats-io/jetstream';
import { ConnectorError, type Ctx, wait } from '../../src/sdk/index.ts';
import type { NatsConfig, NatsDataset } from './config.ts';
import { openConnection } from './connect.ts';
import { durableName } from './durable.ts';
import { moveFloor, openPosition } from './look.ts';
import type { Delivery } from './message.ts';
import { toNatsError } from './nats-error.ts';
import { cutPage } from './page-cut.ts';
import type { Position } from './position.ts';
import { createPull } from './pull.ts';
import { watch } from './watch.ts';

/** How often the server is asked where the durable stands. Milliseconds. */
const LOOK_MS = 5_000;
/** After so much silence a moved position is handed out without messages. Milliseconds. */
const CHECKPOINT_MS = 60_000;
/** How long the server has to confirm an acknowledgement, and how often it is told: a cut may swallow the first. */
const ACK_MS = 1_500;
const ACK_TRIES = 4;
/** The server's clock for requests is not exact. Milliseconds. */
const LAPSE_MS = 150;
/** What a message may add to its payload in the server's count: subject, reply and headers. */
const OVERHEAD_BYTES = 65_536;

export interface Session {
  /** As far as everything is committed, and what tells this stream from others. */
  position(): Position;
  /** Next messages: a page. Empty = only the position moved. Null = stopped. */
  take(): Promise<Delivery[] | null>;
  /** Tells the server that a page is done, and waits until it has understood. */
  ack(page: readonly Delivery[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * One durable consumer, read on a connection of its own. Nothing is asked for unless a page is wanted; at most one
 * request is out, so at most `batchRows` messages wait here.
 */
export async function openSession(
  ctx: Ctx<NatsConfig>,
  dataset: NatsDataset,
  cursor: Position | null,
  pageBytes: number,
): Promise<Session> {
  const { config, signal, source } = ctx;
  const nc = await openConnection(ctx, true);
  const jsm = await jetstreamManager(nc, {
    checkAPI: false,
    ...(config.domain === undefined ? {} : { domain: config.domain }),
  });
  const position = await openPosition(ctx, jsm, dataset, cursor).catch(async (error: unknown) => {
    await nc.close();
    throw toNatsError(error, source);
  });

  const buffer: Delivery[] = [];
  const held = new Set<Delivery>();
  let wake: (() => void) | undefined;
  let failure: ConnectorError | undefined;
  let isClosed = false;
  let handedOut = { floor: position.floor, at: Date.now() };
  const notify = () => wake?.();
  const fail = (error: unknown) => {
    if (isClosed) return;
    failure ??= toNatsError(error, source);
    notify();
  };
  const api = config.domain === undefined ? '$JS.API' : `$JS.${config.domain}.API`;
  const pull = createPull(nc, `${api}.CONSUMER.MSG.NEXT.${config.stream}.${durableName(config, dataset)}`, {
    delivery(delivery) {
      buffer.push(delivery);
      held.add(delivery);
      notify();
    },
    over: notify,
    gone: (reason) => fail(new ConnectorError('transient', `${source}: the consumer is gone (${reason})`)),
  });
  const watching = watch(ctx, nc, dataset, { reset: pull.reset, fail });
  const working = setInterval(() => {
    for (const delivery of held) delivery.working();
  }, config.ackWaitMs / 3);
  const looking = setInterval(() => {
    if (nc.isClosed()) return;
    moveFloor(ctx, jsm, dataset, position).then(notify, (error: unknown) => {
      const problem = toNatsError(error, source);
      if (problem.kind === 'transient') ctx.log('warn', problem.message, { dataset: dataset.name });
      else fail(problem);
    });
  }, LOOK_MS);
  signal.addEventListener('abort', notify);

  const waitUntil = (isDone: () => boolean, ms: number) =>
    new Promise<void>((resolve) => {
      const limit = setTimeout(done, ms);
      function done() {
        clearTimeout(limit);
        wake = undefined;
        resolve();
      }
      wake = () => {
        if (isDone() || failure || signal.aborted || isClosed) done();
      };
      wake();
    });
  const limits = { rows: config.batchRows, bytes: pageBytes, isolateAfter: config.isolateAfter };
  const ask = () => {
    const room = config.batchRows - buffer.length;
    if (room > 0) pull.ask(room, Math.max(pageBytes, (nc.info?.max_payload ?? 0) + OVERHEAD_BYTES));
  };

  return {
    position: () => ({ ...position }),
    async take() {
      const isFull = () => {
        ask();
        return cutPage(buffer, limits).isFull;
      };
      while (buffer.length === 0) {
        if (failure) throw failure;
        if (signal.aborted || isClosed) return null;
        if (position.floor > handedOut.floor && Date.now() - handedOut.at > CHECKPOINT_MS) {
          handedOut = { floor: position.floor, at: Date.now() };
          return [];
        }
        await waitUntil(() => {
          ask();
          return buffer.length > 0;
        }, LOOK_MS);
      }
      await waitUntil(isFull, config.batchMs);
      if (failure) throw failure;
      if (signal.aborted || isClosed) return null;
      const page = buffer.splice(0, cutPage(buffer, limits).count);
      position.last = Math.max(position.last, ...page.map(({ seq }) => seq));
      handedOut = { floor: position.floor, at: Date.now() };
      return page;
    },
    async ack(page) {
      if (isClosed)
        throw new ConnectorError('transient', `${source}: stopped before the page could be acknowledged`);
      let failure: unknown;
      let rest = page;
      for (let tries = 0; rest.length > 0 && tries < ACK_TRIES && !isClosed; tries++) {
        const answers = await Promise.allSettled(rest.map((delivery) => delivery.ack(ACK_MS)));
        failure = answers.find((answer) => answer.status === 'rejected')?.reason;
        rest = rest.filter((_, index) => answers[index]!.status === 'rejected');
      }
      for (const delivery of page) held.delete(delivery);
      if (rest.length > 0) throw toNatsError(failure, source);
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(working);
      clearInterval(looking);
      signal.removeEventListener('abort', notify);
      // Given back they come soon to whoever reads next, not after ackWait. Not before our request has lapsed: with one
      // of a reader who has left still waiting, servers (seen with 2.9) confuse what they send again.
      const pause = pull.remaining() > 0 ? pull.remaining() + LAPSE_MS : 0;
      pull.close();
      if (!nc.isClosed()) for (const delivery of held) delivery.giveBack(pause);
      await Promise.race([nc.flush().catch(fail), wait(500)]);
      await nc.close();
      await watching;
      notify();
    },
  };
}
