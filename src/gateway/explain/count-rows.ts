/**
 * How much a subgraph's answer holds: the entities that are there, or for root fields every object in a list; a root
 * field without any list counts as one.
 */
export function countRows(data: unknown, isEntities: boolean): number {
  const roots = Object.values((data ?? {}) as Record<string, unknown>);
  if (isEntities) return roots.flat().filter((item) => item !== null && item !== undefined).length;
  const inLists = roots.reduce<number>((total, value) => total + countInLists(value), 0);
  return inLists > 0 ? inLists : roots.filter((value) => value !== null).length;
}

function countInLists(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const isList = Array.isArray(value);
  let count = 0;
  for (const item of Object.values(value)) {
    if (isList && item !== null && typeof item === 'object') count++;
    count += countInLists(item);
  }
  return count;
}
