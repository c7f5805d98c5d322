import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replayDataset } from '../../src/ingest/replay.ts';
import { runDataset } from '../../src/ingest/run.ts';
import type { RunDeps } from '../../src/ingest/run-deps.ts';
import { createTurns } from '../../src/ingest/turns.ts';
import type { Change, Page, Row } from '../../src/sdk/index.ts';
import { openSampleStore } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { bindOne, fakeConnector, fakeSource, paged, put, type Read, runDeps } from './fake-source.ts';

const PAGES = 60;
const ROWS = 5;

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() =>
  test.store.pool.query(
    'TRUNCATE sample, event, landed_page, quarantine, source_cursor, source_schema, ingest_run CASCADE',
  ),
);

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));
const pageOf = (name: string, page: number): Change[] =>
  Array.from({ length: ROWS }, (_, row) => put({ id: `${name}-${page}-${row}`, name, n: page }));

/** The mapping of before forgot the title, and took an even row for wrong. */
const wrong = {
  map: ({ id, n }: Row) => {
    if (Number(String(id).at(-1)) % 2 === 0) throw new Error('even');
    return { id, amount: n };
  },
};
const mended = { map: ({ id, name, n }: Row) => ({ id, title: name, amount: n }) };

/** A stream in the hand of the test: it gives what is in `queue`, and ends when it is told to. */
function createStream() {
  const queue: Change[][] = [];
  const acknowledged: number[] = [];
  let isOver = false;
  const read: Read = async function* (_, { dataset }) {
    for (let page = 0; ; ) {
      const changes = queue.shift();
      if (changes) {
        const number = page++;
        const ack = () => void acknowledged.push(number);
        yield { dataset: dataset.name, changes, cursor: number, ack } satisfies Page;
      } else if (isOver) return;
      else await tick();
    }
  };
  return {
    acknowledged,
    send: (changes: Change[]) => void queue.push(changes),
    end: () => {
      isOver = true;
    },
    bind: () => bindOne(fakeConnector({ read }), fakeSource({ mode: 'stream', ...mended })),
  };
}

/** Says whose pages were written, in order. */
function watched(deps: RunDeps, onWrite: (run: string) => Promise<void> | void): RunDeps {
  const write: RunDeps['door']['write'] = async (dataset, page) => {
    await onWrite(page.run);
    return deps.door.write(dataset, page);
  };
  return { ...deps, door: { ...deps.door, write } };
}

describe('a replay beside a stream that never ends', () => {
  it('comes between two of its pages: nothing is lost, nothing is there twice, the newest word holds', async () => {
    const before = Array.from({ length: PAGES }, (_, page) => pageOf('old', page));
    await runDataset(await bindOne(fakeConnector({ read: paged(before) }), fakeSource(wrong)), runDeps(test));
    await test.store.pool.query('TRUNCATE source_cursor');

    const stream = createStream();
    const order: string[] = [];
    const deps = watched(runDeps(test), (run) => void order.push(run));
    const entry = await stream.bind();
    const following = runDataset(entry, deps);
    const sending = (async () => {
      for (let page = 0; page < PAGES; page++) {
        // What was known already is sent anew, in the middle of everything.
        stream.send([...pageOf('new', page), put({ id: `old-${page}-1`, name: 'newest', n: 1_000 + page })]);
        await tick();
      }
    })();
    while (stream.acknowledged.length < 3) await tick();
    let replayRun = '';
    await replayDataset(entry, deps, {
      onRun: (run) => {
        replayRun = run;
      },
    });
    await sending;
    stream.end();
    await following;

    const first = order.indexOf(replayRun);
    const last = order.lastIndexOf(replayRun);
    expect(first, 'pages of the stream before the replay').toBeGreaterThan(0);
    expect(last, 'pages of the stream after it').toBeLessThan(order.length - 1);
    expect(new Set(order.slice(first, last + 1)), 'between its first page and its last').toEqual(
      new Set([replayRun]),
    );
    expect(stream.acknowledged).toEqual(Array.from({ length: PAGES }, (_, page) => page));

    const { rows } = await test.store.pool.query<{ title: string; n: number; newest: number }>(
      `SELECT title, count(*)::int AS n, count(*) FILTER (WHERE amount >= 1000)::int AS newest
       FROM sample GROUP BY title ORDER BY title`,
    );
    expect(rows).toEqual([
      { title: 'new', n: PAGES * ROWS, newest: 0 },
      { title: 'newest', n: PAGES, newest: PAGES },
      { title: 'old', n: PAGES * (ROWS - 1), newest: 0 },
    ]);
    const announced = await test.store.pool.query(
      `SELECT count(*)::int AS n, count(DISTINCT item->>'id')::int AS ids
       FROM event, jsonb_array_elements(items) AS item WHERE item->>'op' = 'inserted'`,
    );
    expect(announced.rows).toEqual([{ n: 2 * PAGES * ROWS, ids: 2 * PAGES * ROWS }]);
    const open = await test.store.pool.query(
      `SELECT count(*)::int AS n FROM quarantine WHERE status = 'OPEN'`,
    );
    expect(open.rows).toEqual([{ n: 0 }]);
  });

  it('is one at a time, and of this process: a second one, or another process, is told that it is busy', async () => {
    const stream = createStream();
    const entry = await stream.bind();
    let proceed = () => {};
    const held = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    let replayRun: string | undefined;
    const deps = watched(runDeps(test), (run) => (run === replayRun ? held : undefined));
    const following = runDataset(entry, deps);
    stream.send(pageOf('new', 0));
    while (stream.acknowledged.length < 1) await tick();
    await expect(replayDataset(entry, runDeps(test))).rejects.toMatchObject({ code: 'HUB_INGEST_RUN_BUSY' });
    const first = replayDataset(entry, deps, {
      onRun: (run) => {
        replayRun = run;
      },
    });
    await expect(replayDataset(entry, deps)).rejects.toMatchObject({ code: 'HUB_INGEST_RUN_BUSY' });
    // The stream is over, but its lock stays until the replay is.
    stream.end();
    while (replayRun === undefined) await tick();
    await expect(replayDataset(entry, runDeps(test))).rejects.toMatchObject({ code: 'HUB_INGEST_RUN_BUSY' });
    proceed();
    expect(await first).toMatchObject({ unchanged: ROWS, inserted: 0 });
    await following;
    expect(await replayDataset(entry, runDeps(test))).toMatchObject({ unchanged: ROWS });
  });
});

describe('turns', () => {
  it('go on after work that failed, and tell only whoever gave it', async () => {
    const turns = createTurns();
    const done: string[] = [];
    await turns.follow('s', 'd', async (inTurn) => {
      const failing = turns.between('s', 'd', async () => {
        throw new Error('the replay failed');
      });
      await expect(failing).rejects.toThrow('the replay failed');
      await inTurn(async () => void done.push('page'));
      await turns.between('s', 'd', async () => void done.push('replay'));
      expect(turns.between('s', 'other', async () => undefined)).toBeUndefined();
    });
    expect(done).toEqual(['page', 'replay']);
    expect(turns.between('s', 'd', async () => undefined)).toBeUndefined();
  });
});
