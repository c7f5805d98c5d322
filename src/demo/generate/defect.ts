/**
 * About 0.2 % of what each source sends is wrong on purpose, so that the hub's quarantine has something to
 * show. Which records are wrong follows from their number alone, so their count is known exactly.
 */
const EVERY = 500;
const FIRST = 57;

export function isDefective(index: number): boolean {
  return index % EVERY === FIRST;
}

/** How many of the first `count` records are wrong. */
export function countDefects(count: number): number {
  return count <= FIRST ? 0 : Math.floor((count - 1 - FIRST) / EVERY) + 1;
}

/** Picks a defect in turn, so that each kind occurs. */
export function pickDefect<T>(index: number, kinds: readonly T[]): T {
  return kinds[Math.floor(index / EVERY) % kinds.length]!;
}
