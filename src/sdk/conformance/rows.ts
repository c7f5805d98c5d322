import type { FixtureRow } from './harness.ts';

/** Two days ago: late enough to be real, early enough that the source's clock has passed it. */
const START = Math.floor(Date.now() / 1000 - 2 * 86_400) * 1000;

/** ISO 8601 with microseconds that no millisecond clock can hold. */
export function changedAt(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString().replace('.000Z', '.123457Z');
}

/** `count` records `every` seconds apart, starting with number `from`. The ids are integers past 2^53, so that a digit lost somewhere shows. */
export function makeRows(count: number, { from = 0, every = 1 } = {}): FixtureRow[] {
  return Array.from({ length: count }, (_, i) => ({
    id: String(9_007_199_254_740_993n + BigInt(from + i)),
    name: `Đường số ${from + i}`,
    changed: changedAt((from + i) * every),
  }));
}

/** Small seeded generator (mulberry32): the same seed gives the same numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
