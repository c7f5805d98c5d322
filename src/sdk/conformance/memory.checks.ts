import assert from 'node:assert/strict';
import v8 from 'node:v8';
import vm from 'node:vm';
import type { Page, Row } from '../contract.ts';
import { putsOf } from './bench.ts';
import { type ConformanceCheck, need, skip } from './check.ts';
import { makeRows } from './rows.ts';

const READERS = ['sync', 'stream'] as const;

/** Records of the large source; a million takes a minute or more with most protocols. */
const RECORDS = Number(process.env.HUB_CONFORMANCE_RECORDS ?? 100_000);
/** 150 MB for a million records, in proportion for fewer; below 16 MB the engine's own noise is louder. */
const ALLOWED_BYTES = Math.max(16e6, (150e6 * RECORDS) / 1e6);

/** Bytes that are still held after a collection. */
function heldBytes(): number {
  v8.setFlagsFromString('--expose-gc');
  (vm.runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const memoryFlat: ConformanceCheck = {
  id: 'read.memory-flat',
  level: 'SHOULD',
  title: 'Memory stays flat over a large source: less than 150 bytes stay per record',
  modes: READERS,
  deadlineMs: 60_000 + RECORDS,
  async run(bench) {
    const fixture = await bench.start();
    await need(fixture.generate, 'this fixture generates no large source').call(fixture, RECORDS);
    const source = await bench.open(fixture);
    let seen = 0;
    let most = 0;
    let next = RECORDS / 10;
    let baseline: number | undefined;
    for await (const page of source.pages(null, 1 << 20)) {
      seen += page.changes.length;
      await page.ack?.();
      // The first page has warmed up pools and compiled what is hot.
      if (baseline !== undefined && seen < next) continue;
      const held = heldBytes();
      baseline ??= held;
      most = Math.max(most, held - baseline);
      next += RECORDS / 10;
      if (bench.isStream && seen >= RECORDS) break;
    }
    assert.ok(seen >= RECORDS, `${seen} of ${RECORDS} records came`);
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
    assert.ok(
      most < ALLOWED_BYTES,
      `${megabytes(most)} more are held, ${megabytes(ALLOWED_BYTES)} are allowed`,
    );
  },
};

/** Bytes of a record's values alone: what a source sends is never less than that. */
function bytesOf(row: Row): number {
  return Object.values(row).reduce<number>(
    (sum, value) =>
      sum + Buffer.byteLength(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')),
    0,
  );
}

const pageBounded: ConformanceCheck = {
  id: 'read.page-bytes',
  level: 'SHOULD',
  title: 'A page holds about as many bytes as were asked for, not as many as the source has',
  modes: READERS,
  async run(bench) {
    const { pageBytes } = bench.harness;
    const fixture = await bench.start();
    const rows = makeRows(400);
    await fixture.load(rows);
    const all = rows.reduce((sum, row) => sum + bytesOf(row as unknown as Row), 0);
    if (pageBytes > all) skip(`the whole fixture is smaller than the harness's pageBytes (${pageBytes})`);
    const pages: Page[] = await bench.readAll(await bench.open(fixture), rows.length);
    for (const page of pages) {
      const sizes = putsOf([page]).map(bytesOf);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      // Twice is tolerated, and one record more: a page ends after the record that fills it.
      assert.ok(
        total <= 2 * pageBytes + Math.max(0, ...sizes),
        `a page of ${sizes.length} records has ${total} bytes, ${pageBytes} were asked for`,
      );
    }
  },
};

export const memoryChecks = [pageBounded, memoryFlat];
