import { ConnectorError } from './contract.ts';
import { durationMs } from './duration.ts';

/** Times of change as sources print them: ISO 8601 to any number of digits, or numbers that grow. */

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A time of change may also be a number that grows: a version, seconds. */
export function isNumeric(printed: string): boolean {
  return NUMBER.test(printed);
}

/** What two printed times of change are compared by: the number itself or epoch milliseconds; NaN = neither. */
export function toTime(printed: string): number {
  return isNumeric(printed) ? Number(printed) : Date.parse(printed);
}

/** Digits after the milliseconds, which no Date can hold. */
function finer(printed: string): string {
  return isNumeric(printed) ? '' : (/\.\d{3}(\d*)/.exec(printed)?.[1] ?? '').replace(/0+$/, '');
}

/** Order of two times of change as the source prints them, to the last digit; 0 = the same instant. */
export function compareTimes(a: string, b: string): number {
  const order = toTime(a) - toTime(b);
  if (order !== 0) return order;
  const [left, right] = [finer(a), finer(b)];
  // Digits of a fraction, trailing zeros gone: text order is their order.
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Later of two times of change; the printed text is kept, never reformatted. */
export function later(a: string | null, b: string): string {
  return a === null || compareTimes(b, a) > 0 ? b : a;
}

/** What to ask for: the watermark as printed, or moved back by the lookback. */
export function lowerBound(since: string, lookback: string | undefined): string {
  if (lookback === undefined) return since;
  if (isNumeric(since))
    throw new ConnectorError('config', 'a lookback needs a time of change written as ISO 8601');
  return new Date(toTime(since) - durationMs(lookback)).toISOString();
}

/** Backfill: does the printed time lie in [from, to)? */
export function isWithin(printed: string, range: { from?: string; to?: string }): boolean {
  if (range.from !== undefined && compareTimes(printed, range.from) < 0) return false;
  return range.to === undefined || compareTimes(printed, range.to) < 0;
}
