import { describe, expect, it } from 'vitest';
import { toInstant } from './wall-clock.ts';

describe('a time on a wall', () => {
  it.each([
    ['2024-01-15T08:30', 'Europe/London', '2024-01-15T08:30:00.000Z'],
    ['2024-07-15T08:30', 'Europe/London', '2024-07-15T07:30:00.000Z'],
    ['2024-03-31T00:59', 'Europe/London', '2024-03-31T00:59:00.000Z'],
    ['2024-03-31T02:00', 'Europe/London', '2024-03-31T01:00:00.000Z'],
    ['2017-07-01T12:00:00', 'America/Chicago', '2017-07-01T17:00:00.000Z'],
    ['2017-07-01T12:00:00', 'Etc/GMT+6', '2017-07-01T18:00:00.000Z'],
    ['2026-11-24T09:00', 'Asia/Ho_Chi_Minh', '2026-11-24T02:00:00.000Z'],
  ])('%s in %s is %s', (wall, zone, instant) => {
    expect(toInstant(wall, zone)).toBe(instant);
  });

  it('means the first of two when the clock was put back', () => {
    expect(toInstant('2024-10-27T01:08', 'Europe/London')).toBe('2024-10-27T00:08:00.000Z');
    expect(toInstant('2017-11-05T01:00', 'America/Chicago')).toBe('2017-11-05T06:00:00.000Z');
  });

  it.each([
    ['2024-03-31T01:30', 'Europe/London'],
    ['2017-03-12T02:00', 'America/Chicago'],
  ])('%s was on no clock in %s, and is refused', (wall, zone) => {
    expect(() => toInstant(wall, zone)).toThrow('on no clock');
  });

  it('is refused when it is no time', () => {
    expect(() => toInstant('31/03/2024 01:30', 'Europe/London')).toThrow('is not a time');
  });
});
