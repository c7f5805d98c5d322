import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKeyBook, type KeyBook } from '../../src/access/keys.ts';
import { anonymous, type Policy } from '../../src/access/principal.ts';
import { openTestStore, type TestStore } from '../support/store.ts';

const policies: Policy[] = [
  {
    role: 'analyst',
    grants: [{ types: ['*'], classes: ['internal'], purposes: ['statistics'], legalBasis: 'law' }],
    actions: ['look'],
  },
];

let test: TestStore;
let book: KeyBook;
beforeAll(async () => {
  test = await openTestStore({ datasets: [] });
  book = createKeyBook(test.store.pool, policies);
});
afterAll(() => test.close());
afterEach(() => vi.useRealTimers());

const issue = () => book.issue('VN/GOV/TEST/ANALYSIS', 'analyst');
const prefixOf = (key: string) => key.split('_')[1]!;
const invalid = { code: 'HUB_ACCESS_KEY_INVALID', status: 401, fixer: 'client' };

describe('access key', () => {
  it('opens what its role may do, by its header', async () => {
    const key = await issue();
    expect(key).toMatch(/^hub_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
    for (const header of [`Bearer ${key}`, `bearer ${key}`, `  Bearer ${key} `])
      expect(await book.authenticate(header)).toEqual({
        subsystem: 'VN/GOV/TEST/ANALYSIS',
        role: 'analyst',
        grants: policies[0]!.grants,
        actions: ['look'],
      });
  });

  it('is not needed to see what is open', async () => {
    expect(await book.authenticate(undefined)).toBe(anonymous);
    expect(await book.authenticate('')).toBe(anonymous);
  });

  it('differs each time and stands nowhere in the store', async () => {
    const keys = await Promise.all([issue(), issue(), issue()]);
    expect(new Set(keys).size).toBe(3);
    const { rows } = await test.store.pool.query('SELECT api_key::text AS line FROM api_key');
    const everything = rows.map((row) => row.line).join('\n');
    for (const key of keys) {
      expect(everything).toContain(prefixOf(key));
      expect(everything).not.toContain(key.slice(key.indexOf('_', 4) + 1));
    }
  });

  it.each([
    ['of nobody', () => `Bearer hub_${'0'.repeat(12)}_${'A'.repeat(43)}`],
    ['with another secret', (key: string) => `Bearer ${key.slice(0, -43)}${'A'.repeat(43)}`],
    [
      'with one character changed',
      (key: string) => `Bearer ${key.slice(0, -2)}${key.at(-2) === 'x' ? 'y' : 'x'}${key.at(-1)}`,
    ],
    ['cut short', (key: string) => `Bearer ${key.slice(0, -1)}`],
    ['with its prefix only', (key: string) => `Bearer hub_${prefixOf(key)}_`],
    ['without Bearer', (key: string) => key],
    ['as Basic', (key: string) => `Basic ${key}`],
    ['with more behind it', (key: string) => `Bearer ${key} x`],
    ['that is a token of another kind', () => 'Bearer eyJhbGciOiJub25lIn0.e30.'],
    ['that is nothing', () => 'Bearer'],
    ['that is SQL', () => `Bearer hub_'; DROP TABLE api_key; --_x`],
  ])('%s is refused', async (_, make) => {
    await expect(book.authenticate(make(await issue()))).rejects.toMatchObject(invalid);
  });

  it('that has expired is refused', async () => {
    const key = await issue();
    await test.store.pool.query(
      `UPDATE api_key SET expires_at = now() - interval '1 second' WHERE prefix = $1`,
      [prefixOf(key)],
    );
    await expect(book.authenticate(`Bearer ${key}`)).rejects.toMatchObject(invalid);
    await test.store.pool.query(
      `UPDATE api_key SET expires_at = now() + interval '1 hour' WHERE prefix = $1`,
      [prefixOf(key)],
    );
    expect(await book.authenticate(`Bearer ${key}`)).toMatchObject({ role: 'analyst' });
  });

  it('of a role that has no policy any more is refused', async () => {
    const key = await book.issue('VN/GOV/TEST/OLD', 'abolished');
    await expect(book.authenticate(`Bearer ${key}`)).rejects.toMatchObject(invalid);
  });

  it('that is revoked stops working within ten seconds, at once where it was not in use', async () => {
    const key = await issue();
    vi.useFakeTimers({ toFake: ['Date'] });
    await book.authenticate(`Bearer ${key}`);
    await test.store.pool.query('UPDATE api_key SET revoked_at = now() WHERE prefix = $1', [prefixOf(key)]);
    await expect(
      createKeyBook(test.store.pool, policies).authenticate(`Bearer ${key}`),
    ).rejects.toMatchObject(invalid);
    vi.setSystemTime(Date.now() + 10_001);
    await expect(book.authenticate(`Bearer ${key}`)).rejects.toMatchObject(invalid);
  });

  it('is looked up once for many requests; a wrong one is never remembered', async () => {
    const key = await issue();
    let queries = 0;
    const counting = {
      query: (...args: [string, unknown[]]) => {
        if (args[0].startsWith('SELECT')) queries += 1;
        return test.store.pool.query(...args);
      },
    };
    const own = createKeyBook(counting as never, policies);
    for (let i = 0; i < 50; i++) await own.authenticate(`Bearer ${key}`);
    expect(queries).toBe(1);
    const wrong = `Bearer ${key.slice(0, -43)}${'A'.repeat(43)}`;
    for (let i = 0; i < 5; i++) await expect(own.authenticate(wrong)).rejects.toThrow();
    expect(queries).toBe(6);
  });

  it('notes its last use, and not a try with a wrong secret', async () => {
    const key = await issue();
    const lastUse = async () =>
      (await test.store.pool.query('SELECT last_used_at FROM api_key WHERE prefix = $1', [prefixOf(key)]))
        .rows[0].last_used_at;
    await expect(book.authenticate(`Bearer ${key.slice(0, -43)}${'A'.repeat(43)}`)).rejects.toThrow();
    expect(await lastUse()).toBeNull();
    await book.authenticate(`Bearer ${key}`);
    expect(await lastUse()).not.toBeNull();
  });

  it('keeps its memory bounded, however many keys pass', async () => {
    const key = await issue();
    const row = { rows: [] as object[] };
    let queries = 0;
    const own = createKeyBook(
      {
        query: async (sql: string) => {
          if (sql.startsWith('SELECT')) queries += 1;
          return row;
        },
      } as never,
      policies,
    );
    const { rows } = await test.store.pool.query(
      'SELECT secret_sha256, subsystem, role FROM api_key WHERE prefix = $1',
      [prefixOf(key)],
    );
    row.rows = rows;
    // Prefixes differ, so each is another key to the cache.
    const variants = Array.from(
      { length: 10_002 },
      (_, i) => `Bearer hub_${i.toString(16).padStart(12, '0')}_${key.slice(-43)}`,
    );
    for (const variant of variants) await own.authenticate(variant);
    expect(queries).toBe(10_002);
    await own.authenticate(variants.at(-1));
    expect(queries).toBe(10_002);
    // The first was dropped when there were too many.
    await own.authenticate(variants[0]);
    expect(queries).toBe(10_003);
  });
});
