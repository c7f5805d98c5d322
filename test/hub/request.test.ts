import { describe, expect, it } from 'vitest';
import { anonymous } from '../../src/access/principal.ts';
import { createContextFactory } from '../../src/hub/request.ts';
import { createFixedClock } from '../../src/kernel/clock.ts';

const seen: (string | undefined)[] = [];
const keys = {
  issue: () => Promise.reject(new Error('not here')),
  authenticate: async (authorization: string | undefined) => {
    seen.push(authorization);
    return anonymous;
  },
};
const parts = {
  store: { table: () => undefined },
  createReport: () => ({ note: () => undefined, report: () => [] }),
};
const createContext = createContextFactory(parts as never, keys, createFixedClock('2026-11-24T00:00:00Z'));
const ask = (headers: Record<string, string | undefined>) =>
  createContext({ headers, signal: new AbortController().signal });

describe('request → context', () => {
  it('hands the authorization on as it is', async () => {
    await ask({ authorization: 'Bearer x' });
    await ask({});
    expect(seen).toEqual(['Bearer x', undefined]);
  });

  it.each([
    ['statistics', 'statistics'],
    ['x%E1%BB%AD%20l%C3%BD%20vi%20ph%E1%BA%A1m', 'xử lý vi phạm'],
    ['  traffic-safety ', 'traffic-safety'],
    ['50% done', '50% done'],
    ['%', '%'],
    ['', undefined],
    ['   ', undefined],
    [undefined, undefined],
  ])('reads purpose and case "%s" as %s', async (sent, expected) => {
    const context = await ask({ 'x-hub-purpose': sent, 'x-hub-case': sent });
    expect(context.purpose).toBe(expected);
    expect(context.caseReference).toBe(expected);
  });

  it('has one now, and counts and loaders of its own', async () => {
    const [one, other] = [await ask({}), await ask({})];
    expect(one.now.toISOString()).toBe('2026-11-24T00:00:00.000Z');
    expect(one.counts).toEqual({ statements: 0, sourceCalls: 0 });
    expect(one.counts).not.toBe(other.counts);
    expect(one.loaders).not.toBe(other.loaders);
  });
});
