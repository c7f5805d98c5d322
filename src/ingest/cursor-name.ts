import type { ReadRequest } from '../sdk/index.ts';

/** A backfill that was cut short goes on where it stopped, as long as it is asked for the same range. */
export function toCursorName(dataset: string, range: ReadRequest['range']): string {
  return range ? `${dataset}:backfill:${range.from ?? ''}:${range.to ?? ''}` : dataset;
}
