import assert from 'node:assert/strict';
import { durationMs } from '../duration.ts';
import { type Bench, changesOf, idsOf, type OpenSource, putsOf } from './bench.ts';
import { type ConformanceCheck, need, skip } from './check.ts';
import { changedAt, makeRows } from './rows.ts';

async function watermarkOf(source: OpenSource) {
  return need((await source.dataset()).cursor, 'this dataset has no watermark');
}

/** Reads everything once and gives the cursor that the next run starts from. */
async function firstRun(bench: Bench, source: OpenSource, count: number) {
  const last = (await bench.readAll(source, count)).at(-1);
  assert.ok(last, 'the source has records, and no page came');
  return last.cursor;
}

const nothingNew: ConformanceCheck = {
  id: 'read.nothing-new',
  level: 'MUST',
  title: 'A second run without a change brings nothing but the lookback',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(700);
    await fixture.load(rows);
    const source = await bench.open(fixture);
    const { cursor, deletes } = await source.dataset();
    if (deletes === 'snapshot') skip('this dataset is read whole every time');
    const again = putsOf(await bench.readAll(source, 0, await firstRun(bench, source, rows.length)));
    const lookbackMs = cursor?.lookback === undefined ? 0 : durationMs(cursor.lookback);
    const newest = Date.parse(rows.at(-1)!.changed);
    const allowed = cursor ? rows.filter(({ changed }) => Date.parse(changed) >= newest - lookbackMs) : [];
    assert.ok(allowed.length < rows.length, 'the lookback covers every row of this check');
    assert.ok(
      again.length <= allowed.length,
      `${again.length} records came again, the lookback holds ${allowed.length}`,
    );
  },
};

const sharedInstant: ConformanceCheck = {
  id: 'read.shared-instant',
  level: 'MUST',
  title: '1000 records that share one instant across pages all arrive',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(1_000, { every: 0 });
    await fixture.load(rows);
    const source = await bench.open(fixture);
    await watermarkOf(source);
    const pages = await bench.readAll(source, rows.length);
    assert.ok(pages.length > 1, 'all on one page');
    assert.deepEqual(new Set(idsOf(pages)), new Set(rows.map(({ id }) => id)));
  },
};

const lateCommit: ConformanceCheck = {
  id: 'read.late-commit',
  level: 'MUST',
  title: 'A record committed late, inside the lookback, is picked up by the next run',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(30, { from: 1_000 });
    await fixture.load(rows);
    const source = await bench.open(fixture);
    const lookback = need((await watermarkOf(source)).lookback, 'this dataset has no lookback');
    const cursor = await firstRun(bench, source, rows.length);
    const seconds = 1_029 - durationMs(lookback) / 2_000;
    const late = { id: '7', name: 'late', changed: changedAt(Math.floor(seconds)) };
    await fixture.load([late]);
    assert.ok(idsOf(await bench.readAll(source, 1, cursor)).includes('7'), 'the late record is lost');
  },
};

const farFuture: ConformanceCheck = {
  id: 'read.far-future',
  level: 'MUST',
  title: 'A watermark in the far future gives nothing, not an error',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const cursor = need(fixture.farFuture, 'this cursor holds no time');
    await fixture.load(makeRows(10));
    const pages = await bench.readAll(await bench.open(fixture), 0, cursor);
    assert.deepEqual(changesOf(pages), []);
  },
};

const futureRecord: ConformanceCheck = {
  id: 'read.future-record',
  level: 'SHOULD',
  title: 'A record stamped in the future does not hide what is changed until then',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    await fixture.load([
      ...makeRows(5),
      { id: '8', name: 'from the future', changed: '2999-01-01T00:00:00.000001Z' },
    ]);
    const source = await bench.open(fixture);
    await watermarkOf(source);
    const cursor = await firstRun(bench, source, 6);
    await fixture.load([{ id: '9', name: 'now', changed: new Date().toISOString().replace('Z', '001Z') }]);
    assert.ok(idsOf(await bench.readAll(source, 1, cursor)).includes('9'), 'the record of today is hidden');
  },
};

const deletesAsDeclared: ConformanceCheck = {
  id: 'read.deletes-as-declared',
  level: 'MUST',
  title: 'Removals show as declared: an event, or the end of a snapshot that was read from its beginning',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(40);
    await fixture.load(rows);
    const source = await bench.open(fixture);
    const { deletes } = await source.dataset();
    const pages = await bench.readAll(source, rows.length);
    if (deletes !== 'snapshot') {
      assert.ok(
        !pages.some((page) => page.snapshotEnd),
        'the end of a snapshot is said, though none is declared',
      );
      if (deletes === 'none') skip('this dataset shows no removals');
    }
    await need(fixture.remove, 'this fixture removes nothing').call(fixture, rows[3]!.id);
    if (deletes === 'events') {
      const later = changesOf(await bench.readAll(source, 1, pages.at(-1)!.cursor));
      assert.ok(later.some((change) => change.op === 'del' && String(change.key.id) === rows[3]!.id));
      return;
    }
    assert.deepEqual(
      pages.map((page) => page.snapshotEnd === true),
      pages.map((_, i) => i === pages.length - 1),
    );
    const resumed = await bench.readAll(source, 0, pages[0]!.cursor);
    // One that finds a newer edition may begin anew, and then it ends what it began.
    const begun = resumed.some((page) => page.snapshotStart);
    assert.ok(
      begun || !resumed.some((page) => page.snapshotEnd),
      'a run that began half way ends a snapshot',
    );
  },
};

export const watermarkChecks = [
  nothingNew,
  sharedInstant,
  lateCommit,
  farFuture,
  futureRecord,
  deletesAsDeclared,
];
