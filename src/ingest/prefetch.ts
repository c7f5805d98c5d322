/**
 * Asks for the next page while the one before is being written: reading is the hub's own processor, writing is
 * PostgreSQL's. One page ahead, never more, so back-pressure still reaches the source.
 */
export async function* prefetch<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let next = settle(iterator.next());
  try {
    for (;;) {
      const result = await next;
      if ('error' in result) throw result.error;
      if (result.value.done) return;
      next = settle(iterator.next());
      yield result.value.value;
    }
  } finally {
    await next;
    await iterator.return?.();
  }
}

/** A rejection is kept as a value: nobody awaits the page ahead while the one before is written. */
function settle<T>(promise: Promise<T>): Promise<{ value: T } | { error: unknown }> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}
