import assert from 'node:assert/strict';
import type { Page } from '../contract.ts';
import { changesOf } from './bench.ts';
import { type ConformanceCheck, need, skip } from './check.ts';
import { makeRows } from './rows.ts';

const starts = (pages: readonly Page[]) => pages.map((page) => page.snapshotStart === true);

const startBeforeEnd: ConformanceCheck = {
  id: 'read.snapshot-framed',
  level: 'MUST',
  title: 'A snapshot says its first page and its last one; one that broke off has no end',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(40);
    await fixture.load(rows);
    const source = await bench.open(fixture);
    if ((await source.dataset()).deletes !== 'snapshot') skip('this dataset is not read as a snapshot');
    const pages = await bench.readAll(source, rows.length);
    assert.equal(pages.at(-1)?.snapshotEnd, true, 'the last page is not said to be the end');
    assert.deepEqual(
      starts(pages),
      pages.map((_, i) => i === 0),
      'the first page, and no other, is the start',
    );
    if (!fixture.failNext) return;
    const broken: Page[] = [];
    const again = await bench.open(fixture);
    await again.dataset();
    fixture.failNext(Array.from({ length: 100 }, () => ({ status: 500 })));
    await assert.rejects(async () => {
      for await (const page of again.pages()) broken.push(page);
    }, 'a source that fails ends a run without an error');
    assert.ok(!broken.some((page) => page.snapshotEnd), 'a snapshot that broke off says that it is complete');
  },
};

const emptyIsSaid: ConformanceCheck = {
  id: 'read.empty-snapshot',
  level: 'MUST',
  title: 'A source that is empty today deletes nothing silently: it says start and end, and no removals',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const source = await bench.open(fixture);
    const { deletes } = await source.dataset();
    const pages = await bench.readAll(source, 0);
    assert.deepEqual(
      changesOf(pages).filter((change) => change.op === 'del'),
      [],
      'removals that the source never told',
    );
    if (deletes !== 'snapshot') return;
    // Said with both ends, the hub sees how much would go and asks a person first.
    if (pages.some((page) => page.snapshotEnd))
      assert.ok(starts(pages)[0], 'the end of a snapshot is said that never began');
  },
};

const removedIsGone: ConformanceCheck = {
  id: 'read.snapshot-complete',
  level: 'MUST',
  title: 'What was removed is in no page of the next snapshot, and all the rest is',
  modes: ['sync'],
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(40);
    await fixture.load(rows);
    const source = await bench.open(fixture);
    if ((await source.dataset()).deletes !== 'snapshot') skip('this dataset is not read as a snapshot');
    const cursor = (await bench.readAll(source, rows.length)).at(-1)!.cursor;
    await need(fixture.remove, 'this fixture removes nothing').call(fixture, rows[3]!.id);
    const next = await bench.readAll(source, 0, cursor);
    const keys = changesOf(next).map((change) => String(change.op === 'put' ? change.data.id : change.op));
    assert.deepEqual(
      keys.sort(),
      rows
        .filter((_, i) => i !== 3)
        .map(({ id }) => id)
        .sort(),
    );
    assert.equal(next[0]?.snapshotStart, true, 'the next run does not start a new snapshot');
    assert.equal(next.at(-1)?.snapshotEnd, true, 'the next run does not end its snapshot');
  },
};

export const snapshotChecks = [startBeforeEnd, emptyIsSaid, removedIsGone];
