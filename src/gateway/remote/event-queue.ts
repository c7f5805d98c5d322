/** Events between a source that pushes and a reader that pulls. The source is held while `high` or more wait. */
export interface EventQueue<T> {
  push(item: T): void;
  /** No more comes; what waits is still given out. */
  end(): void;
  readonly events: AsyncIterableIterator<T>;
}

interface Flow {
  readonly high: number;
  /** Reader is behind: stop reading from the source. */
  hold(): void;
  /** Reader has caught up. */
  release(): void;
  /** The reader is gone, or everything has been given out. Called once. */
  close(): void;
}

export function createEventQueue<T>({ high, hold, release, close }: Flow): EventQueue<T> {
  const waiting: T[] = [];
  const readers: ((step: IteratorResult<T>) => void)[] = [];
  let ended = false;
  let closed = false;
  let held = false;

  const finish = () => {
    if (closed) return;
    closed = true;
    close();
    for (const reader of readers.splice(0)) reader({ done: true, value: undefined });
  };
  const next = (): Promise<IteratorResult<T>> => {
    const item = waiting.shift();
    if (item !== undefined) {
      if (held && waiting.length < high / 2) {
        held = false;
        release();
      }
      return Promise.resolve({ done: false, value: item });
    }
    if (ended) finish();
    if (closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => readers.push(resolve));
  };
  const stop = async (): Promise<IteratorResult<T>> => {
    waiting.length = 0;
    finish();
    return { done: true, value: undefined };
  };
  return {
    push: (item) => {
      if (closed || ended) return;
      const reader = readers.shift();
      if (reader) {
        reader({ done: false, value: item });
        return;
      }
      waiting.push(item);
      if (!held && waiting.length >= high) {
        held = true;
        hold();
      }
    },
    end: () => {
      ended = true;
      if (waiting.length === 0) finish();
    },
    events: {
      next,
      return: stop,
      throw: async (error) => {
        await stop();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
  };
}
