import { describe, expect, it } from 'vitest';
import { createFixedClock, vietnamDate } from '../../src/kernel/clock.ts';

describe('clock', () => {
  it.each([
    ['2026-11-23T16:59:59.999Z', '2026-11-23'],
    ['2026-11-23T17:00:00Z', '2026-11-24'],
    ['2026-12-31T17:00:00Z', '2027-01-01'],
  ])('%s is %s in Vietnam', (at, day) => {
    expect(vietnamDate(new Date(at))).toBe(day);
  });

  it('stands still until moved, and gives nobody its own Date', () => {
    const clock = createFixedClock('2026-11-24T00:00:00Z');
    clock.now().setUTCFullYear(1999);
    expect(clock.now().toISOString()).toBe('2026-11-24T00:00:00.000Z');
    clock.moveTo('2026-11-25T00:00:00Z');
    expect(clock.now().toISOString()).toBe('2026-11-25T00:00:00.000Z');
  });
});
