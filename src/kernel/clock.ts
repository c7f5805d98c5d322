/** Time as a dependency, so that tests can hold it still. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until moved. */
export function createFixedClock(start: string | Date): Clock & { moveTo(at: string | Date): void } {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    moveTo: (to) => {
      at = new Date(to);
    },
  };
}

/** Today's civil date in Vietnam (UTC+07:00 all year), as YYYY-MM-DD. */
export function vietnamDate(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
