import type { Lifecycle } from '../kernel/lifecycle.ts';

/** Longest that an orderly stop may take before the process is ended all the same. */
const STOP_LIMIT_MS = 30_000;

/** Ctrl-C and SIGTERM stop in order; a second one ends at once. */
export function stopOnSignals(lifecycle: Lifecycle): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (lifecycle.signal.aborted) process.exit(130);
      process.stderr.write('\nĐang dừng / stopping …\n');
      setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
      // Nothing is left to wait for then, and the process ends by itself.
      void lifecycle.stop(signal);
    });
  }
}
