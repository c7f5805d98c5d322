import { ConnectorError } from '../contract.ts';
import { wait } from '../wait.ts';

export interface Pace {
  /** Resolves when the next call may go out; throws `rate_limited` when that is too far away. */
  turn(signal: AbortSignal): Promise<void>;
  /** Nobody calls before this pause is over: what one call learns from a 429 holds for all. */
  pause(ms: number): void;
}

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
  const interval = limit ? 1000 / limit.perSecond : 0;
  const tolerance = interval * ((limit?.burst ?? 1) - 1);
  let theoretical = 0;
  let pausedUntil = 0;
  return {
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
  };
}
