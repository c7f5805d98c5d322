/** A map that forgets what was used least recently, so that a client cannot fill the memory with new queries. */
export interface BoundedCache<K, V> {
  get(key: K): V | undefined;
  getOrCreate(key: K, create: () => V): V;
  /** Least recently used first. */
  values(): readonly V[];
}

export function createBoundedCache<K, V extends NonNullable<unknown>>(limit: number): BoundedCache<K, V> {
  const entries = new Map<K, V>();
  const get = (key: K): V | undefined => {
    const value = entries.get(key);
    if (value !== undefined && entries.size >= limit) {
      // Order matters only when something may have to go.
      entries.delete(key);
      entries.set(key, value);
    }
    return value;
  };
  return {
    get,
    getOrCreate: (key, create) => {
      const known = get(key);
      if (known !== undefined) return known;
      const value = create();
      if (entries.size >= limit) entries.delete(entries.keys().next().value as K);
      entries.set(key, value);
      return value;
    },
    values: () => [...entries.values()],
  };
}
