import { onAbort } from '../../kernel/on-abort.ts';

/** How long one call is waited for: until its time is up, or its caller has gone. */
export interface CallClock {
  /** Why waiting has ended, if it has. */
  readonly ended: { readonly reason: unknown } | undefined;
  /** Told once when waiting ends; one listener at a time. */
  onEnd: ((reason: unknown) => void) | undefined;
  /** To be called when the call is over. */
  stop(): void;
}

/** An AbortController with a timer would do the same at several times the cost, which is paid for every call. */
export function startCallClock(
  ms: number,
  toTimeout: () => unknown,
  caller: AbortSignal | undefined,
): CallClock {
  const end = (reason: unknown) => {
    if (clock.ended) return;
    clock.ended = { reason };
    clock.onEnd?.(reason);
  };
  const timer = setTimeout(() => end(toTimeout()), ms);
  const forget = caller && onAbort(caller, () => end(caller.reason));
  const clock = {
    ended: caller?.aborted ? { reason: caller.reason as unknown } : undefined,
    onEnd: undefined as CallClock['onEnd'],
    stop: () => {
      clearTimeout(timer);
      forget?.();
    },
  };
  return clock;
}
