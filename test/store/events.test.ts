import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page, samples } from './sample.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE sample, event'));

interface Written {
  name: string;
  dataset: string;
  items: { id: string; op: string }[];
}

async function events(): Promise<Written[]> {
  return (await test.store.pool.query('SELECT name, dataset, items FROM event ORDER BY id')).rows;
}

describe('what a page announces', () => {
  it('is the rows that changed, each with what happened to it, and nothing else', async () => {
    const { door } = test.store;
    await door.write('sample', page([{ id: 'same' }, { id: 'changes' }, { id: 'goes' }, { id: 'stays' }]));
    await test.store.pool.query('TRUNCATE event');
    await door.write(
      'sample',
      page([{ id: 'same' }, { id: 'changes', amount: 1 }, { id: 'new' }], { deletes: ['goes', 'never was'] }),
    );
    const written = await events();
    expect(written.map(({ name, dataset }) => ({ name, dataset }))).toEqual([
      { name: 'sample.changed', dataset: 'sample' },
      { name: 'sample.changed', dataset: 'sample' },
    ]);
    const items = written.flatMap((event) => event.items).sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(items).toEqual([
      { id: 'changes', op: 'updated' },
      { id: 'goes', op: 'deleted' },
      { id: 'new', op: 'inserted' },
    ]);
  });

  it('is nothing when nothing changed', async () => {
    await test.store.door.write('sample', page(samples(10)));
    await test.store.pool.query('TRUNCATE event');
    await test.store.door.write('sample', page(samples(10), { deletes: ['unknown'] }));
    expect(await events()).toEqual([]);
  });

  it.each([
    [499, [499]],
    [500, [500]],
    [501, [500, 1]],
    [1_250, [500, 500, 250]],
  ])('%i changes go in rows of 500 at most', async (count, sizes) => {
    const inserted = await test.store.door.write('sample', page(samples(count)));
    expect(inserted.inserted).toBe(count);
    const written = await events();
    expect(written.map((event) => event.items.length).sort((a, b) => b - a)).toEqual(sizes);
    expect(new Set(written.flatMap((event) => event.items.map((item) => item.id))).size).toBe(count);
    await test.store.pool.query('TRUNCATE event');
    await test.store.door.write('sample', page([], { deletes: samples(count).map(({ id }) => id) }));
    const removed = await events();
    expect(removed.map((event) => event.items.length)).toEqual(sizes);
    expect(new Set(removed.flatMap((event) => event.items.map((item) => item.op)))).toEqual(
      new Set(['deleted']),
    );
  });

  it('wakes listeners once per commit, and not when nothing changed', async () => {
    const listener = new pg.Client({ connectionString: test.url });
    await listener.connect();
    const woken: string[] = [];
    listener.on('notification', ({ channel }) => woken.push(channel));
    await listener.query('LISTEN hub_event');
    // Notifications come before the answer to any later statement of the session.
    const heard = async (): Promise<number> => {
      await listener.query('SELECT 1');
      return woken.splice(0).length;
    };
    await test.store.door.write('sample', page(samples(1_200)));
    expect(await heard()).toBe(1);
    await test.store.door.write('sample', page(samples(1_200)));
    expect(await heard()).toBe(0);
    await test.store.door.write('sample', page([], { deletes: ['s0001'] }));
    expect(await heard()).toBe(1);
    await listener.end();
  });
});
