import type { FetchHook, FetchWatch } from './run.ts';

/** Several hooks as one: the first is outermost. */
export function joinFetchHooks(hooks: readonly FetchHook[]): FetchHook | undefined {
  if (hooks.length < 2) return hooks[0];
  return (subgraph, fetch) => {
    const watches: FetchWatch[] = [];
    for (const hook of hooks) {
      const watch = hook(subgraph, fetch);
      if (watch) watches.push(watch);
    }
    return watches.length < 2 ? watches[0] : joinWatches(watches);
  };
}

function joinWatches(watches: readonly FetchWatch[]): FetchWatch {
  const end: FetchWatch['end'] = (result) => {
    for (const watch of watches) watch.end?.(result);
  };
  if (!watches.some(({ within }) => within)) return { end };
  return {
    within: (call) => watches.reduceRight((next, { within }) => (within ? () => within(next) : next), call)(),
    end,
  };
}
