/** The median of one figure over several rounds; 0 for none. */
export function median<K extends string>(rounds: readonly Readonly<Record<K, number>>[], key: K): number {
  const sorted = rounds.map((round) => round[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
