import DataLoader from 'dataloader';
import type { HubContext } from './context.ts';

/**
 * One batched look-up per level and name. Nothing is cached beyond the batch: a subscription lives for hours on
 * one context, and must see each event's own state. Equal keys in one batch are asked once.
 */
export function batched<K extends string, V>(
  context: HubContext,
  name: string,
  load: (keys: K[]) => Promise<Map<K, V>>,
): DataLoader<K, V | undefined> {
  const known = context.loaders.get(name);
  if (known) return known as unknown as DataLoader<K, V | undefined>;
  const loader = new DataLoader<K, V | undefined>(
    async (keys) => {
      const found = await load([...new Set(keys)]);
      return keys.map((key) => found.get(key));
    },
    { cache: false, maxBatchSize: 10_000 },
  );
  context.loaders.set(name, loader as unknown as DataLoader<unknown, unknown>);
  return loader;
}
