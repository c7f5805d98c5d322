import { describe, expect, it } from 'vitest';
import { parseLsn, printLsn, toStatusUpdate } from '../../connectors/postgres-cdc/lsn.ts';
import type { Change, Page } from '../../src/sdk/index.ts';
import { begun, changesOf, confirmed, cursorOf, follow, insert, server } from './postgres-cdc-bench.ts';

describe('postgres-cdc: changes', () => {
  it('reads the table, then inserts, updates and deletes, with every digit', async () => {
    await server.run(
      `INSERT INTO camera VALUES (9007199254740993, 'một', NULL, '2026-01-01 00:00:00.000001+00', 1.10)`,
    );
    const stream = await follow(null);
    expect(changesOf(await stream.take(1))).toMatchObject([
      {
        op: 'put',
        data: {
          id: '9007199254740993',
          name: 'một',
          note: null,
          at: '2026-01-01T00:00:00.000001Z',
          big: '1.10',
        },
      },
    ]);
    await server.run(`INSERT INTO camera VALUES (2, 'hai', NULL, '2026-01-01 07:00:00.123457+07', 2)`);
    await server.run(`UPDATE camera SET name = 'hai!' WHERE id = 2`);
    await server.run(`UPDATE camera SET id = 3 WHERE id = 2`);
    await server.run(`DELETE FROM camera WHERE id = 3`);
    const changes = changesOf(await stream.take(5));
    expect(
      changes.map((change) => [
        change.op,
        'data' in change ? change.data.id : 'key' in change && change.key.id,
      ]),
    ).toEqual([
      ['put', '2'],
      ['put', '2'],
      ['del', '2'],
      ['put', '3'],
      ['del', '3'],
    ]);
    expect(changes[0]).toMatchObject({
      data: { at: '2026-01-01T00:00:00.123457Z' },
      src: { uri: 'public.camera' },
    });
    expect(changes[0]!.src!.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  });

  it('keeps a large value that an update did not touch', async () => {
    const { stream } = await begun();
    // Random hexadecimal does not compress: it is stored beside the table.
    await server.run(
      `INSERT INTO camera SELECT 1, 'a', (SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 500))`,
    );
    await server.run(`UPDATE camera SET name = 'b'`);
    const [first, second] = changesOf(await stream.take(2)) as Extract<Change, { op: 'put' }>[];
    expect(first!.data.note).toHaveLength(16_000);
    expect(second!.data).toEqual({ ...first!.data, name: 'b' });
    // Switched off behind our back: what is not known is refused by name, never taken for null.
    await server.run('ALTER TABLE camera REPLICA IDENTITY DEFAULT');
    await server.run(`UPDATE camera SET name = 'c'`);
    expect(changesOf(await stream.take(1))).toMatchObject([
      { op: 'bad', code: 'value-not-sent', field: 'note', raw: { id: '1', name: 'c' } },
    ]);
  });

  it.each([
    ['a table whose updates leave values out', 'ALTER TABLE camera REPLICA IDENTITY DEFAULT', 'config'],
    ['a table that is not published', 'ALTER PUBLICATION hub DROP TABLE camera', 'config'],
    ['a publication that is not there', 'DROP PUBLICATION hub', 'config'],
    ['a table that is not there', 'ALTER TABLE camera RENAME TO cam', 'drift'],
  ])('refuses %s', async (_title, statement, kind) => {
    await server.run(statement);
    await expect(follow(null)).rejects.toMatchObject({ name: 'ConnectorError', kind });
    await server.run('DROP TABLE IF EXISTS cam');
  });

  it('takes a table of short values without REPLICA IDENTITY FULL, and its deletes', async () => {
    const datasets = [{ name: 'cameras', table: 'other', key: ['n'] }];
    const stream = await follow(null, { config: { datasets } });
    await (await stream.next()).ack?.();
    await server.run('INSERT INTO other VALUES (1), (2)');
    await server.run('DELETE FROM other WHERE n = 1');
    expect(changesOf(await stream.take(3)).at(-1)).toMatchObject({ op: 'del', key: { n: 1 } });
  });
});

describe('postgres-cdc: positions', () => {
  it('confirms exactly the end of the commit, not one byte more', async () => {
    const { stream } = await begun();
    await insert(1, 3);
    const pages = await stream.take(3);
    const wanted = cursorOf(pages).lsn!;
    while ((await confirmed()) !== wanted) expect(parseLsn(await confirmed())).toBeLessThan(parseLsn(wanted));
    expect(toStatusUpdate(parseLsn('1/FFFFFFFF'), 0).readBigUInt64BE(9)).toBe(0x1_ffff_ffffn);
    expect(printLsn(parseLsn('00000016/0374D848'))).toBe('16/374D848');
  });

  it('gives again what was not acknowledged, and nothing that was committed', async () => {
    const { stream, cursor } = await begun();
    await insert(1, 5);
    const committed = await stream.take(5);
    await insert(6, 9);
    const lost = await stream.next();
    expect(lost.changes).toHaveLength(4);
    await stream.end();
    const again = await follow(cursorOf(committed));
    expect(changesOf(await again.take(4))).toEqual(lost.changes);
    await again.end();
    // Committed, but the acknowledgement was lost with the process: the cursor knows better than the slot.
    const third = await follow(lost.cursor);
    await insert(10, 10);
    expect(changesOf(await third.take(1))).toMatchObject([{ data: { id: '10' } }]);
    expect(parseLsn(cursorOf(committed).lsn!)).toBeGreaterThan(parseLsn((cursor as { lsn: string }).lsn));
  });

  it('cuts a large transaction into pages and goes on inside it', async () => {
    const { stream, cursor } = await begun();
    await stream.end();
    await insert(1, 3_000);
    const first = await follow(cursor, { pageBytes: 5_000 });
    const pages: Page[] = [];
    while (changesOf(pages).length < 1_000) {
      const page = await first.next();
      expect(JSON.stringify(page.changes).length).toBeLessThan(40_000);
      pages.push(page);
      await page.ack?.();
    }
    expect((pages.at(-1)!.cursor as Record<string, unknown>).partial).toMatchObject({
      count: changesOf(pages).length,
    });
    // The server was told nothing of a transaction that is not whole here.
    expect(cursorOf(pages).lsn).toBe((cursor as { lsn: string }).lsn);
    await first.end();
    const rest = await (await follow(cursorOf(pages))).take(3_000 - changesOf(pages).length);
    const ids = [...changesOf(pages), ...changesOf(rest)].map((change) => 'data' in change && change.data.id);
    expect(ids).toEqual(Array.from({ length: 3_000 }, (_, i) => String(i + 1)));
  });

  it('confirms what concerns other tables only, so that the server need not keep its log', async () => {
    const { stream, cursor } = await begun();
    await server.run('INSERT INTO other SELECT generate_series(1, 500)');
    const page = await stream.next();
    expect(page.changes).toEqual([]);
    expect(parseLsn((page.cursor as { lsn: string }).lsn)).toBeGreaterThan(
      parseLsn((cursor as { lsn: string }).lsn),
    );
    const before = await confirmed();
    await page.ack?.();
    while ((await confirmed()) === before) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(parseLsn(await confirmed())).toBeGreaterThan(parseLsn(before));
  });
});
