import { ConnectorError } from '../contract.ts';

export type BreakerState = 'closed' | 'open' | 'half_open';

export interface Breaker {
  readonly state: BreakerState;
  /** Throws when the source is not to be called now; lets one probe through after the cool-off. */
  assertOpenForCalls(): void;
  succeeded(): void;
  failed(): void;
  /** The call ended without telling anything about the source (it was aborted). */
  abandoned(): void;
}

export interface BreakerOptions {
  source: string;
  /** Failures in a row that open it. */
  threshold?: number;
  coolOffMs?: number;
  now?: () => number;
  onChange?: (state: BreakerState) => void;
}

/** Circuit breaker: a source that keeps failing is left alone for a while, then tried with one call. */
export function createBreaker(options: BreakerOptions): Breaker {
  const { source, threshold = 5, coolOffMs = 30_000, now = Date.now, onChange } = options;
  let state: BreakerState = 'closed';
  let failures = 0;
  let openedAt = 0;
  let probing = false;

  const become = (next: BreakerState) => {
    if (state === next) return;
    state = next;
    onChange?.(next);
  };

  return {
    get state() {
      return state;
    },
    assertOpenForCalls() {
      if (state === 'closed') return;
      const restMs = openedAt + coolOffMs - now();
      if (restMs > 0 || probing)
        throw new ConnectorError('transient', `${source} keeps failing and is left alone for now`, {
          retryAfterMs: Math.max(restMs, 1_000),
        });
      probing = true;
      become('half_open');
    },
    succeeded() {
      failures = 0;
      probing = false;
      become('closed');
    },
    failed() {
      failures += 1;
      probing = false;
      if (state === 'closed' && failures < threshold) return;
      openedAt = now();
      become('open');
    },
    abandoned() {
      probing = false;
    },
  };
}
