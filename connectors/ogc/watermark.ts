import { ConnectorError, durationMs } from '../../src/sdk/index.ts';

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A time of change may also be a number that grows: a version, seconds. */
export function isNumeric(printed: string): boolean {
  return NUMBER.test(printed);
}

/** What two printed times of change are compared by: the number itself or epoch milliseconds; NaN = neither. */
export function toTime(printed: string): number {
  return isNumeric(printed) ? Number(printed) : Date.parse(printed);
}

/** Later of two times of change as the source prints them; the printed text is kept, never reformatted. */
export function later(a: string | null, b: string): string {
  if (a === null) return b;
  const [left, right] = [toTime(a), toTime(b)];
  // Milliseconds tie for finer prints of the same instant; the text then decides.
  if (left === right) return b > a ? b : a;
  return right > left ? b : a;
}

/** What to ask for: the watermark as printed, or moved back by the lookback. */
export function lowerBound(since: string, lookback: string | undefined): string {
  if (lookback === undefined) return since;
  if (isNumeric(since))
    throw new ConnectorError('config', 'a lookback needs a time of change written as ISO 8601');
  return new Date(toTime(since) - durationMs(lookback)).toISOString();
}

/** Records with a time of change in [from, to); what has none is inside, because nobody can say that it is not. */
export function isInRange(printed: string | undefined, range: { from?: string; to?: string }): boolean {
  if (printed === undefined) return true;
  const at = toTime(printed);
  const isBefore = (bound: string) => at < toTime(bound) || (at === toTime(bound) && printed < bound);
  return (
    (range.from === undefined || !isBefore(range.from)) && (range.to === undefined || isBefore(range.to))
  );
}
