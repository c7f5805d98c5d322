import { describe, expect, it } from 'vitest';
import { cutPage } from '../../connectors/nats/page-cut.ts';

describe('cutting a page', () => {
  const limits = { rows: 3, bytes: 100, isolateAfter: 3 };
  const waiting = (...sizes: [size: number, times?: number][]) =>
    sizes.map(([size, times = 1]) => ({ size, times })) as never;
  it.each([
    ['nothing waits', waiting(), { count: 0, isFull: false }],
    ['few and small', waiting([10], [10]), { count: 2, isFull: false }],
    ['enough rows', waiting([1], [1], [1], [1]), { count: 3, isFull: true }],
    ['one over the limit comes whole', waiting([500], [10]), { count: 1, isFull: true }],
    ['the next would not fit', waiting([60], [60]), { count: 1, isFull: true }],
    ['a suspect first', waiting([10, 4], [10]), { count: 1, isFull: true }],
    ['a suspect behind', waiting([10], [10, 4]), { count: 1, isFull: true }],
  ])('%s', (_title, messages, expected) => {
    expect(cutPage(messages, limits)).toEqual(expected);
  });
});
