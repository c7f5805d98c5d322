import { describe, expect, it } from 'vitest';
import { sha256Hex, uuidv7 } from '../../src/kernel/id.ts';

describe('uuidv7', () => {
  it('has the form of RFC 9562: version 7, variant 10', () => {
    for (let i = 0; i < 1_000; i++)
      expect(uuidv7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('sorts by time and holds it', () => {
    const times = [0, 1, 1_000, 1_732_413_600_000, 1_732_413_600_001, 2 ** 48 - 1];
    const ids = times.map((at) => uuidv7(at));
    expect([...ids].sort()).toEqual(ids);
    const held = ids.map((id) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
    expect(held).toEqual(times);
  });

  it('does not repeat within a millisecond', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => uuidv7(1))).size).toBe(10_000);
  });
});

describe('sha256Hex', () => {
  it('is SHA-256 (FIPS 180-4, the example "abc")', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
