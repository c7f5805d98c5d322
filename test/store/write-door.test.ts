import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page, samples } from './sample.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE sample, event, quarantine, source_cursor'));

async function rows(columns = '*'): Promise<Record<string, unknown>[]> {
  return (await test.store.pool.query(`SELECT ${columns} FROM sample ORDER BY id`)).rows;
}

describe('write door', () => {
  it('counts what is new, changed and as it was, by fingerprint', async () => {
    const { door } = test.store;
    expect(await door.write('sample', page(samples(3, (i) => ({ amount: i }))))).toEqual({
      inserted: 3,
      updated: 0,
      unchanged: 0,
      deleted: 0,
      quarantined: 0,
    });
    const again = [...samples(2, (i) => ({ amount: i })), { id: 's0002', amount: 20 }, { id: 'new' }];
    expect(await door.write('sample', page(again))).toMatchObject({ inserted: 1, updated: 1, unchanged: 2 });
    expect(await rows('id, amount')).toEqual([
      { id: 'new', amount: null },
      { id: 's0000', amount: 0 },
      { id: 's0001', amount: 1 },
      { id: 's0002', amount: 20 },
    ]);
  });

  it('does not touch an unchanged row: neither its version nor its provenance', async () => {
    const { door } = test.store;
    await door.write('sample', page([{ id: 'a', title: 'x' }, { id: 'b' }], { run: 'run-1' }));
    const before = await rows();
    await door.write('sample', page([{ id: 'a', title: 'y' }, { id: 'b' }], { run: 'run-2' }));
    const [changed, same] = await rows();
    expect(same).toEqual(before[1]);
    expect(changed).toMatchObject({ title: 'y', _version: 2, _run: 'run-2' });
  });

  it('records where a row came from', async () => {
    const puts = [{ record: { id: 'a' }, uri: 'file:///x.csv', pos: '17' }, { record: { id: 'b' } }];
    await test.store.door.write('sample', page([], { puts, source: 'road-inventory', run: 'run-9' }));
    expect(await rows('_source, _run, _src_uri, _src_pos, _version')).toEqual([
      { _source: 'road-inventory', _run: 'run-9', _src_uri: 'file:///x.csv', _src_pos: '17', _version: 1 },
      { _source: 'road-inventory', _run: 'run-9', _src_uri: null, _src_pos: null, _version: 1 },
    ]);
  });

  it('takes the last of a key that a page repeats', async () => {
    const repeated = [
      { id: 'a', amount: 1 },
      { id: 'b', amount: 1 },
      { id: 'a', amount: 2 },
      { id: 'a', amount: 3 },
    ];
    expect(await test.store.door.write('sample', page(repeated))).toMatchObject({
      inserted: 2,
      unchanged: 0,
    });
    expect(await rows('id, amount')).toEqual([
      { id: 'a', amount: 3 },
      { id: 'b', amount: 1 },
    ]);
  });

  it('lets a source delete only what it said itself', async () => {
    const { door } = test.store;
    await door.write('sample', page([{ id: 'mine' }], { source: 'register' }));
    await door.write('sample', page([{ id: 'theirs' }], { source: 'commune' }));
    const result = await door.write('sample', page([], { deletes: ['mine', 'theirs', 'unknown'] }));
    expect(result.deleted).toBe(1);
    expect(await rows('id')).toEqual([{ id: 'theirs' }]);
  });

  it('refuses a dataset it does not know, naming those it does', async () => {
    await expect(test.store.door.write('samples', page([]))).rejects.toMatchObject({
      code: 'HUB_STORE_DATASET_UNKNOWN',
      details: { dataset: 'samples', known: 'sample' },
    });
  });

  it('writes an empty page with a cursor: the source has nothing new, but is further on', async () => {
    expect(await test.store.door.write('sample', page([], { cursor: '"t1"' }))).toMatchObject({
      inserted: 0,
      unchanged: 0,
    });
    expect((await test.store.pool.query('SELECT cursor FROM source_cursor')).rows).toEqual([
      { cursor: '"t1"' },
    ]);
  });
});
