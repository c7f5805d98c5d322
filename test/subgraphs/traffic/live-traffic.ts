import type { ExecutionResult } from 'graphql';
import { startRelay } from '../../../src/events/relay.ts';
import type { SubscriptionResult } from '../../../src/gateway/stream.ts';
import type { TrafficStore } from './traffic-test-store.ts';

/** Moves committed events to the test's bus, as a running hub does. */
export async function startTestRelay({ store, url, bus }: TrafficStore) {
  const controller = new AbortController();
  const failures: Error[] = [];
  const onError = (error: Error) => void failures.push(error);
  const relay = await startRelay({ pool: store.pool, url, bus, signal: controller.signal, onError });
  return {
    failures,
    close: async () => {
      controller.abort();
      await relay.close();
    },
  };
}

export function toStream(result: SubscriptionResult): AsyncIterableIterator<ExecutionResult> {
  if (!(Symbol.asyncIterator in result))
    throw new Error(`the subscription did not start: ${JSON.stringify(result.errors)}`);
  return result;
}

/** The data of the next `count` events. */
export async function take(stream: AsyncIterableIterator<ExecutionResult>, count: number) {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query.
  const events: any[] = [];
  while (events.length < count) {
    const { value, done } = await stream.next();
    if (done) throw new Error(`the stream ended after ${events.length} events`);
    if (value.errors) throw value.errors[0];
    events.push(value.data);
  }
  return events;
}
