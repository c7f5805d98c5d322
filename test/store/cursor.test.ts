import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCursor } from '../../src/store/cursor.ts';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page } from './sample.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());

describe('cursor', () => {
  it.each([
    '{"lsn":9007199254740993}',
    '18446744073709551615',
    '{"at":"2026-11-24T08:30:00.123456789+07:00"}',
    '1.10',
    '{ "b" : 1,  "a" : 2, "a" : 3 }',
    '"\\u0000 đường \\ud83d \\n"',
    'null',
  ])('comes back as it was written, byte for byte: %s', async (cursor) => {
    await test.store.door.write('sample', page([], { cursor }));
    expect(await loadCursor(test.store.pool, 'register', 'sample')).toBe(cursor);
  });

  it('is one per source and dataset, and stays where it is when a page brings none', async () => {
    const { door, pool } = test.store;
    await door.write('sample', page([], { source: 'a', cursor: '1' }));
    await door.write('sample', page([], { source: 'b', cursor: '2' }));
    await door.write('sample', page([{ id: 'x' }], { source: 'a' }));
    expect(await loadCursor(pool, 'a', 'sample')).toBe('1');
    expect(await loadCursor(pool, 'b', 'sample')).toBe('2');
    expect(await loadCursor(pool, 'c', 'sample')).toBeNull();
    expect(await loadCursor(pool, 'a', 'other')).toBeNull();
  });
});
