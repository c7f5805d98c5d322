import { toError } from './problem.ts';

/** Something that must be given back. Registered right where it is acquired, released in reverse order. */
export interface Lifecycle {
  /** Aborted when stopping begins: long waits listen to it. */
  readonly signal: AbortSignal;
  onStop(name: string, release: () => void | Promise<void>): void;
  /** Releases everything, last acquired first. Runs once; later calls wait for the first. */
  stop(reason: string): Promise<void>;
}

export interface LifecycleOptions {
  /** Called when a release throws: the others still run. */
  onError?: (name: string, error: Error) => void;
  onRelease?: (name: string, ms: number) => void;
}

export function createLifecycle(options: LifecycleOptions = {}): Lifecycle {
  const controller = new AbortController();
  const releasers: { name: string; release: () => void | Promise<void> }[] = [];
  let stopping: Promise<void> | undefined;

  const releaseAll = async () => {
    for (let next = releasers.pop(); next; next = releasers.pop()) {
      const started = performance.now();
      try {
        await next.release();
      } catch (error) {
        options.onError?.(next.name, toError(error));
      }
      options.onRelease?.(next.name, performance.now() - started);
    }
  };

  return {
    signal: controller.signal,
    onStop: (name, release) => {
      releasers.push({ name, release });
      // Acquired by a start that was still under way when stopping began: given back at once.
      if (stopping) stopping = stopping.then(releaseAll);
    },
    stop: (reason) => {
      if (!stopping) {
        controller.abort(new Error(reason));
        stopping = releaseAll();
      }
      return stopping;
    },
  };
}
