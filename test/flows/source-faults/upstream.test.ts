import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/sdk/index.ts';
import type { Handler } from '../../connectors/rest-server.ts';
import { openSampleStore } from '../../store/sample.ts';
import type { TestStore } from '../../support/store.ts';
import { countAll, createCountedSource, makeItems, NOTHING, PAGE } from './counted-source.ts';

const N = 60;
/** Pages before the third are stored when it goes wrong. */
const BEFORE = 2 * PAGE;

let test: TestStore;
let source: Awaited<ReturnType<typeof createCountedSource>>;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.store.pool.query(
    `TRUNCATE sample, event, quarantine, approval, source_cursor, source_schema, source_snapshot, snapshot_key,
     landed_page, source_key CASCADE`,
  );
  source = await createCountedSource(test);
  source.upstream.items = makeItems(N);
});
afterEach(() => source.close());

const complete = { ...NOTHING, rows: N, announced: N };

const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    void response.writeHead(code, headers).end();

const faults: [string, Handler, string][] = [
  ['500 for the whole run', status(500), 'transient'],
  ['429 with a long Retry-After', status(429, { 'retry-after': '600' }), 'rate_limited'],
  ['silence', () => undefined, 'transient'],
  [
    'a truncated answer',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('{"items":[{"id":"r20","na');
      setTimeout(() => response.destroy(), 20);
    },
    'transient',
  ],
  ['a page of HTML', () => '<html>bảo trì</html>', 'drift'],
  ['JSON that is no page', () => ({ thongBao: 'đang bảo trì' }), 'drift'],
];

describe('an upstream on a bad day', { timeout: 60_000 }, () => {
  it.each(faults)('%s: what came before stays, the next run brings the rest', async (_name, fault, kind) => {
    expect(await countAll(test)).toEqual(NOTHING);
    source.upstream.fault = (from) => (from === BEFORE ? fault : undefined);
    expect(await source.run()).toMatchObject({ code: 'HUB_INGEST_RUN_FAILED', details: { kind } });
    expect(await countAll(test)).toEqual({ ...NOTHING, rows: BEFORE, announced: BEFORE });
    source.upstream.fault = undefined;
    await source.run();
    expect(await countAll(test)).toEqual(complete);
  });

  it.each<[string, (good: Row[]) => Row[]]>([
    ['in another order', (good) => good.toReversed()],
    ['with every record twice', (good) => [...good, ...good]],
    ['that brings the page before once more', (good) => [...makeItems(PAGE, PAGE), ...good]],
  ])('a page %s: each record once, told once', async (_name, change) => {
    source.upstream.fault = (from, good) =>
      from === BEFORE ? { ...good, items: change(good.items) } : undefined;
    await source.run();
    expect(await countAll(test)).toEqual(complete);
    expect(await source.run()).toMatchObject({ inserted: 0, updated: 0 });
    expect(await countAll(test)).toEqual(complete);
  });

  it('an empty list of changes moves nothing', async () => {
    await source.run();
    source.upstream.items = [];
    expect(await source.run()).toMatchObject({ deleted: 0, inserted: 0 });
    expect(await countAll(test)).toEqual(complete);
  });

  it('an empty list of everything deletes nothing, and asks a person', async () => {
    const whole = { complete: true, updatedSince: undefined };
    await source.run(whole);
    expect(await countAll(test)).toEqual(complete);
    source.upstream.items = [];
    expect(await source.run(whole)).toMatchObject({ deleted: 0 });
    expect(await countAll(test)).toEqual({ ...complete, asked: 1 });
    source.upstream.items = makeItems(N);
    await source.run(whole);
    expect(await countAll(test)).toEqual(complete);
  });

  it('records of another shape from the third page on: kept as they came, none lost, and told once mended', async () => {
    const good = makeItems(N);
    source.upstream.items = good.map((item, index) => {
      if (index < BEFORE) return item;
      const { amount, ...rest } = item;
      // A text where a number stood, and a column that nobody knows.
      return { ...rest, amount: `${amount} xe`, donViTinh: 'xe' };
    });
    expect(await source.run()).toMatchObject({ inserted: BEFORE, quarantined: N - BEFORE });
    expect(await countAll(test)).toEqual({
      ...NOTHING,
      rows: BEFORE,
      announced: BEFORE,
      quarantined: N - BEFORE,
    });
    // The source goes back to the shape that it had, with new times of change.
    source.upstream.items = makeItems(N, 0, Date.parse('2026-11-21T00:00:00Z'));
    await source.run();
    expect(await countAll(test)).toMatchObject({ rows: N, rewritten: 0, announced: N });
  });
});

describe('a clock that is wrong', () => {
  const now = Date.now();
  const ids = async () =>
    (await test.store.pool.query<{ id: string }>('SELECT id FROM sample')).rows.map(({ id }) => id);

  it.each([
    ['an hour ahead of ours', 3_600_000],
    ['an hour behind ours', -3_600_000],
  ])('the source is %s: what changes next is not passed over', async (_name, skew) => {
    // Its clock goes on, wrong as it is.
    source.upstream.items = makeItems(20, 0, now - 60_000 + skew);
    await source.run();
    expect(await countAll(test)).toMatchObject({ rows: 20, announced: 20 });
    source.upstream.items.push(...makeItems(15, 20, now - 60_000 + skew));
    await source.run();
    expect(await countAll(test)).toEqual({ ...NOTHING, rows: 35, announced: 35 });
  });

  it('the source sets its clock right after having run ahead: nothing that changed since is lost', async () => {
    source.upstream.items = makeItems(20, 0, now - 60_000);
    // One record was written while the clock stood two hours ahead.
    source.upstream.items.push({ id: 'ahead', changed: new Date(now + 7_200_000).toISOString() });
    await source.run();
    source.upstream.items.push(...makeItems(10, 20, now - 60_000));
    await source.run();
    expect(await ids()).toHaveLength(31);
    expect(await countAll(test)).toEqual({ ...NOTHING, rows: 31, announced: 31 });
  });
});
