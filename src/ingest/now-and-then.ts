/** Does something at most once in so many milliseconds, however often it is asked. */
export function createNowAndThen(everyMs: number, act: () => Promise<void>): () => Promise<void> {
  let last = Date.now();
  return async () => {
    if (Date.now() - last <= everyMs) return;
    last = Date.now();
    await act();
  };
}
