import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIngest, type Ingest } from '../../src/ingest/ingest.ts';
import { createFixedClock } from '../../src/kernel/clock.ts';
import { createLog, silentLog } from '../../src/kernel/log.ts';
import { type Change, ConnectorError } from '../../src/sdk/index.ts';
import { openSampleStore, sampleDataset } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { fakeConnector, fakeSource, paged, put, type Read } from './fake-source.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE sample, event, quarantine, source_cursor, ingest_run'));

interface Feed {
  read: Read;
  mode?: 'sync' | 'stream';
  every?: string;
}

/** One source per feed, named as in the object. */
function createTestIngest(feeds: Record<string, Feed>, log = silentLog): Promise<Ingest> {
  return createIngest({
    sources: Object.entries(feeds).map(([name, { mode = 'sync', every = 'PT1H' }]) =>
      fakeSource({ mode, every }, { name, connector: name }),
    ),
    connectors: Object.entries(feeds).map(([name, { read }]) => fakeConnector({ read }, { name })),
    kinds: [sampleDataset],
    environment: {},
    pool: test.store.pool,
    door: test.store.door,
    clock: createFixedClock('2026-11-24T00:00:00Z'),
    log,
  });
}

async function runs(source: string): Promise<string[]> {
  const { rows } = await test.store.pool.query(
    'SELECT status FROM ingest_run WHERE source = $1 ORDER BY id',
    [source],
  );
  return rows.map((row) => row.status);
}

const one = (id: string): Change[][] => [[put({ id })]];
const fail: Read = paged(one('x'), () => {
  throw new ConnectorError('transient', 'refused');
});
/** Waits until the hub stops. */
const endless: Read = async function* ({ signal }) {
  yield { dataset: 'rows', changes: [put({ id: 'first of stream' })], cursor: 0 };
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
};

describe('schedule', () => {
  it('gives every sync its turn; one that fails holds nobody up', async () => {
    const ingest = await createTestIngest({
      bad: { read: fail },
      good: { read: paged(one('a')) },
      also: { read: paged(one('b')) },
    });
    await ingest.start();
    expect([await runs('bad'), await runs('good'), await runs('also')]).toEqual([
      ['FAILED'],
      ['SUCCEEDED'],
      ['SUCCEEDED'],
    ]);
    expect(
      ingest.health
        .all()
        .map(({ name, status }) => `${name} ${status}`)
        .sort(),
    ).toEqual(['also OK', 'bad DOWN', 'good OK']);
    await ingest.stop();
  });

  it('does not wait for a stream to end, and stops it in time', async () => {
    const ingest = await createTestIngest({
      sensors: { read: endless, mode: 'stream' },
      good: { read: paged(one('a')) },
    });
    await ingest.start();
    await expect.poll(async () => (await test.store.pool.query('SELECT 1 FROM sample')).rowCount).toBe(2);
    expect(await runs('sensors')).toEqual(['RUNNING']);
    await ingest.stop();
    expect(await runs('sensors')).toEqual(['INTERRUPTED']);
  });

  it('runs a sync again and again, a rest between', async () => {
    let turns = 0;
    const read: Read = async function* () {
      turns += 1;
      yield { dataset: 'rows', changes: [put({ id: `turn ${turns}` })], cursor: turns };
    };
    const ingest = await createTestIngest({
      often: { read, every: 'PT0.02S' },
      seldom: { read: paged(one('a')) },
    });
    await ingest.start();
    await expect.poll(() => turns).toBeGreaterThan(3);
    await ingest.stop();
    const after = turns;
    expect(await runs('seldom')).toEqual(['SUCCEEDED']);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(turns).toBe(after);
  });

  it('closes runs that a crash left open', async () => {
    await test.store.pool.query(
      `INSERT INTO ingest_run (id, source, dataset, mode, status) VALUES (gen_random_uuid(), 'dead', 'sample', 'sync', 'RUNNING')`,
    );
    const ingest = await createTestIngest({ good: { read: paged(one('a')) } });
    await ingest.start();
    await ingest.stop();
    expect(await runs('dead')).toEqual(['INTERRUPTED']);
    expect(await runs('good')).toEqual(['SUCCEEDED']);
  });

  it('shows a fault of the hub itself as an error', async () => {
    const lines: string[] = [];
    const log = createLog('error', { write: (line: string) => lines.push(line) } as never);
    await test.store.pool.query('ALTER TABLE source_cursor RENAME TO away');
    const ingest = await createTestIngest({ good: { read: paged(one('a')) } }, log);
    await ingest.start();
    await ingest.stop();
    await test.store.pool.query('ALTER TABLE away RENAME TO source_cursor');
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual([expect.stringContaining('source_cursor')]);
  });
});

describe('one run on demand', () => {
  it('is of one source, all its datasets or one', async () => {
    const ingest = await createTestIngest({ a: { read: paged(one('a')) }, b: { read: paged(one('b')) } });
    expect(await ingest.sync('a')).toMatchObject([{ pages: 1, inserted: 1 }]);
    expect(await ingest.sync('a', 'sample')).toMatchObject([{ pages: 0 }]);
    await expect(ingest.sync('a', 'other')).rejects.toMatchObject({ code: 'HUB_INGEST_SOURCE_UNKNOWN' });
    expect([await runs('a'), await runs('b')]).toEqual([['SUCCEEDED', 'SUCCEEDED'], []]);
    expect(ingest.sourcesOf('sample')).toEqual(['a', 'b']);
    expect(ingest.sourcesOf('other')).toEqual([]);
    await ingest.stop();
  });
});
