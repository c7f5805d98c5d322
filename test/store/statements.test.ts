import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import type { Trust } from '../../src/store/trust.ts';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page, type SampleRecord, sampleDataset, samples } from './sample.ts';

const TRUST: Trust = {
  order: ['police', 'inspection', 'roads'],
  fields: { amount: ['inspection', 'roads', 'police'] },
};

let latest: TestStore;
let trusting: TestStore;
let single: TestStore;

beforeAll(async () => {
  latest = await openSampleStore({ sample: {} });
  trusting = await openSampleStore({ sample: TRUST });
  single = await openSampleStore();
}, 60_000);
afterAll(async () => {
  for (const test of [latest, trusting, single]) await test?.close();
});
beforeEach(async () => {
  for (const { store } of [latest, trusting, single])
    await store.pool.query(
      'TRUNCATE sample, source_statement, event, quarantine, source_cursor, approval CASCADE',
    );
});

const say = ({ store }: TestStore, source: string, records: SampleRecord[], more: object = {}) =>
  store.door.write('sample', page(records, { source, run: `run-${source}`, ...more }));
const rows = async ({ store }: TestStore) =>
  (
    await store.pool.query(
      'SELECT id, title, amount, _source AS source, _version AS version FROM sample ORDER BY id',
    )
  ).rows;
const spoken = async ({ store }: TestStore) =>
  (await store.pool.query('SELECT id, source, record FROM source_statement ORDER BY id, source')).rows;
const events = async ({ store }: TestStore) =>
  (await store.pool.query('SELECT items FROM event ORDER BY id')).rows.flatMap(({ items }) => items);

describe('a dataset that one source feeds', () => {
  it('keeps no statements', async () => {
    await say(single, 'police', samples(3));
    await say(single, 'inspection', [{ id: 's0000', title: 'x' }]);
    expect(await spoken(single)).toEqual([]);
    expect((await rows(single)).map(({ source }) => source)).toEqual(['inspection', 'police', 'police']);
  });
});

describe('sources without an order', () => {
  it('that agree: one row, two statements, and the second is no change of it', async () => {
    expect(await say(latest, 'police', [{ id: 'a', title: 'x' }])).toMatchObject({ inserted: 1 });
    expect(await say(latest, 'inspection', [{ id: 'a', title: 'x' }])).toMatchObject({
      inserted: 1,
      updated: 0,
    });
    expect(await rows(latest)).toEqual([
      { id: 'a', title: 'x', amount: null, source: 'inspection', version: 1 },
    ]);
    expect(await spoken(latest)).toHaveLength(2);
    expect(await events(latest)).toEqual([{ id: 'a', op: 'inserted' }]);
  });

  it.each([
    ['police', 'inspection'],
    ['inspection', 'police'],
  ])('that disagree: the later of %s and %s holds, and both are kept', async (first, second) => {
    await say(latest, first, [{ id: 'a', title: first }]);
    await say(latest, second, [{ id: 'a', title: second }]);
    expect(await rows(latest)).toMatchObject([{ title: second, source: second, version: 2 }]);
    expect((await spoken(latest)).map(({ record }) => record.title).sort()).toEqual(['inspection', 'police']);
  });

  it('a source that only repeats itself does not take the word back', async () => {
    await say(latest, 'police', [{ id: 'a', title: 'police' }]);
    await say(latest, 'inspection', [{ id: 'a', title: 'inspection' }]);
    expect(await say(latest, 'police', [{ id: 'a', title: 'police' }])).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 1,
    });
    expect(await rows(latest)).toMatchObject([{ title: 'inspection', version: 2 }]);
  });

  it('keeps every kind of value as it was', async () => {
    const record = {
      id: 'a',
      title: 'tab\t"quote" \\ đường',
      amount: -2_147_483_648,
      ratio: 0.1 + 0.2,
      flag: false,
      day: '1600-02-29',
      happenedAt: '2026-11-24T08:30:00.123Z',
      details: { deep: [null, 1.5, 'x', { y: null }] },
    };
    await say(single, 'police', [record]);
    await say(latest, 'police', [record]);
    const all = 'SELECT id, title, amount, ratio, flag, day, happened_at, details, _hash FROM sample';
    expect((await latest.store.pool.query(all)).rows).toEqual((await single.store.pool.query(all)).rows);
  });
});

describe('sources with an order', () => {
  const police: SampleRecord = { id: 'a', title: 'police', amount: 1 };
  const inspection: SampleRecord = { id: 'a', title: 'inspection', amount: 2 };

  it.each([
    ['police first', ['police', 'inspection']],
    ['inspection first', ['inspection', 'police']],
  ])('the trusted record holds, a field of its own order apart: %s', async (_, order) => {
    for (const source of order) await say(trusting, source, [source === 'police' ? police : inspection]);
    expect(await rows(trusting)).toMatchObject([{ title: 'police', amount: 2, source: 'police' }]);
  });

  it('a field falls to the next source that says anything, not to one that is silent', async () => {
    await say(trusting, 'inspection', [{ id: 'a', title: 'inspection' }]);
    await say(trusting, 'police', [police]);
    expect(await rows(trusting)).toMatchObject([{ title: 'police', amount: 1 }]);
    await say(trusting, 'roads', [{ id: 'a', amount: 3 }]);
    expect(await rows(trusting)).toMatchObject([{ title: 'police', amount: 3 }]);
  });

  it('a less trusted word changes no row and announces nothing, but is kept', async () => {
    await say(trusting, 'police', [{ id: 'a', title: 'police' }]);
    const before = await events(trusting);
    expect(await say(trusting, 'roads', [{ id: 'a', title: 'roads' }])).toMatchObject({
      inserted: 1,
      updated: 0,
    });
    expect(await rows(trusting)).toMatchObject([{ title: 'police', version: 1 }]);
    expect(await events(trusting)).toEqual(before);
    expect(await spoken(trusting)).toHaveLength(2);
  });

  it('what the trusted source takes back falls to what the other says; the last to go takes the row', async () => {
    await say(trusting, 'police', [police, { id: 'b', title: 'only police' }]);
    await say(trusting, 'inspection', [inspection]);
    expect(await say(trusting, 'police', [], { deletes: ['a', 'b', 'never'] })).toMatchObject({ deleted: 2 });
    expect(await rows(trusting)).toMatchObject([{ id: 'a', title: 'inspection', source: 'inspection' }]);
    // What it never said, or has taken back, it cannot take from another.
    expect(await say(trusting, 'police', [], { deletes: ['a'] })).toMatchObject({ deleted: 0 });
    expect(await say(trusting, 'inspection', [], { deletes: ['a'] })).toMatchObject({ deleted: 1 });
    expect(await rows(trusting)).toEqual([]);
    expect(await spoken(trusting)).toEqual([]);
    expect((await events(trusting)).filter(({ op }) => op === 'deleted')).toHaveLength(2);
  });

  it('when agreeing sources part, the row says who still stands behind it', async () => {
    await say(trusting, 'police', [{ id: 'a', title: 'same', amount: 2 }]);
    await say(trusting, 'inspection', [{ id: 'a', title: 'same', amount: 2 }]);
    await say(trusting, 'police', [], { deletes: ['a'] });
    expect(await rows(trusting)).toEqual([
      { id: 'a', title: 'same', amount: 2, source: 'inspection', version: 1 },
    ]);
  });

  it('a snapshot retires what its own source said, whoever is trusted', async () => {
    const part = { start: true, end: true, present: [], unreadable: 0 };
    await say(
      trusting,
      'police',
      samples(40, () => ({ title: 'police' })),
    );
    await say(
      trusting,
      'roads',
      samples(40, () => ({ title: 'roads' })),
    );
    expect(
      await say(
        trusting,
        'police',
        samples(39, () => ({ title: 'police' })),
        { snapshot: part },
      ),
    ).toMatchObject({
      deleted: 1,
      unchanged: 39,
    });
    expect((await rows(trusting)).at(-1)).toMatchObject({ id: 's0039', title: 'roads' });
    const kept = await say(
      trusting,
      'police',
      samples(10, () => ({ title: 'police' })),
      { snapshot: part },
    );
    expect(kept).toMatchObject({ deleted: 0, asked: expect.any(String) });
    const { rows: asked } = await trusting.store.pool.query('SELECT id FROM approval_record');
    expect(asked).toHaveLength(29);
    const gone = await inTransaction(trusting.store.pool, (client) =>
      trusting.store.door.remove(
        client,
        'sample',
        'police',
        asked.map(({ id }) => id),
      ),
    );
    expect(gone).toHaveLength(29);
    const now = await rows(trusting);
    expect(now).toHaveLength(40);
    expect(now.filter(({ title }) => title === 'police')).toHaveLength(10);
  });

  it('a page that was sent earlier does not overwrite what its source has said since', async () => {
    await say(trusting, 'police', [police]);
    await say(trusting, 'police', [{ ...police, title: 'later' }]);
    const { rows: past } = await trusting.store.pool.query(`SELECT (now() - interval '1 hour')::text AS at`);
    expect(await say(trusting, 'police', [police], { sentAt: past[0].at })).toMatchObject({
      updated: 0,
      unchanged: 0,
    });
    expect(await rows(trusting)).toMatchObject([{ title: 'later' }]);
    // Of another source nothing is known since then.
    expect(await say(trusting, 'roads', [police], { sentAt: past[0].at })).toMatchObject({ inserted: 1 });
  });

  it('what the store refuses is one record of the page, as with one source', async () => {
    const puts = [police, { id: 'b', day: 'no day' } as SampleRecord, { id: 'c' }];
    expect(await say(trusting, 'police', puts)).toMatchObject({ inserted: 2, quarantined: 1 });
    expect(await rows(trusting)).toHaveLength(2);
  });
});

describe('a dataset that a second source joins', () => {
  it('keeps what the first one had said, and goes on keeping statements when it is alone again', async () => {
    const test = await openSampleStore();
    try {
      await say(
        test,
        'police',
        samples(5, () => ({ title: 'police' })),
      );
      const open = (shared: Record<string, Trust>) =>
        openStore({ url: test.url, datasets: [sampleDataset], migrations: [], migrate: false, shared });
      const joined = await open({ sample: { order: ['police', 'roads'] } });
      await joined.door.write('sample', page([{ id: 's0000', title: 'roads' }], { source: 'roads' }));
      expect(await spoken(test)).toHaveLength(6);
      expect((await rows(test))[0]).toMatchObject({ title: 'police', version: 1 });
      await joined.close();
      const alone = await open({});
      await alone.door.write('sample', page([], { source: 'police', deletes: ['s0000'] }));
      await alone.close();
      expect((await rows(test))[0]).toMatchObject({ title: 'roads', source: 'roads' });
    } finally {
      await test.close();
    }
  });
});
