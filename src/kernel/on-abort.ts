const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `listener` when the signal aborts, unless told to stop before. However many wait for one signal, it has a
 * single event listener: adding and removing those costs more than a call of a subgraph should.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const waiting = listeners.get(signal) ?? listen(signal);
  // Its own object, so that one function may wait twice.
  const call = () => listener();
  waiting.add(call);
  return () => {
    waiting.delete(call);
  };
}

function listen(signal: AbortSignal): Set<() => void> {
  const waiting = new Set<() => void>();
  listeners.set(signal, waiting);
  const tell = () => {
    for (const call of waiting) call();
    waiting.clear();
  };
  signal.addEventListener('abort', tell, { once: true });
  return waiting;
}
