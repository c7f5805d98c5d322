import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyBook, type KeyBook } from '../../src/access/keys.ts';
import { provideDemoKeys } from '../../src/hub/demo-keys.ts';
import { openTestStore, type TestStore } from '../support/store.ts';

let test: TestStore;
let dataDir: string;
const newBook = (): KeyBook => createKeyBook(test.store.pool, [{ role: 'analyst', grants: [], actions: [] }]);
const wanted = {
  analyst: { subsystem: 'S/1', role: 'analyst' },
  other: { subsystem: 'S/2', role: 'analyst' },
};

beforeAll(async () => {
  test = await openTestStore({ datasets: [] });
  dataDir = await mkdtemp(path.join(tmpdir(), 'hub-keys-'));
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('demo keys', () => {
  it('are the same on every start, work, and can be read by their owner only', async () => {
    const first = await provideDemoKeys(newBook(), dataDir, wanted);
    expect(await provideDemoKeys(newBook(), dataDir, wanted)).toEqual(first);
    const file = path.join(dataDir, 'demo-keys.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await newBook().authenticate(`Bearer ${first.other}`)).toMatchObject({ subsystem: 'S/2' });
  });

  it('are made anew where one no longer works; the others stay', async () => {
    const before = await provideDemoKeys(newBook(), dataDir, wanted);
    await test.store.pool.query(`UPDATE api_key SET revoked_at = now() WHERE subsystem = 'S/1'`);
    const after = await provideDemoKeys(newBook(), dataDir, wanted);
    expect(after.other).toBe(before.other);
    expect(after.analyst).not.toBe(before.analyst);
    expect(await newBook().authenticate(`Bearer ${after.analyst}`)).toMatchObject({ subsystem: 'S/1' });
  });

  it('are not quietly replaced when the database does not answer', async () => {
    const down = { query: () => Promise.reject(new Error('down')) };
    const before = await readFile(path.join(dataDir, 'demo-keys.json'), 'utf8');
    const book = createKeyBook(down as never, []);
    await expect(provideDemoKeys(book, dataDir, wanted)).rejects.toThrow('down');
    expect(await readFile(path.join(dataDir, 'demo-keys.json'), 'utf8')).toBe(before);
  });
});
