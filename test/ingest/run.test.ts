import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDataset } from '../../src/ingest/run.ts';
import { createLog } from '../../src/kernel/log.ts';
import { type Change, ConnectorError, type ConnectorErrorKind } from '../../src/sdk/index.ts';
import { openSampleStore } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { bindOne, fakeConnector, fakeSource, paged, put, runDeps } from './fake-source.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE sample, event, quarantine, source_cursor, ingest_run'));

async function all(sql: string): Promise<Record<string, unknown>[]> {
  return (await test.store.pool.query(sql)).rows;
}

/** Ten records in four pages; the third changes one and removes one of the first. */
const pages: Change[][] = [
  [0, 1, 2, 3].map((i) => put({ id: `r${i}`, amount: i })),
  [4, 5, 6].map((i) => put({ id: `r${i}`, amount: i })),
  [put({ id: 'r0', amount: 100 }), { op: 'del', key: { id: 'r1' } }, put({ id: 'r7', amount: 7 })],
  [8, 9].map((i) => put({ id: `r${i}`, amount: i })),
];
const final = [
  { id: 'r0', amount: 100 },
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((i) => ({ id: `r${i}`, amount: i })),
];

describe('run', () => {
  it('reads, writes and counts; a second run has nothing to do', async () => {
    const bound = await bindOne(fakeConnector({ read: paged(pages) }));
    const deps = runDeps(test);
    expect(await runDataset(bound, deps)).toEqual({
      pages: 4,
      inserted: 10,
      updated: 1,
      unchanged: 0,
      deleted: 1,
      quarantined: 0,
    });
    expect(await all('SELECT id, amount FROM sample ORDER BY id')).toEqual(final);
    expect(await runDataset(bound, deps)).toMatchObject({ pages: 0, inserted: 0 });
    expect(
      await all('SELECT mode, status, pages, inserted, deleted, problem FROM ingest_run ORDER BY id'),
    ).toEqual([
      { mode: 'sync', status: 'SUCCEEDED', pages: 4, inserted: 10, deleted: 1, problem: null },
      { mode: 'sync', status: 'SUCCEEDED', pages: 0, inserted: 0, deleted: 0, problem: null },
    ]);
    expect(deps.health.get('register')).toMatchObject({ status: 'OK', asOf: '2026-11-24T00:00:00.000Z' });
  });

  it.each([0, 1, 2, 3])(
    'goes on after a source that fails before page %i: nothing lost, nothing twice',
    async (at) => {
      let fails = true;
      const read = paged(pages, (index) => {
        if (fails && index === at) throw new ConnectorError('transient', 'connection reset');
      });
      const bound = await bindOne(fakeConnector({ read }));
      await expect(runDataset(bound, runDeps(test))).rejects.toMatchObject({ code: 'HUB_INGEST_RUN_FAILED' });
      expect(await all('SELECT cursor FROM source_cursor')).toEqual(
        at === 0 ? [] : [{ cursor: String(at - 1) }],
      );
      fails = false;
      expect(await runDataset(bound, runDeps(test))).toMatchObject({ pages: 4 - at, unchanged: 0 });
      expect(await all('SELECT id, amount FROM sample ORDER BY id')).toEqual(final);
      expect(await all('SELECT status, pages FROM ingest_run ORDER BY id')).toEqual([
        { status: 'FAILED', pages: at },
        { status: 'SUCCEEDED', pages: 4 - at },
      ]);
    },
  );

  it.each([0, 1, 2, 3])('goes on after a write that fails at page %i', async (at) => {
    const bound = await bindOne(fakeConnector({ read: paged(pages) }));
    let written = 0;
    const door = {
      ...test.store.door,
      write: (...args: Parameters<typeof test.store.door.write>) =>
        written++ === at ? Promise.reject(new Error('disk full')) : test.store.door.write(...args),
    };
    const deps = runDeps(test, { door });
    await expect(runDataset(bound, deps)).rejects.toMatchObject({
      details: { kind: 'hub', reason: 'disk full' },
    });
    // The hub's own trouble is not held against the source.
    expect(deps.health.get('register')?.status ?? 'OK').toBe('OK');
    expect(await runDataset(bound, runDeps(test))).toMatchObject({ pages: 4 - at });
    expect(await all('SELECT id, amount FROM sample ORDER BY id')).toEqual(final);
  });

  it('absorbs a source that sends pages again: the same rows, no event twice', async () => {
    const again = fakeConnector({
      async *read(_, { dataset }) {
        for (const [cursor, changes] of [...pages.slice(0, 2), ...pages.slice(0, 2)].entries())
          yield { dataset: dataset.name, changes, cursor };
      },
    });
    expect(await runDataset(await bindOne(again), runDeps(test))).toMatchObject({
      inserted: 7,
      unchanged: 7,
    });
    expect(await all('SELECT sum(jsonb_array_length(items)) AS n FROM event')).toEqual([{ n: 7 }]);
  });

  it('stops when the hub stops, and says so in the ledger', async () => {
    const stop = new AbortController();
    const read = paged(pages, (index) => {
      if (index !== 2) return;
      stop.abort(new Error('stopping'));
      throw stop.signal.reason;
    });
    const totals = await runDataset(
      await bindOne(fakeConnector({ read })),
      runDeps(test, { signal: stop.signal }),
    );
    expect(totals.pages).toBe(2);
    expect(await all('SELECT status, pages, problem FROM ingest_run')).toEqual([
      { status: 'INTERRUPTED', pages: 2, problem: null },
    ]);
  });
});

describe('acknowledgement', () => {
  function acknowledged(ack: (index: number) => void | Promise<void>) {
    return fakeConnector({
      async *read(_, { dataset }) {
        for (const [index, changes] of pages.entries())
          yield { dataset: dataset.name, changes, cursor: index, ack: () => ack(index) };
      },
    });
  }

  it.each(['sync', 'stream'] as const)('%s: comes once per page, after its commit', async (mode) => {
    const seen: unknown[] = [];
    const module = acknowledged(async (index) => {
      seen.push([index, (await all('SELECT cursor FROM source_cursor'))[0]?.cursor]);
    });
    await runDataset(await bindOne(module, fakeSource({ mode })), runDeps(test));
    expect(seen).toEqual([0, 1, 2, 3].map((index) => [index, String(index)]));
  });

  it('that fails is logged, and the run goes on', async () => {
    const lines: string[] = [];
    const log = createLog('warn', { write: (line: string) => lines.push(line) } as never);
    const module = acknowledged((index) => {
      if (index === 1) throw new Error('broker gone');
    });
    expect(await runDataset(await bindOne(module), runDeps(test, { log }))).toMatchObject({ pages: 4 });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { source: 'register', dataset: 'sample', reason: 'broker gone', msg: 'ack failed' },
    ]);
  });

  it('never comes for a page that was not committed', async () => {
    const seen: number[] = [];
    const door = { ...test.store.door, write: () => Promise.reject(new Error('no')) };
    const bound = await bindOne(acknowledged((index) => void seen.push(index)));
    await expect(runDataset(bound, runDeps(test, { door }))).rejects.toThrow();
    expect(seen).toEqual([]);
  });
});

describe('stream', () => {
  it('asks the connector to follow, and reads no page ahead of its commit', async () => {
    const asked: unknown[] = [];
    const written: string[] = [];
    const module = fakeConnector({
      async *read(_, request) {
        asked.push(request.follow);
        for (const [index, changes] of pages.entries()) {
          written.push(
            `asked for ${index} with ${(await all('SELECT cursor FROM source_cursor'))[0]?.cursor}`,
          );
          yield { dataset: 'rows', changes, cursor: index };
        }
      },
    });
    await runDataset(await bindOne(module, fakeSource({ mode: 'stream' })), runDeps(test));
    expect(asked).toEqual([true]);
    expect(written).toEqual(
      ['undefined', '0', '1', '2'].map((cursor, index) => `asked for ${index} with ${cursor}`),
    );
  });
});

describe('a failing source', () => {
  it.each<[ConnectorErrorKind, string]>([
    ['transient', 'DOWN'],
    ['auth', 'DOWN'],
    ['config', 'DOWN'],
    ['unsupported', 'DOWN'],
    ['rate_limited', 'SLOW'],
    ['drift', 'BAD_DATA'],
    ['bug', 'BAD_DATA'],
  ])('%s is shown as %s, and the ledger keeps the problem', async (kind, status) => {
    const read = paged(pages, (index) => {
      if (index === 1) throw new ConnectorError(kind, 'as injected');
    });
    const deps = runDeps(test);
    const bound = await bindOne(fakeConnector({ read }));
    await expect(runDataset(bound, deps)).rejects.toMatchObject({
      code: 'HUB_INGEST_RUN_FAILED',
      details: { source: 'register', dataset: 'sample', kind, reason: 'as injected' },
    });
    expect(deps.health.get('register')).toMatchObject({ status, asOf: '2026-11-24T00:00:00.000Z' });
    const [row] = await all('SELECT status, pages, problem FROM ingest_run');
    expect(row).toMatchObject({ status: 'FAILED', pages: 1, problem: { code: 'HUB_INGEST_RUN_FAILED' } });
  });
});
