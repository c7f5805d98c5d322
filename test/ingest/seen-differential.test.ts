import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDataset } from '../../src/ingest/run.ts';
import { createSeenBook, type SeenBook } from '../../src/ingest/seen.ts';
import type { Change } from '../../src/sdk/index.ts';
import { createRandom } from '../model/random.ts';
import { openSampleStore, page } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { bindOne, fakeConnector, offered, put, runDeps } from './fake-source.ts';

const opened: TestStore[] = [];
const open = async (trust?: object) => {
  const test = await openSampleStore(trust && { sample: trust });
  opened.push(test);
  return test;
};
let pairs: [string, TestStore, TestStore][];
beforeAll(async () => {
  pairs = [
    ['one source', await open(), await open()],
    ['by trust', await open({ order: ['other'] }), await open({ order: ['other'] })],
    ['the latest', await open({}), await open({})],
  ];
}, 90_000);
afterAll(async () => {
  for (const test of opened) await test.close();
});

/** Everything that anybody can see, without times and numbers that the order of runs gives. */
async function stateOf({ store }: TestStore) {
  const of = async (sql: string) => (await store.pool.query(sql)).rows;
  return [
    await of('SELECT id, title, amount, day, _source, _src_pos, _hash, _version FROM sample ORDER BY id'),
    await of('SELECT id, source, record, hash, src_pos FROM source_statement ORDER BY id, source'),
    await of(
      `SELECT item, count(*) FROM event, jsonb_array_elements(items) i(item) GROUP BY 1 ORDER BY item`,
    ),
    await of('SELECT raw, reason, src_pos, times_seen FROM quarantine ORDER BY raw, src_pos'),
    await of('SELECT changes FROM landed_page ORDER BY id'),
    await of('SELECT status, detail FROM approval ORDER BY asked_at'),
  ];
}

let hits = 0;
function countHit<T>(found: T | undefined): T | undefined {
  if (found !== undefined) hits += 1;
  return found;
}

/** A source whose list a test sets; with a memory that lasts, or one that forgets after each run. */
async function source(test: TestStore, remembers: boolean, deletes: 'none' | 'snapshot') {
  let pages: Change[][] = [];
  const bound = await bindOne(
    fakeConnector({
      discover: async () => [{ ...offered, deletes }],
      async *read(_, { dataset }) {
        for (const [cursor, changes] of pages.entries()) {
          const ends = { snapshotStart: cursor === 0, snapshotEnd: cursor === pages.length - 1 };
          yield { dataset: dataset.name, changes, cursor, ...(deletes === 'snapshot' ? ends : {}) };
        }
      },
    }),
  );
  const book = createSeenBook();
  const seen: SeenBook = {
    of: (dataset) => {
      const one = book.of(dataset);
      return { ...one, find: (digest) => countHit(one.find(digest)) };
    },
  };
  const deps = runDeps(test, { seen });
  return (sent: Change[][]) => {
    pages = sent;
    return runDataset(bound, remembers ? deps : { ...deps, seen: createSeenBook() });
  };
}

describe('a hub that remembers what it was sent', () => {
  it.each([
    [0, 'none'],
    [0, 'snapshot'],
    [1, 'none'],
    [1, 'snapshot'],
    [2, 'snapshot'],
  ] as const)('holds, announces and refuses what one that forgets does (%i, %s)', async (pair, deletes) => {
    const random = createRandom(100 + pair);
    hits = 0;
    const [, one, two] = pairs[pair]!;
    for (const { store } of [one, two])
      await store.pool.query(
        `TRUNCATE sample, source_statement, event, quarantine, source_cursor, landed_page, approval,
         source_snapshot, snapshot_key CASCADE`,
      );
    const [remembering, forgetting] = [await source(one, true, deletes), await source(two, false, deletes)];
    const make = (n: number) => ({ id: `r${n}`, title: `t${n}`, amount: n });
    let list: Record<string, unknown>[] = Array.from({ length: 150 }, (_, n) => make(n));
    for (let round = 0; round < 25; round++) {
      for (let edit = random.integer(0, 3); edit > 0; edit--) {
        const at = random.integer(0, list.length - 1);
        const n = random.integer(0, 170);
        const edited = random.pick<Record<string, unknown>>([
          make(n),
          { ...make(n), title: random.pick(['A', 'B']) },
          { ...make(n), amount: 'bad' },
          { ...make(n), day: '2026-99-99' },
          { ...make(n), amount: Number.NaN },
        ]);
        // A record more, a record less, or another in its place: with an id that may be there already.
        list = list.toSpliced(at, random.integer(0, 1), ...(random.next() < 0.7 ? [edited] : []));
      }
      if (random.next() < 0.4) {
        const id = `r${random.integer(0, 170)}`;
        const word = random.pick([page([{ id, title: 'other' }]), page([], { deletes: [id] })]);
        const by = random.pick(['other', 'register']);
        for (const { store } of [one, two]) await store.door.write('sample', { ...word, source: by });
      }
      const cut = random.integer(1, list.length - 1);
      const changes = list.map((data, index) => put({ ...data }, String(index)));
      const pages = () => [changes.slice(0, cut), changes.slice(cut)];
      expect(await remembering(pages())).toEqual(await forgetting(pages()));
      expect(await stateOf(one)).toEqual(await stateOf(two));
    }
    // Otherwise two that forget were compared.
    expect(hits).toBeGreaterThan(60);
  });
});
