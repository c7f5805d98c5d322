import { Problem } from '../kernel/problem.ts';
import { EVENTS_TOO_SLOW } from '../kernel/problems/events.ts';
import type { FeedEvent } from './feed.ts';

/** Hands events of the feed to whoever listens in this process. */
export interface Bus {
  publish(event: FeedEvent): void;
  /** Events of one name from now on. Ends on `return()`; throws when the reader falls too far behind. */
  subscribe(name: string): AsyncIterableIterator<FeedEvent>;
  readonly subscribers: number;
  close(): void;
}

/** Events a slow reader may leave waiting before its subscription is closed: memory must stay bounded. */
const MAX_WAITING = 1_000;

export function createBus(maxWaiting = MAX_WAITING): Bus {
  const readers = new Set<Reader>();
  return {
    publish: (event) => {
      for (const reader of readers) reader.push(event);
    },
    subscribe: (name) => {
      const reader = new Reader(name, maxWaiting, () => readers.delete(reader));
      readers.add(reader);
      return reader;
    },
    get subscribers() {
      return readers.size;
    },
    close: () => {
      for (const reader of readers) reader.end();
    },
  };
}

class Reader implements AsyncIterableIterator<FeedEvent> {
  private readonly waiting: FeedEvent[] = [];
  private wake: (() => void) | undefined;
  private done = false;
  private failure: Problem | undefined;
  private readonly name: string;
  private readonly maxWaiting: number;
  private readonly onEnd: () => void;

  constructor(name: string, maxWaiting: number, onEnd: () => void) {
    this.name = name;
    this.maxWaiting = maxWaiting;
    this.onEnd = onEnd;
  }

  push(event: FeedEvent): void {
    if (event.name !== this.name || this.done) return;
    if (this.waiting.length >= this.maxWaiting) {
      this.failure = new Problem(EVENTS_TOO_SLOW, { waiting: this.waiting.length });
      this.waiting.length = 0;
      this.end();
      return;
    }
    this.waiting.push(event);
    this.wake?.();
  }

  end(): void {
    this.done = true;
    this.onEnd();
    this.wake?.();
  }

  async next(): Promise<IteratorResult<FeedEvent>> {
    for (;;) {
      const event = this.waiting.shift();
      if (event) return { value: event, done: false };
      if (this.failure) {
        const failure = this.failure;
        this.failure = undefined;
        throw failure;
      }
      if (this.done) return { value: undefined, done: true };
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  async return(): Promise<IteratorResult<FeedEvent>> {
    this.waiting.length = 0;
    this.end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
