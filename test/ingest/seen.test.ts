import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FedDataset } from '../../src/ingest/bound-dataset.ts';
import { runDataset } from '../../src/ingest/run.ts';
import type { RunDeps } from '../../src/ingest/run-deps.ts';
import { createSeenBook } from '../../src/ingest/seen.ts';
import type { Binding, Change, Row, SourceDataset } from '../../src/sdk/index.ts';
import { openSampleStore, page } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { bindOne, fakeConnector, fakeSource, offered, put, runDeps } from './fake-source.ts';

let alone: TestStore;
let shared: TestStore;
beforeAll(async () => {
  alone = await openSampleStore();
  shared = await openSampleStore({ sample: { order: ['register', 'other'] } });
}, 60_000);
afterAll(async () => {
  for (const test of [alone, shared]) await test?.close();
});
beforeEach(async () => {
  for (const { store } of [alone, shared])
    await store.pool.query(
      'TRUNCATE sample, source_statement, event, quarantine, source_cursor, landed_page, approval CASCADE',
    );
});

/** A source that gives its whole list with every run, and how many of its records were mapped. */
async function listSource(
  test: TestStore,
  more: Partial<SourceDataset> = {},
  binding: Partial<Binding> = {},
) {
  const list: { pages: Change[][]; mapped: number } = { pages: [], mapped: 0 };
  const map = (raw: Row): Row => {
    list.mapped += 1;
    if (raw.title === 'unmappable') throw new Error('no');
    return { ...raw };
  };
  const bound: FedDataset = await bindOne(
    fakeConnector({
      discover: async () => [{ ...offered, deletes: 'none', ...more }],
      async *read(_, { dataset }) {
        for (const [cursor, changes] of list.pages.entries()) {
          const ends = { snapshotStart: cursor === 0, snapshotEnd: cursor === list.pages.length - 1 };
          yield { dataset: dataset.name, changes, cursor, ...(more.deletes === 'snapshot' ? ends : {}) };
        }
      },
    }),
    fakeSource({ map, ...binding }),
  );
  const deps: RunDeps = runDeps(test);
  const send = async (...pages: Change[][]) => {
    list.pages = pages;
    list.mapped = 0;
    const totals = await runDataset(bound, deps);
    return { ...totals, mapped: list.mapped };
  };
  return { send, deps, list };
}

const row = (n: number, more: object = {}): Change =>
  put({ id: `r${n}`, title: `t${n}`, amount: n, ...more }, `${n}`);
const rows = (count: number, from = 0): Change[] => Array.from({ length: count }, (_, n) => row(from + n));
const other = ({ store }: TestStore, records: { id: string; title?: string }[]) =>
  store.door.write('sample', page(records, { source: 'other', run: 'run-other' }));
const stored = async ({ store }: TestStore, id: string) =>
  (await store.pool.query('SELECT title, _version, _source FROM sample WHERE id = $1', [id])).rows[0];
const count = async ({ store }: TestStore, from: string) =>
  (await store.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`)).rows[0]!.n;

describe('a list that is sent again', () => {
  it('is not mapped again; it counts as unchanged, and nothing is written, announced or landed', async () => {
    const { send } = await listSource(alone);
    expect(await send(rows(300), rows(200, 300))).toMatchObject({ inserted: 500, mapped: 500 });
    const before = (await alone.store.pool.query('SELECT * FROM sample ORDER BY id')).rows;
    const [events, landed] = [await count(alone, 'event'), await count(alone, 'landed_page')];
    expect(await send(rows(300), rows(200, 300))).toEqual({
      ...{ inserted: 0, updated: 0, deleted: 0, quarantined: 0 },
      unchanged: 500,
      pages: 2,
      mapped: 0,
    });
    expect((await alone.store.pool.query('SELECT * FROM sample ORDER BY id')).rows).toEqual(before);
    expect([await count(alone, 'event'), await count(alone, 'landed_page')]).toEqual([events, landed]);
  });

  it('with some changes costs their neighbours, wherever pages begin', async () => {
    const { send } = await listSource(alone);
    await send(rows(500));
    const changed = [row(900), ...rows(500).with(250, row(250, { title: 'new' }))];
    const totals = await send(changed.slice(0, 333), changed.slice(333));
    expect(totals).toMatchObject({ inserted: 1, updated: 1, unchanged: 499 });
    expect(totals.mapped).toBeLessThan(200);
    expect(await send(changed)).toMatchObject({ unchanged: 501 });
  });

  it('overwrites what another source wrote in between, as it would have', async () => {
    const { send } = await listSource(alone);
    await send(rows(100));
    await other(alone, [{ id: 'r5', title: 'theirs' }]);
    expect(await send(rows(100))).toMatchObject({ updated: 1, unchanged: 99 });
    expect(await stored(alone, 'r5')).toEqual({ title: 't5', _version: 3, _source: 'register' });
  });

  it('that went to something else and back is written each time', async () => {
    const { send } = await listSource(alone);
    const changed = rows(100).with(7, row(7, { title: 'B' }));
    for (const [version, pages] of [rows(100), changed, rows(100), changed, rows(100)].entries()) {
      await send(pages);
      expect(await stored(alone, 'r7')).toMatchObject({
        title: version % 2 ? 'B' : 't7',
        _version: version + 1,
      });
    }
  });

  it('is judged again by another mapping', async () => {
    const { send, deps } = await listSource(alone);
    await send(rows(100));
    const mended = await listSource(alone, {}, { map: (raw) => ({ ...raw, title: `${raw.title}!` }) });
    mended.list.pages = [rows(100)];
    const bound = await bindOne(
      fakeConnector({
        discover: async () => [{ ...offered, deletes: 'none' }],
        async *read(_, { dataset }) {
          yield { dataset: dataset.name, changes: rows(100), cursor: 0 };
        },
      }),
      fakeSource({ fields: { id: 'id', title: 'title' } }),
    );
    // The same memory, another table of fields.
    expect(await runDataset(bound, deps)).toMatchObject({ updated: 100 });
    expect(await mended.send(rows(100))).toMatchObject({ updated: 100 });
    expect(await stored(alone, 'r1')).toMatchObject({ title: 't1!' });
    expect(await send(rows(100))).toMatchObject({ updated: 100 });
  });

  it('brings back what was removed in between', async () => {
    const { send, deps } = await listSource(alone);
    await send(rows(100));
    await deps.door.write('sample', page([], { deletes: ['r3'] }));
    expect(await send(rows(100))).toMatchObject({ inserted: 1, unchanged: 99 });
    expect(await stored(alone, 'r3')).toMatchObject({ title: 't3', _version: 1 });
  });

  it('judges a refused record each time, and says that it was seen again', async () => {
    const { send } = await listSource(alone);
    const bad = rows(100)
      .with(50, row(50, { title: 'unmappable' }))
      .with(51, row(51, { amount: 'x' }));
    for (const times of [1, 2, 3]) {
      expect(await send(bad)).toMatchObject({ quarantined: 2 });
      const { rows: seen } = await alone.store.pool.query('SELECT times_seen FROM quarantine');
      expect(seen).toEqual([{ times_seen: times }, { times_seen: times }]);
    }
  });

  it('judges what the store refused each time', async () => {
    const { send } = await listSource(alone);
    const bad = rows(100).with(50, row(50, { day: '2026-99-99' }));
    for (const unchanged of [0, 99, 99]) {
      const totals = await send(bad);
      expect(totals).toMatchObject({ unchanged, quarantined: 1 });
      if (unchanged > 0) expect(totals.mapped).toBeLessThan(65);
    }
    expect(await count(alone, 'sample')).toBe(99);
  });

  it('lets the last of two records with one id count, in whichever words it came before', async () => {
    const { send } = await listSource(alone);
    await send(rows(100));
    const twice = [row(7, { title: 'first' }), ...rows(100)];
    expect(await send(twice)).toMatchObject({ updated: 0 });
    expect(await stored(alone, 'r7')).toMatchObject({ title: 't7', _version: 1 });
    await send([...rows(100), row(7, { title: 'last' })]);
    expect(await stored(alone, 'r7')).toMatchObject({ title: 'last', _version: 2 });
  });

  it('is judged whole where a removal stands among its records, or keys are noted', async () => {
    const { send } = await listSource(alone);
    await send(rows(100));
    const removal: Change = { op: 'del', key: { id: 'r9' } };
    expect(await send([...rows(100), removal])).toMatchObject({ deleted: 1, mapped: 101 });
    const keyed = await listSource(alone, {}, { key: ['amount'] });
    await keyed.send(rows(100));
    expect(await keyed.send(rows(100))).toMatchObject({ unchanged: 100, mapped: 100 });
  });
});

describe('a snapshot that is sent again', () => {
  it('has seen what it holds unchanged, retires what is missing, and brings it back', async () => {
    const { send } = await listSource(alone, { deletes: 'snapshot' });
    await send(rows(60), rows(60, 60));
    expect(await send(rows(60), rows(60, 60))).toMatchObject({ unchanged: 120, deleted: 0, mapped: 0 });
    expect(await send(rows(60), rows(58, 60))).toMatchObject({ unchanged: 118, deleted: 2 });
    expect(await send(rows(60), rows(58, 60))).toMatchObject({ unchanged: 118, deleted: 0 });
    expect(await send(rows(60), rows(60, 60))).toMatchObject({ inserted: 2, unchanged: 118, deleted: 0 });
    expect(await count(alone, 'sample')).toBe(120);
  });
});

describe('one of several sources', () => {
  it('is compared with its own statements, and picked by trust as before', async () => {
    const { send } = await listSource(shared);
    await other(shared, [{ id: 'r5', title: 'theirs' }]);
    await send(rows(100));
    expect(await stored(shared, 'r5')).toMatchObject({ title: 't5', _source: 'register' });
    await other(shared, [{ id: 'r5', title: 'theirs again' }]);
    const before = await stored(shared, 'r5');
    expect(await send(rows(100))).toMatchObject({ unchanged: 100, mapped: 0 });
    expect(await stored(shared, 'r5')).toEqual(before);
    await shared.store.door.write('sample', page([], { deletes: ['r5'] }));
    expect(await stored(shared, 'r5')).toMatchObject({ title: 'theirs again', _source: 'other' });
    expect(await send(rows(100))).toMatchObject({ inserted: 1, unchanged: 99 });
    expect(await stored(shared, 'r5')).toMatchObject({ title: 't5', _source: 'register' });
  });
});

describe('the memory', () => {
  const bound = {} as FedDataset;
  const words = (values: string) => ({ fields: '', values });
  const held = (text: string) => ({ count: 1, ids: text, hashes: '' });

  it('is kept apart for each dataset of each source', () => {
    const book = createSeenBook();
    const [one, two] = [book.of(bound), book.of({} as FedDataset)];
    one.note(one.digest(words('x')), held('a'));
    expect(one.find(one.digest(words('x')))).toMatchObject(held('a'));
    expect(two.find(two.digest(words('x')))).toBeUndefined();
    one.forget(one.digest(words('x')));
    expect(one.find(one.digest(words('x')))).toBeUndefined();
  });

  it('is bounded: what was used today stays, what was not makes room', () => {
    let now = 0;
    const seen = createSeenBook(1000, () => now).of(bound);
    for (const name of ['a', 'b', 'c', 'd']) seen.note(seen.digest(words(name)), held(name));
    expect(['a', 'b', 'c', 'd'].map((name) => seen.find(seen.digest(words(name)))?.ids)).toEqual([
      'a',
      'b',
      'c',
      undefined,
    ]);
    now = 20 * 3_600_000;
    seen.find(seen.digest(words('a')));
    now = 30 * 3_600_000;
    seen.note(seen.digest(words('e')), held('e'));
    expect(['a', 'b', 'c', 'e'].map((name) => seen.find(seen.digest(words(name)))?.ids)).toEqual([
      'a',
      undefined,
      'c',
      'e',
    ]);
  });
});
