import type pg from 'pg';
import { toError } from '../kernel/problem.ts';
import type { Bus } from './bus.ts';
import { type FeedCursor, feedEnd, listenForEvents, readFeed } from './feed.ts';

const POLL_MS = 500;

export interface Relay {
  close(): Promise<void>;
}

/**
 * Moves committed events from the outbox to the bus of this process. One per process: subscribers share it, so
 * a thousand of them cost the database what one does.
 */
export async function startRelay(options: {
  pool: pg.Pool;
  url: string;
  bus: Bus;
  signal: AbortSignal;
  onError: (error: Error) => void;
}): Promise<Relay> {
  const { pool, bus, signal } = options;
  let cursor: FeedCursor = await feedEnd(pool);
  let wake: () => void = () => undefined;
  let closed = false;
  let woken = false;
  const onWake = () => {
    woken = true;
    wake();
  };
  const listener = await listenForEvents(options.url, onWake, signal);

  const pump = async (): Promise<void> => {
    while (!closed && !signal.aborted) {
      woken = false;
      try {
        for (
          let events = await readFeed(pool, cursor);
          events.length > 0;
          events = await readFeed(pool, cursor)
        ) {
          for (const event of events) bus.publish(event);
          cursor = events.at(-1)!.cursor;
          if (closed) return;
        }
      } catch (error) {
        // The cursor stands where it was: the same events are read again when the database answers.
        if (!closed && !signal.aborted) options.onError(toError(error));
      }
      if (!woken) await pause(POLL_MS, (resolve) => (wake = resolve));
    }
  };
  const running = pump();
  return {
    close: async () => {
      closed = true;
      onWake();
      await listener.close();
      await running;
    },
  };
}

function pause(ms: number, register: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    register(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
