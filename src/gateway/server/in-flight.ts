/** Counts answers in the making, so that stopping can wait for them. */
export interface InFlight {
  /** True once stopping has begun: take nothing new. */
  readonly stopping: boolean;
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Begins stopping; resolves when nothing is in the making any more, after `ms` at the latest. */
  drain(ms: number): Promise<void>;
}

export function createInFlight(): InFlight {
  let count = 0;
  let stopping = false;
  let onIdle: (() => void) | undefined;
  return {
    get stopping() {
      return stopping;
    },
    track: async (work) => {
      count++;
      try {
        return await work();
      } finally {
        count--;
        if (count === 0) onIdle?.();
      }
    },
    drain: (ms) => {
      stopping = true;
      if (count === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
