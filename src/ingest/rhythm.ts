const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** Pause before try n (1, 2, …): doubling with jitter, so that sources that fell together do not rise together. */
export function toBackoff(attempt: number, random = Math.random): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1)) * (0.5 + random() / 2);
}

/** Sleeps, or wakes at once when stopping begins. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
