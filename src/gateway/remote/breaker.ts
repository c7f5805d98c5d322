/** Spares a subgraph that keeps failing, and spares those who ask the wait. One call tries it after each rest. */
export interface Breaker {
  /** Milliseconds until it may be asked again; 0 = ask. An answer of 0 after a rest is given to one caller only. */
  restMs(): number;
  succeeded(): void;
  failed(): void;
  /** The call ended without telling anything about the subgraph (its caller went away). */
  abandoned(): void;
  /** Since when it has been failing, ISO 8601. */
  readonly failingSince: string | undefined;
}

interface BreakerSettings {
  readonly failures: number;
  readonly restMs: number;
  readonly now?: () => number;
}

export function createBreaker({ failures: limit, restMs, now = Date.now }: BreakerSettings): Breaker {
  let failures = 0;
  let failingSince: number | undefined;
  let openUntil = 0;
  let probing = false;
  return {
    restMs: () => {
      if (failures < limit) return 0;
      const rest = openUntil - now();
      if (rest > 0) return rest;
      if (probing) return restMs;
      probing = true;
      return 0;
    },
    succeeded: () => {
      failures = 0;
      failingSince = undefined;
      probing = false;
    },
    failed: () => {
      failures += 1;
      failingSince ??= now();
      probing = false;
      openUntil = now() + restMs;
    },
    abandoned: () => {
      probing = false;
    },
    get failingSince() {
      return failingSince === undefined ? undefined : new Date(failingSince).toISOString();
    },
  };
}
