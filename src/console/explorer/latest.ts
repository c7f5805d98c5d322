/** Shows the newest value at most once per pause; those in between are passed over, the last one never is. */
export interface Latest<T> {
  push(value: T): void;
  /** Shows now what waits. */
  flush(): void;
  /** Forgets what waits. */
  cancel(): void;
}

export function createLatest<T>(pauseMs: number, show: (value: T) => void): Latest<T> {
  let waiting: { value: T } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const next = waiting;
    waiting = undefined;
    if (next) show(next.value);
  };
  const tick = () => {
    timer = undefined;
    if (waiting === undefined) return;
    flush();
    timer = setTimeout(tick, pauseMs);
  };

  return {
    push: (value) => {
      waiting = { value };
      if (timer !== undefined) return;
      flush();
      timer = setTimeout(tick, pauseMs);
    },
    flush,
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      waiting = undefined;
    },
  };
}
