import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLatest } from '../../src/console/explorer/latest.ts';

describe('latest', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows the first at once, then the newest per pause, and never loses the last', () => {
    const shown: number[] = [];
    const latest = createLatest<number>(100, (value) => shown.push(value));
    for (let value = 1; value <= 5; value++) latest.push(value);
    expect(shown).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(shown).toEqual([1, 5]);
    latest.push(6);
    vi.advanceTimersByTime(100);
    expect(shown).toEqual([1, 5, 6]);
    vi.advanceTimersByTime(1000);
    latest.push(7);
    expect(shown).toEqual([1, 5, 6, 7]);
  });

  it('shows what waits when the stream ends, and forgets it when stopped', () => {
    const shown: number[] = [];
    const latest = createLatest<number>(100, (value) => shown.push(value));
    latest.push(1);
    latest.push(2);
    latest.flush();
    expect(shown).toEqual([1, 2]);
    latest.push(3);
    latest.push(4);
    latest.cancel();
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([1, 2, 3]);
  });
});
