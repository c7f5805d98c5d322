import { ConnectorError } from '../sdk/index.ts';

const OPEN_AFTER = 3;
const OPEN_MS = 5_000;

/** Spares a failing source, and spares callers its timeout: after three failures it is left alone for a while. */
export interface Breaker {
  assertClosed(): void;
  succeeded(): void;
  failed(error: unknown): void;
}

class BreakerOpenError extends ConnectorError {}

export function createBreaker(now: () => number = Date.now): Breaker {
  let failures = 0;
  let openUntil = 0;
  return {
    assertClosed: () => {
      const wait = openUntil - now();
      if (wait > 0)
        throw new BreakerOpenError('transient', 'nguồn vừa lỗi liên tiếp, tạm ngừng hỏi', {
          retryAfterMs: wait,
        });
    },
    succeeded: () => {
      failures = 0;
    },
    failed: (error) => {
      // Being refused by the breaker itself is no new evidence.
      if (error instanceof BreakerOpenError) return;
      failures += 1;
      if (failures >= OPEN_AFTER) openUntil = now() + OPEN_MS;
    },
  };
}
