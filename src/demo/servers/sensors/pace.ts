const TICK_MS = 20;
/** After a standstill of the process at most this much is made up; the rest never happened. */
const LONGEST_CATCH_UP_MS = 1_000;

/**
 * Calls `emit` at a steady rate. What is due is counted from the clock, not from the ticks, so late ticks do not
 * add up to a lower rate.
 */
export function createPace(
  perSecond: number,
  now: () => number,
  emit: (due: number) => void,
): { stop(): void } {
  let origin = now();
  let emitted = 0;
  const tick = () => {
    const elapsed = now() - origin;
    const due = Math.floor((elapsed * perSecond) / 1_000) - emitted;
    const most = Math.ceil((LONGEST_CATCH_UP_MS * perSecond) / 1_000);
    if (due > most) {
      emit(most);
      origin = now();
      emitted = 0;
    } else if (due > 0) {
      emit(due);
      emitted += due;
    }
  };
  const timer = perSecond > 0 ? setInterval(tick, TICK_MS) : undefined;
  return { stop: () => clearInterval(timer) };
}
