import { beforeEach, describe, expect, it } from 'vitest';
import { type Breaker, createBreaker } from '../../src/ingest/breaker.ts';

let now: number;
let breaker: Breaker;
beforeEach(() => {
  now = 1_000_000;
  breaker = createBreaker(() => now);
});

function isOpen(): boolean {
  try {
    breaker.assertClosed();
    return false;
  } catch {
    return true;
  }
}
const fail = (times: number) => {
  for (let i = 0; i < times; i++) breaker.failed(new Error('down'));
};

describe('breaker', () => {
  it('opens after three failures in a row, and says for how long', () => {
    fail(2);
    expect(isOpen()).toBe(false);
    fail(1);
    now += 1_000;
    expect(() => breaker.assertClosed()).toThrowError(
      expect.objectContaining({ kind: 'transient', retryAfterMs: 4_000 }),
    );
  });

  it('forgets failures that a success interrupts', () => {
    fail(2);
    breaker.succeeded();
    fail(2);
    expect(isOpen()).toBe(false);
  });

  it('lets a try through when its time is over: a failure opens it again, a success closes it', () => {
    fail(3);
    now += 5_000;
    expect(isOpen()).toBe(false);
    fail(1);
    expect(isOpen()).toBe(true);
    now += 5_000;
    breaker.succeeded();
    fail(2);
    expect(isOpen()).toBe(false);
  });

  it('does not take its own refusals for failures', () => {
    fail(3);
    for (let i = 0; i < 10; i++) {
      now += 400;
      try {
        breaker.assertClosed();
      } catch (error) {
        breaker.failed(error);
      }
    }
    now += 1_000;
    expect(isOpen()).toBe(false);
  });
});
