import { ConnectorError } from '../contract.ts';
import { wait } from '../wait.ts';

export interface Pace {
  /** Milliseconds between two calls just now; 0 = no limit. */
  readonly spacingMs: number;
  /** Resolves when the next call may go out; throws `rate_limited` when that is too far away. */
  turn(signal: AbortSignal): Promise<void>;
  /** Nobody calls before this pause is over: what one call learns from a 429 holds for all. */
  pause(ms: number): void;
  /** The source said 429: from the second in a row on, calls are spaced twice as far. */
  refused(): void;
  /** An answer: calls draw together again, a tenth at a time. */
  accepted(): void;
}

/** Spacing that repeated refusals begin with and end at. Milliseconds. */
const SLOW = { fromMs: 100, toMs: 10_000 };

export interface PaceOptions {
  source: string;
  /** On average `perSecond` calls, at most `burst` at once. Absent = only pauses. */
  limit?: { perSecond: number; burst?: number } | undefined;
  /** Longest pause that is waited out. Milliseconds. */
  maxWaitMs: number;
  now?: () => number;
}

/** Spaces the calls to one source (generic cell rate algorithm) and keeps to the pauses it asked for. */
export function createPace({ source, limit, maxWaitMs, now = Date.now }: PaceOptions): Pace {
  const normal = limit ? 1000 / limit.perSecond : 0;
  let interval = normal;
  let refusals = 0;
  const tolerance = normal * ((limit?.burst ?? 1) - 1);
  let theoretical = 0;
  let pausedUntil = 0;
  return {
    get spacingMs() {
      return interval;
    },
    async turn(signal) {
      const at = now();
      const pause = pausedUntil - at;
      if (pause > maxWaitMs)
        throw new ConnectorError('rate_limited', `${source} asked for a pause`, { retryAfterMs: pause });
      const slot = Math.max(theoretical, at);
      theoretical = slot + interval;
      const delay = Math.max(slot - tolerance, pausedUntil) - at;
      if (delay > 0) await wait(delay, signal);
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
    refused() {
      refusals += 1;
      if (refusals > 1) interval = Math.max(normal, Math.min(SLOW.toMs, Math.max(SLOW.fromMs, interval * 2)));
    },
    accepted() {
      refusals = 0;
      const eased = interval * 0.9;
      interval = eased < Math.max(normal, 1) ? normal : eased;
    },
  };
}
