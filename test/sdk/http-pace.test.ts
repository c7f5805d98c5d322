import { describe, expect, it } from 'vitest';
import { createPace, type Pace } from '../../src/sdk/http/pace.ts';

const never = new AbortController().signal;

/** Milliseconds that the second of two calls has to wait, told by the clock that the pace reads. */
function spacing(prepare: (pace: Pace) => void, limit?: { perSecond: number }): number {
  const pace = createPace({ source: 's', limit, maxWaitMs: 60_000, now: () => 1_000_000 });
  prepare(pace);
  return pace.spacingMs;
}

describe('pace', () => {
  it('draws apart from the second refusal in a row on, twice as far each time, up to ten seconds', () => {
    const after = (refusals: number) =>
      spacing((pace) => {
        for (let i = 0; i < refusals; i++) pace.refused();
      });
    expect([0, 1, 2, 3, 4, 30].map(after)).toEqual([0, 0, 100, 200, 400, 10_000]);
  });

  it('draws together again with every answer, down to its own rate', () => {
    const eased = (answers: number) =>
      spacing(
        (pace) => {
          for (let i = 0; i < 3; i++) pace.refused();
          for (let i = 0; i < answers; i++) pace.accepted();
        },
        { perSecond: 20 },
      );
    expect([0, 1, 100].map(eased)).toEqual([200, 180, 50]);
  });

  it('forgets a single refusal', () => {
    expect(
      spacing((pace) => {
        for (let i = 0; i < 10; i++) {
          pace.refused();
          pace.accepted();
        }
      }),
    ).toBe(0);
  });

  it('is kept by the calls that follow', async () => {
    let now = 0;
    const pace = createPace({ source: 's', maxWaitMs: 60_000, now: () => now });
    pace.refused();
    pace.refused();
    await pace.turn(never);
    const second = pace.turn(never).then(() => 'out');
    expect(await Promise.race([second, new Promise((soon) => setTimeout(soon, 20, 'waits'))])).toBe('waits');
    expect(await second).toBe('out');
    now += 10_000;
    await pace.turn(never);
  });
});
