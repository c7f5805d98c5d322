import assert from 'node:assert/strict';
import type { Json, Page } from '../contract.ts';
import { type Bench, idsOf, putsOf } from './bench.ts';
import type { ConformanceCheck } from './check.ts';
import type { FixtureSource } from './harness.ts';
import { inPatience } from './patience.ts';
import { createRandom, makeRows } from './rows.ts';

/** Pages of one run that nobody acknowledges, as if the hub stopped before every commit it might have made. */
async function readUnacknowledged(
  bench: Bench,
  fixture: FixtureSource,
  cursor: Json | null,
): Promise<Page[]> {
  const source = await bench.open(fixture);
  const pages: Page[] = [];
  for await (const page of source.pages(cursor)) pages.push(page);
  await source.stop();
  return pages;
}

const resumeAnywhere: ConformanceCheck = {
  id: 'read.resume-anywhere',
  level: 'MUST',
  title: 'From the cursor of every page, reading goes on with the same records that followed it',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(60);
    await fixture.load(rows);
    const whole = await readUnacknowledged(bench, fixture, null);
    assert.ok(whole.length >= 4, `only ${whole.length} pages: the harness should make them smaller`);
    assert.equal(idsOf(whole).length, rows.length);
    for (let cut = 1; cut < whole.length; cut++) {
      const rest = await readUnacknowledged(bench, fixture, whole[cut - 1]!.cursor);
      assert.deepEqual(putsOf(rest), putsOf(whole.slice(cut)), `after page ${cut}`);
    }
  },
};

const cursorRoundTrip: ConformanceCheck = {
  id: 'read.cursor-round-trip',
  level: 'MUST',
  title: 'A cursor survives JSON unchanged and keeps microseconds',
  modes: ['sync', 'stream'],
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(30);
    await fixture.load(rows);
    const source = await bench.open(fixture);
    const { cursor: watermark } = await source.dataset();
    const pages = await bench.readAll(source, rows.length);
    for (const { cursor } of pages) assert.deepStrictEqual(JSON.parse(JSON.stringify(cursor)), cursor);
    if (watermark) assert.match(JSON.stringify(pages.at(-1)!.cursor), /\.123457/, 'microseconds are lost');
  },
};

/** What a hub keeps: records by id and the cursor, changed together. */
interface Store {
  records: Map<string, string>;
  cursor: Json | null;
}

function commit(store: Store, page: Page): void {
  for (const row of putsOf([page])) store.records.set(String(row.id), JSON.stringify(row));
  store.cursor = structuredClone(page.cursor);
}

/** Pages of a run; of a stream, which never ends, an error when there should be one more and none comes. */
async function* patiently(bench: Bench, pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  if (!bench.isStream) return yield* pages;
  const iterator = pages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const step = await inPatience(bench, iterator.next(), 'not all records are stored');
      if (step.done) return;
      yield step.value;
    }
  } finally {
    // A page that never came cannot be waited for: stopping the source ends it.
    iterator.return?.().catch(() => undefined);
  }
}

const crashAnywhere: ConformanceCheck = {
  id: 'read.crash-anywhere',
  level: 'MUST',
  title: 'Killed between pages, before and after commits, the store ends equal to the source',
  modes: ['sync', 'stream'],
  async run(bench) {
    const random = createRandom(24);
    const fixture = await bench.start();
    // Far enough apart that a lookback cannot heal what a crash has lost.
    const rows = makeRows(80, { every: 600 });
    await fixture.load(rows);
    const store: Store = { records: new Map(), cursor: null };
    for (let runs = 0, ended = false; !ended; runs++) {
      assert.ok(
        runs < 500,
        `after ${runs} crashes only ${store.records.size} of ${rows.length} records are stored`,
      );
      const source = await bench.open(fixture);
      ended = true;
      for await (const page of patiently(bench, source.pages(store.cursor))) {
        const fate = random();
        if (fate < 0.3)
          ended = false; // killed before the commit
        else commit(store, page);
        if (ended && fate < 0.6) ended = false; // killed after the commit, before the acknowledgement
        if (!ended) break;
        await page.ack?.();
        if (bench.isStream && store.records.size === rows.length) break;
      }
      // A stream with a cursor of its own has nothing left to send, acknowledged or not.
      if (bench.isStream && store.records.size === rows.length) ended = true;
      await source.stop();
    }
    assert.deepEqual([...store.records.keys()].sort(), rows.map(({ id }) => id).sort());
  },
};

const abortStops: ConformanceCheck = {
  id: 'read.abort-stops',
  level: 'MUST',
  title: 'Told to stop, reading ends within 2 s and leaves no connection open',
  modes: ['sync', 'stream'],
  async run(bench) {
    const fixture = await bench.start();
    await fixture.load(makeRows(200));
    const source = await bench.open(fixture);
    const pages = source.pages()[Symbol.asyncIterator]();
    await pages.next();
    const started = performance.now();
    const stopped = source.stop();
    const ended = (async () => {
      for (;;) {
        const step = await pages.next().catch(() => ({ done: true }));
        if (step.done) return true;
      }
    })();
    assert.equal(await Promise.race([ended, sleep(2_000)]), true, 'reading goes on after the signal');
    await stopped;
    while ((fixture.connections?.() ?? 0) > 0) {
      assert.ok(performance.now() - started < 4_000, `${fixture.connections?.()} connections are still open`);
      await sleep(10);
    }
  },
};

function sleep(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ms, false).unref());
}

export const resumeChecks = [resumeAnywhere, cursorRoundTrip, crashAnywhere, abortStops];
