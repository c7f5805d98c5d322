import { describe, expect, it } from 'vitest';
import { type CachedAnswer, createAnswerCache } from '../../../src/gateway/cache/answer-cache.ts';

const toAnswer = (text: string, types = ['Road'], madeAt = 0, maxAge = 10): CachedAnswer => ({
  result: { data: {} },
  text,
  etag: 'W/"1"',
  maxAge,
  madeAt,
  types: new Set(types),
  datasets: new Set(),
});

describe('answers that are kept', () => {
  it('are forgotten when their time is over', () => {
    const cache = createAnswerCache(100_000, () => {});
    cache.set('a', toAnswer('x'), 0);
    expect(cache.get('a', 9_999)?.text).toBe('x');
    expect(cache.get('a', 10_000)).toBeUndefined();
    expect([cache.size, cache.bytes]).toEqual([0, 0]);
  });

  it('go when something of their types changes, and only then', () => {
    const cache = createAnswerCache(100_000, () => {});
    cache.set('roads', toAnswer('r'), 0);
    cache.set('both', toAnswer('b', ['Road', 'Incident']), 0);
    cache.set('incidents', toAnswer('i', ['Incident']), 0);
    cache.invalidate('Road');
    expect(['roads', 'both', 'incidents'].map((key) => cache.get(key, 1)?.text)).toEqual([
      undefined,
      undefined,
      'i',
    ]);
    cache.invalidate('Nothing');
    expect(cache.size).toBe(1);
    cache.clear();
    expect([cache.size, cache.bytes]).toEqual([0, 0]);
  });

  it('are not kept when their type changed while they were made', () => {
    const cache = createAnswerCache(100_000, () => {});
    const types = new Set(['Road']);
    const stamp = cache.stampOf(types);
    cache.invalidate('Road');
    cache.set('a', toAnswer('old'), stamp);
    expect(cache.get('a', 1)).toBeUndefined();
    cache.set('a', toAnswer('new'), cache.stampOf(types));
    expect(cache.get('a', 1)?.text).toBe('new');
    const before = cache.stampOf(types);
    cache.clear();
    cache.set('a', toAnswer('old'), before);
    expect(cache.size).toBe(0);
  });

  it('never weigh more than allowed: what was used least recently goes', () => {
    let evicted = 0;
    const cache = createAnswerCache(50_000, () => evicted++);
    for (let n = 0; n < 100; n++) {
      cache.set(`k${n}`, toAnswer('x'.repeat(1_000)), 0);
      cache.get('k0', 1);
      expect(cache.bytes).toBeLessThanOrEqual(50_000);
    }
    expect(cache.size).toBe(12);
    expect(evicted).toBe(88);
    expect(cache.get('k0', 1)).toBeDefined();
    expect(cache.get('k1', 1)).toBeUndefined();
    cache.set('huge', toAnswer('x'.repeat(10_000)), 0);
    expect(cache.get('huge', 1)).toBeUndefined();
    expect(cache.size).toBe(12);
  });

  it('are replaced, not added up', () => {
    const cache = createAnswerCache(100_000, () => {});
    cache.set('a', toAnswer('x'.repeat(100)), 0);
    const { bytes } = cache;
    cache.set('a', toAnswer('y'.repeat(100)), 0);
    expect(cache.bytes).toBe(bytes);
  });
});
