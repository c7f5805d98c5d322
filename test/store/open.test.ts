import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { loadSecret } from '../../src/store/secret.ts';
import { openStore } from '../../src/store/store.ts';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, SampleEntity, sampleDataset } from './sample.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());

describe('store', () => {
  it('says so when there is no database, without showing the password', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    const url = `postgres://hub:PLANTED@127.0.0.1:${port}/hub`;
    const failure = await openStore({ url, datasets: [sampleDataset], migrations }).catch((error) => error);
    expect(failure).toMatchObject({ code: 'HUB_STORE_UNREACHABLE', fixer: 'operator' });
    expect(JSON.stringify(failure)).not.toContain('PLANTED');
  });

  it('knows its tables by entity: record columns apart from provenance', () => {
    const table = test.store.table(SampleEntity);
    expect(table.name).toBe('sample');
    expect(table.data.map(({ property }) => property).sort()).toEqual(
      ['id', 'title', 'parentId', 'amount', 'ratio', 'flag', 'day', 'happenedAt', 'details'].sort(),
    );
    expect(table.columns.length - table.data.length).toBe(7);
    expect(table.column('parentId')).toEqual({
      property: 'parentId',
      column: 'parent_id',
      type: 'text',
      nullable: true,
    });
    expect(table.column('id')?.nullable).toBe(false);
    class Stranger extends SampleEntity {}
    expect(() => test.store.table(Stranger)).toThrow('Stranger');
  });

  it('makes a secret once, also for two that ask at the same moment', async () => {
    const ask = () => loadSecret(test.store.pool, 'cursor');
    const [first, second, other] = await Promise.all([ask(), ask(), loadSecret(test.store.pool, 'other')]);
    expect(first).toHaveLength(32);
    expect(second).toEqual(first);
    expect(await ask()).toEqual(first);
    expect(other).not.toEqual(first);
  });
});
