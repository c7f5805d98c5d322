/**
 * Maps a stream item by item. Not an async generator: its `return` would wait for the pending `next`, and a quiet
 * source would never be released.
 */
export function mapEvents<T, U>(
  source: AsyncIterable<T>,
  toItem: (item: T) => U | Promise<U>,
): AsyncIterableIterator<U> {
  const iterator = source[Symbol.asyncIterator]();
  let done = false;
  const finish = async (): Promise<IteratorReturnResult<undefined>> => {
    if (!done) {
      done = true;
      await iterator.return?.();
    }
    return { done: true, value: undefined };
  };
  return {
    next: async () => {
      if (done) return { done: true, value: undefined };
      const step = await iterator.next();
      if (done || step.done) return { done: true, value: undefined };
      try {
        return { done: false, value: await toItem(step.value) };
      } catch (error) {
        await finish();
        throw error;
      }
    },
    return: finish,
    throw: async (error) => {
      await finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
