/** Counts paths that no field holds; so many at most, that a hostile document cannot fill memory. */
export interface Tally {
  add(path: string): void;
  /** Most frequent first. */
  counts(): [path: string, count: number][];
}

const MAX_PATHS = 200;
const REST = '(other paths)';

export function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    add(path) {
      const known = counts.has(path) || counts.size < MAX_PATHS ? path : REST;
      counts.set(known, (counts.get(known) ?? 0) + 1);
    },
    counts: () => [...counts].sort(([, a], [, b]) => b - a),
  };
}
