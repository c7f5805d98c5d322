import { describe, expect, it } from 'vitest';
import { sleep, toBackoff } from '../../src/ingest/rhythm.ts';

describe('back-off', () => {
  it('doubles up to a minute, between half of it and all of it', () => {
    expect([1, 2, 3, 6, 7, 50].map((attempt) => toBackoff(attempt, () => 1))).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
    ]);
    expect([1, 2, 50].map((attempt) => toBackoff(attempt, () => 0))).toEqual([500, 1_000, 30_000]);
  });
});

describe('sleep', () => {
  it('wakes at once when stopping begins, and does not begin after it', async () => {
    const stop = new AbortController();
    const sleeping = sleep(60_000, stop.signal);
    stop.abort();
    await sleeping;
    await sleep(60_000, stop.signal);
    expect(stop.signal.aborted).toBe(true);
  });
});
