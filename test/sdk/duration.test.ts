import { expect, it } from 'vitest';
import { durationMs } from '../../src/sdk/duration.ts';

it.each([
  ['PT10M', 600_000],
  ['P1D', 86_400_000],
  ['P1DT12H', 129_600_000],
  ['PT0.5S', 500],
  ['P2W', 1_209_600_000],
])('%s', (written, ms) => {
  expect(durationMs(written)).toBe(ms);
});

it.each(['', 'P', 'PT', '10M', 'P1M', 'P1Y', 'PT-1S', 'P1DT'])('refuses "%s"', (written) => {
  expect(() => durationMs(written)).toThrow(/ISO 8601/);
});
