import type { Sizes } from '../../src/demo/generate/scale.ts';
import { createWorld, type World } from '../../src/demo/generate/world.ts';

export const AS_OF = Date.parse('2026-11-24T00:00:00+07:00');

/** The world of scale `small` that every demo test looks at. */
export function createSmallWorld(sizes: Partial<Sizes> = {}, seed = 20_251_124): World {
  return createWorld({ seed, scale: 'small', asOf: AS_OF, sizes });
}

export function listAll<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
