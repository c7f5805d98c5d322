import { setMaxListeners } from 'node:events';
import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_TIMEOUT } from '../../kernel/problems/gateway.ts';

export interface Deadline {
  /** Aborted when the time is up (reason: the Problem that the client reads), or with the parent. */
  readonly signal: AbortSignal;
  /** No time limit from now on, but still aborted with the parent: for streams, once they are open. */
  stopClock(): void;
  /** Aborts before the time is up. */
  end(reason: unknown): void;
  /** Lets go of clock and parent. To be called when the answer is made. */
  clear(): void;
}

export const DEFAULT_TIME_LIMIT_MS = 30_000;

/**
 * The time limit of one answer. The gateway stops waiting when the signal aborts and answers with what it has;
 * whoever does the work (SQL, upstream calls) is expected to listen to the same signal.
 */
export function createDeadline(ms: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  // Every call of the answer listens to it.
  setMaxListeners(0, controller.signal);
  const onTime = () => controller.abort(new Problem(GATEWAY_TIMEOUT, { seconds: ms / 1_000 }));
  const onParent = () => controller.abort(parent?.reason);
  const timer = setTimeout(onTime, ms);
  timer.unref();
  if (parent?.aborted) onParent();
  parent?.addEventListener('abort', onParent, { once: true });
  return {
    signal: controller.signal,
    stopClock: () => clearTimeout(timer),
    end: (reason) => controller.abort(reason),
    clear: () => {
      clearTimeout(timer);
      parent?.removeEventListener('abort', onParent);
    },
  };
}
