import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { MqttConfig, MqttDataset } from './config.ts';
import { connected, startClient } from './connect.ts';
import { toMqttError } from './mqtt-error.ts';
import { type Delivery, withholdAcks } from './withheld-acks.ts';

export interface Session {
  /** Next messages in order: at least one, at most `batchRows`, waiting `batchMs` for more. Empty = stopped. */
  take(): Promise<Delivery[]>;
  close(): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/**
 * A page does not wait longer than this for the next message. Brokers stop sending at so many unacknowledged ones
 * (Mosquitto: 20), and waiting out `batchMs` each time would make that their rate.
 */
const QUIET_MS = 10;

/**
 * A persistent session of its own for one dataset: the broker keeps what arrives while the hub is away, and one slow
 * dataset does not hold up another. Reconnects with a growing pause until the signal aborts.
 */
export async function openSession(ctx: Ctx<MqttConfig>, dataset: MqttDataset): Promise<Session> {
  const { signal, source } = ctx;
  const { clientId, batchRows, batchMs } = ctx.config;
  const client = await startClient(ctx, `${clientId}-${dataset.name}`, false);
  let buffer: Delivery[] = [];
  let wake: (() => void) | undefined;
  let failure: ConnectorError | undefined;
  let closing = false;
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;

  const notify = () => wake?.();
  withholdAcks(client, batchRows * 2, (delivery) => {
    buffer.push(delivery);
    notify();
  });
  client.on('error', (error) => {
    const problem = toMqttError(error, source);
    if (problem.kind === 'auth') failure = problem;
    notify();
  });
  client.on('close', () => {
    buffer = []; // not acknowledged, so the broker sends them again
    if (closing || failure || signal.aborted) return;
    ctx.log('warn', 'lost the broker, trying again', { dataset: dataset.name, retryAfterMs: pause });
    clearTimeout(timer);
    timer = setTimeout(() => client.reconnect(), pause * (0.5 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  });

  const subscribe = async () => {
    const refused = () =>
      new ConnectorError('auth', `${source}: the broker does not let us subscribe to ${dataset.topic}`);
    const [grant] = await client.subscribeAsync(dataset.topic, { qos: 1 }).catch((error: unknown) => {
      // An error with a packet is the broker's answer, any other is the connection.
      throw (error as { packet?: unknown }).packet === undefined ? error : refused();
    });
    if (!grant) throw refused();
    // With QoS 0 the broker keeps nothing for us: a restart of the hub would lose messages.
    if (grant.qos === 0)
      throw new ConnectorError(
        'config',
        `${source}: the broker gives ${dataset.topic} only without acknowledgement`,
      );
  };
  const close = async () => {
    closing = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', notify);
    await client.endAsync(true);
  };

  /**
   * Not waited for: a session that is there already sends what it holds before it confirms the subscription. When that
   * is more than there is room for, the confirmation is only read after pages were taken and acknowledged.
   */
  const keepSubscribed = () => {
    subscribe().catch((error) => {
      const problem = toMqttError(error, source);
      if (problem.kind === 'transient') return; // the connection is lost; the next one subscribes again
      failure = problem;
      notify();
    });
  };

  try {
    await connected(client, ctx);
  } catch (error) {
    await close();
    throw error;
  }
  keepSubscribed();
  client.on('connect', ({ sessionPresent }) => {
    pause = FIRST_PAUSE_MS;
    if (!sessionPresent)
      ctx.log('warn', 'the broker has forgotten our session: what was sent meanwhile is lost', {
        dataset: dataset.name,
      });
    keepSubscribed();
  });
  signal.addEventListener('abort', notify);

  /** Until there are `count` messages, something is wrong, or the time is over. */
  const waitFor = (count: number, ms: number) =>
    new Promise<void>((resolve) => {
      const limit = Number.isFinite(ms) ? setTimeout(done, ms) : undefined;
      function done() {
        clearTimeout(limit);
        wake = undefined;
        resolve();
      }
      wake = () => {
        if (buffer.length >= count || failure || signal.aborted) done();
      };
      wake();
    });

  /** Until a page is full, nothing comes any more, or the time is over. */
  const gather = async () => {
    const end = Date.now() + batchMs;
    for (let before = -1; before < buffer.length && buffer.length < batchRows; ) {
      before = buffer.length;
      const left = end - Date.now();
      if (left <= 0 || failure || signal.aborted) return;
      await waitFor(before + 1, Math.min(QUIET_MS, left));
    }
  };

  return {
    async take() {
      // A lost connection empties the buffer while we wait for more: then there is nothing to give yet.
      while (buffer.length === 0 && !failure && !signal.aborted) {
        await waitFor(1, Number.POSITIVE_INFINITY);
        await gather();
      }
      if (failure) throw failure;
      return signal.aborted ? [] : buffer.splice(0, batchRows);
    },
    close,
  };
}
