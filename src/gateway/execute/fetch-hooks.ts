import type { FetchHook, FetchWatch } from './run.ts';

/** Several hooks as one: the first is outermost. */
export function joinFetchHooks(hooks: readonly FetchHook[]): FetchHook {
  return (subgraph, fetch) => {
    const watches = hooks.flatMap((hook): FetchWatch[] => {
      const watch = hook(subgraph, fetch);
      return watch ? [watch] : [];
    });
    if (watches.length < 2) return watches[0];
    return {
      within: (call) =>
        watches.reduceRight((next, { within }) => (within ? () => within(next) : next), call)(),
      end: (result) => {
        for (const { end } of watches) end?.(result);
      },
    };
  };
}
