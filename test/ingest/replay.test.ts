import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideApproval } from '../../src/ingest/approvals.ts';
import { traceLineage, unmappedPaths } from '../../src/ingest/lineage.ts';
import { previewDataset } from '../../src/ingest/preview.ts';
import { replayDataset } from '../../src/ingest/replay.ts';
import { replayEntries } from '../../src/ingest/replay-entries.ts';
import { runDataset } from '../../src/ingest/run.ts';
import { createRunLocks } from '../../src/ingest/run-lock.ts';
import type { Binding, Row } from '../../src/sdk/index.ts';
import { openSampleStore } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { bindOne, fakeConnector, fakeSource, offered, paged, put, runDeps } from './fake-source.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() =>
  test.store.pool.query(
    'TRUNCATE sample, landed_page, quarantine, source_cursor, source_schema, approval CASCADE',
  ),
);

const pages = [
  [put({ id: 'a', name: 'one', n: '1' }), put({ id: 'b', name: 'two', n: 'x' })],
  [put({ id: 'a', name: 'one again', n: '3' }), put({ id: 'c', name: 'three', n: '4' })],
  [{ op: 'del' as const, key: { id: 'c' } }],
];

/** As it was, with a mistake: `n` is not read where it says `x`, and the title is forgotten. */
const wrong = { map: (raw: Row) => ({ id: raw.id, amount: toNumber(raw.n) }) };
const mended = {
  map: (raw: Row) => ({ id: raw.id, title: raw.name, amount: raw.n === 'x' ? 10 : raw.n && Number(raw.n) }),
};

function toNumber(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(String(value))) throw new Error(`"${value}" is no number`);
  return Number(value);
}

const bound = (binding: Partial<Binding>) =>
  bindOne(fakeConnector({ read: paged(pages) }), fakeSource(binding));
const stored = async () =>
  (await test.store.pool.query('SELECT id, title, amount, _version FROM sample ORDER BY id')).rows;

describe('replay', () => {
  it('runs a mended mapping over what was landed: the newest word holds, each record is written once', async () => {
    await runDataset(await bound(wrong), runDeps(test));
    expect(await stored()).toEqual([{ id: 'a', title: null, amount: 3, _version: 2 }]);
    const totals = await replayDataset(await bound(mended), runDeps(test));
    expect(totals).toMatchObject({ inserted: 1, updated: 1, quarantined: 0 });
    expect(await stored()).toEqual([
      { id: 'a', title: 'one again', amount: 3, _version: 3 },
      { id: 'b', title: 'two', amount: 10, _version: 1 },
    ]);
    expect((await test.store.pool.query('SELECT status FROM quarantine')).rows).toEqual([
      { status: 'REPLAYED' },
    ]);
    expect(await replayDataset(await bound(mended), runDeps(test))).toMatchObject({
      inserted: 0,
      updated: 0,
    });
  });

  it('tries what lies in quarantine although nothing was landed', async () => {
    await runDataset(await bound({ ...wrong, land: false }), runDeps(test));
    expect((await test.store.pool.query('SELECT 1 FROM landed_page')).rows).toEqual([]);
    expect(await replayDataset(await bound(mended), runDeps(test))).toMatchObject({ inserted: 1 });
    expect((await test.store.pool.query('SELECT status FROM quarantine')).rows).toEqual([
      { status: 'REPLAYED' },
    ]);
  });

  it('brings nothing back that a snapshot, or a person, has retired', async () => {
    const list = (ids: string[]) =>
      bindOne(
        fakeConnector({
          discover: async () => [{ ...offered, deletes: 'snapshot' }],
          async *read(_, { dataset }) {
            const changes = ids.map((id) => put({ id, name: id, n: '1' }));
            yield { dataset: dataset.name, changes, cursor: 0, snapshotStart: true, snapshotEnd: true };
          },
        }),
        fakeSource(wrong),
      );
    const all = Array.from({ length: 40 }, (_, index) => `k${index}`);
    await runDataset(await list(all), runDeps(test));
    await runDataset(await list(all.slice(1)), runDeps(test));
    await runDataset(await list(all.slice(1, 20)), runDeps(test));
    const { rows } = await test.store.pool.query(`SELECT id FROM approval WHERE status = 'PENDING'`);
    await decideApproval(test.store.pool, test.store.door, rows[0].id, { approve: true, by: 'Lan' });
    expect(await stored()).toHaveLength(19);
    expect(await replayDataset(await bound(mended), runDeps(test))).toMatchObject({
      inserted: 0,
      updated: 19,
    });
    expect(await stored()).toHaveLength(19);
  });

  it('lands a list once, although a bad record comes with it each time', async () => {
    const list = [[put({ id: 'a', n: '1' }), put({ id: 'b', n: 'x' })]];
    for (let time = 0; time < 3; time++) {
      await runDataset(await bindOne(fakeConnector({ read: paged(list) }), fakeSource(wrong)), runDeps(test));
      await test.store.pool.query('TRUNCATE source_cursor');
    }
    expect((await test.store.pool.query('SELECT 1 FROM landed_page')).rows).toHaveLength(1);
    expect((await test.store.pool.query('SELECT times_seen FROM quarantine')).rows).toEqual([
      { times_seen: 3 },
    ]);
  });

  it('lands nothing when a source sends what is known', async () => {
    await runDataset(await bound(wrong), runDeps(test));
    await test.store.pool.query('TRUNCATE source_cursor, landed_page');
    const known = [[put({ id: 'a', name: 'one again', n: '3' })]];
    await runDataset(await bindOne(fakeConnector({ read: paged(known) }), fakeSource(wrong)), runDeps(test));
    expect((await test.store.pool.query('SELECT 1 FROM landed_page')).rows).toEqual([]);
  });
});

describe('replay where two sources feed the dataset', () => {
  const source = (name: string, map: (raw: Row) => Row, sent: ReturnType<typeof put>[][]) =>
    bindOne(fakeConnector({ read: paged(sent) }), fakeSource({ map }, { name }));
  const titled = (raw: Row) => ({ id: raw.id, title: raw.name, amount: raw.n && Number(raw.n) });

  it.each([
    ['trusted', { title: 'police', amount: 10 }],
    ['not trusted', { title: 'roads', amount: 7 }],
  ])('brings the mended record of a source that is %s', async (trust, held) => {
    const order = trust === 'trusted' ? ['police', 'roads'] : ['roads', 'police'];
    const shared = await openSampleStore({ sample: { order } });
    try {
      const sent = [[put({ id: 'a', name: 'police', n: '1' })], [put({ id: 'a', name: 'police', n: '2' })]];
      await runDataset(await source('police', titled, sent), runDeps(shared));
      await runDataset(
        await source('roads', titled, [[put({ id: 'a', name: 'roads', n: '7' })]]),
        runDeps(shared),
      );
      const times = (raw: Row) => ({ ...titled(raw), amount: Number(raw.n) * 5 });
      expect(await replayDataset(await source('police', times, sent), runDeps(shared))).toMatchObject({
        updated: 1,
      });
      const rows = async (table: string) => (await shared.store.pool.query(`SELECT * FROM ${table}`)).rows;
      expect(await rows('sample')).toMatchObject([held]);
      expect(await rows('source_statement')).toHaveLength(2);
      expect(await replayDataset(await source('police', times, sent), runDeps(shared))).toMatchObject({
        updated: 0,
        unchanged: 1,
      });
      expect(await rows('sample')).toMatchObject([held]);
    } finally {
      await shared.close();
    }
  });
});

describe('replay of entries', () => {
  const open = async () =>
    (await test.store.pool.query('SELECT id::text AS id, raw FROM quarantine ORDER BY id')).rows as {
      id: string;
      raw: string;
    }[];
  const statuses = async () =>
    (await test.store.pool.query('SELECT status, decided_by FROM quarantine ORDER BY id')).rows;

  it('takes those that were named and leaves the others, in the name of who asked', async () => {
    const two = [[put({ id: 'a', n: 'x' }), put({ id: 'b', n: 'x' })]];
    const by = (binding: Partial<Binding>) =>
      bindOne(fakeConnector({ read: paged(two) }), fakeSource(binding));
    await runDataset(await by(wrong), runDeps(test));
    const [first] = await open();
    await replayEntries([await by(mended)], runDeps(test), [first!.id], 'VN/OPS');
    expect(await stored()).toEqual([{ id: 'a', title: null, amount: 10, _version: 1 }]);
    expect(await statuses()).toEqual([
      { status: 'REPLAYED', decided_by: 'VN/OPS' },
      { status: 'OPEN', decided_by: null },
    ]);
  });

  it('does not overwrite what the source has sent well since, although a stream holds the dataset', async () => {
    const sent = [[put({ id: 'a', n: 'x' })], [put({ id: 'a', n: '7' })]];
    const by = (binding: Partial<Binding>) =>
      bindOne(fakeConnector({ read: paged(sent) }), fakeSource(binding));
    await runDataset(await by(wrong), runDeps(test));
    const [entry] = await open();
    const deps = runDeps(test);
    const release = await deps.locks.take('register', 'sample');
    await replayEntries([await by(mended)], deps, [entry!.id], 'VN/OPS');
    await release!();
    expect(await stored()).toEqual([{ id: 'a', title: null, amount: 7, _version: 1 }]);
    expect(await statuses()).toEqual([{ status: 'SUPERSEDED', decided_by: 'VN/OPS' }]);
  });

  it('refuses entries of a source that is not there any more, and touches none', async () => {
    await runDataset(await bound(wrong), runDeps(test));
    const ids = (await open()).map(({ id }) => id);
    await expect(replayEntries([], runDeps(test), ids, 'VN/OPS')).rejects.toMatchObject({
      code: 'HUB_INGEST_SOURCE_UNKNOWN',
    });
    expect(await statuses()).toEqual([{ status: 'OPEN', decided_by: null }]);
  });
});

describe('preview', () => {
  it('shows mapped records, refusals and what no field takes, and writes nothing', async () => {
    const preview = await previewDataset(await bound(wrong), 10);
    expect(preview.records).toMatchObject([{ id: 'a', amount: 1 }, { id: 'a', amount: 3 }, { id: 'c' }]);
    expect(preview.refused).toMatchObject([{ reason: 'map', field: 'n' }]);
    expect(preview.unmapped).toEqual(['name']);
    for (const table of ['sample', 'source_cursor', 'quarantine', 'landed_page'])
      expect((await test.store.pool.query(`SELECT 1 FROM ${table}`)).rows).toEqual([]);
  });
});

describe('lineage', () => {
  const raw = { ma: '7', ten: 'x', noi: { xa: '1', tinh: '24' }, thua: 1 };

  it('of a table of fields is the table', () => {
    const binding = { fields: { id: 'ma', title: { from: 'ten', read: String } } } as unknown as Binding;
    expect(traceLineage(binding, raw)).toEqual({ id: ['ma'], title: ['ten'] });
  });

  it('of a map function is found by taking values away', () => {
    const map = ({ ma, ten, noi }: Row) => {
      if (ma === undefined) throw new Error('ma is missing');
      const { xa, tinh } = noi as Row;
      return { id: `K${ma}`, title: ten, place: `${tinh}/${xa}`, fixed: 1 };
    };
    const lineage = traceLineage({ map } as unknown as Binding, raw);
    expect(lineage).toEqual({ id: ['ma'], title: ['ten'], place: ['noi.xa', 'noi.tinh'], fixed: [] });
    expect(unmappedPaths(raw, lineage)).toEqual(['thua']);
  });
});

describe('one run at a time', () => {
  it('holds in this process and between processes, and for each dataset by itself', async () => {
    const [here, there] = [createRunLocks(test.store.pool), createRunLocks(test.store.pool)];
    const release = (await here.take('s', 'd'))!;
    expect(await here.take('s', 'd')).toBeUndefined();
    expect(await there.take('s', 'd')).toBeUndefined();
    const other = (await there.take('s', 'e'))!;
    await release();
    const again = (await there.take('s', 'd'))!;
    expect(again).toBeTypeOf('function');
    await Promise.all([again(), other()]);
    // Nothing held: no connection kept.
    expect(test.store.pool.idleCount).toBe(test.store.pool.totalCount);
  });

  it('a second run of a dataset is refused by name', async () => {
    const deps = runDeps(test);
    const entry = await bound(wrong);
    const [first, second] = await Promise.allSettled([runDataset(entry, deps), runDataset(entry, deps)]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ reason: { code: 'HUB_INGEST_RUN_BUSY' } });
  });
});
