import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/graphql/cursor.ts';

const key = Buffer.alloc(32, 7);
const order = 'day ASC,id ASC';
const values = ['2026-11-24', null, 1.5, true, '99A-PLANTED 🚦'];
const invalid = expect.objectContaining({ code: 'HUB_QUERY_CURSOR_INVALID', fixer: 'client', status: 400 });

describe('cursor', () => {
  it('comes back with the values of its row', () => {
    expect(decodeCursor(key, encodeCursor(key, order, values), order)).toEqual(values);
  });

  it('shows nothing of them: not as it is, not decoded, and not by being equal', () => {
    const cursor = encodeCursor(key, order, values);
    for (const text of [cursor, Buffer.from(cursor, 'base64url').toString('latin1')]) {
      expect(text).not.toContain('PLANTED');
      expect(text).not.toContain('2026');
      expect(text).not.toContain('day');
    }
    expect(encodeCursor(key, order, values)).not.toBe(cursor);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('of another sort is refused', () => {
    const cursor = encodeCursor(key, order, values);
    expect(() => decodeCursor(key, cursor, 'day DESC,id ASC')).toThrowError(invalid);
  });

  it('of another hub is refused', () => {
    expect(() => decodeCursor(randomBytes(32), encodeCursor(key, order, values), order)).toThrowError(
      invalid,
    );
  });

  it('that was touched anywhere is refused', () => {
    const bytes = Buffer.from(encodeCursor(key, order, values), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const touched = Buffer.from(bytes);
      touched[at]! ^= 1;
      expect(() => decodeCursor(key, touched.toString('base64url'), order)).toThrowError(invalid);
      expect(() => decodeCursor(key, bytes.subarray(0, at).toString('base64url'), order)).toThrowError(
        invalid,
      );
    }
  });

  it.each(['', 'x', 'null', '*'.repeat(40), 'WyJpZCBBU0MiLCJhIl0', randomBytes(400).toString('base64url')])(
    'that never was one is refused: %s',
    (garbage) => {
      expect(() => decodeCursor(key, garbage, order)).toThrowError(invalid);
    },
  );
});
