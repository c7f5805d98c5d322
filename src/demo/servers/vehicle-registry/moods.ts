/** What the registry does instead of answering, now and then: real interfaces have bad moments. */
export interface Mood {
  status: 429 | 503;
  retryAfterSeconds: number;
}

const UNAVAILABLE_EVERY = 40;

/**
 * Every 40th request finds the service unavailable; more than `perSecond` requests in one second are refused.
 * Returns null when the request is to be answered.
 */
export function createMoods(perSecond: number, now: () => number): () => Mood | null {
  let seen = 0;
  let second = 0;
  let inSecond = 0;
  return () => {
    const current = Math.floor(now() / 1_000);
    if (current !== second) [second, inSecond] = [current, 0];
    if (++inSecond > perSecond) return { status: 429, retryAfterSeconds: 1 };
    return ++seen % UNAVAILABLE_EVERY === 0 ? { status: 503, retryAfterSeconds: 1 } : null;
  };
}
