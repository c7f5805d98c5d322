import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/sdk/index.ts';
import { begun, changesOf, cursorOf, dropSlot, follow, insert, SLOT, server } from './postgres-cdc-bench.ts';

describe('postgres-cdc: a gap is said, never skipped', () => {
  it.each<[string, (cursor: Record<string, unknown>) => Promise<Record<string, unknown>>, RegExp]>([
    [
      'a slot that is gone',
      async (cursor) => {
        await dropSlot();
        return cursor;
      },
      /it is gone/,
    ],
    [
      'a slot that was made anew',
      async (cursor) => {
        await dropSlot();
        await insert(1, 1);
        await server.run(`SELECT pg_create_logical_replication_slot($1, 'pgoutput')`, [SLOT]);
        return cursor;
      },
      /after the last change here/,
    ],
    ['another server', async (cursor) => ({ ...cursor, systemId: '1' }), /another server/],
    ['a promoted server', async (cursor) => ({ ...cursor, timeline: '9' }), /promoted or restored/],
  ])('%s', async (_title, change, words) => {
    const { stream, cursor } = await begun();
    await stream.end();
    const changed = await change(cursor as Record<string, unknown>);
    const again = await follow(changed as Json);
    const failed = await again.next().catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'ConnectorError', kind: 'drift' });
    expect(String(failed)).toMatch(words);
    expect(String(failed)).toMatch(/read anew/);
  });

  it.each([
    ['a truncated table', 'TRUNCATE camera'],
    ['a dropped column', 'ALTER TABLE camera DROP COLUMN note; INSERT INTO camera VALUES (7)'],
  ])('%s', async (_title, statement) => {
    const { stream } = await begun();
    await server.run(statement);
    await expect(stream.take(1)).rejects.toMatchObject({ kind: 'drift' });
  });

  it('reads the table anew without a cursor: old slot or not, nothing is missing', async () => {
    const { stream } = await begun();
    await stream.end();
    await insert(1, 40);
    const pages = await (await follow(null, { pageBytes: 200 })).take(40);
    expect(pages.length).toBeGreaterThan(3);
    expect(changesOf(pages)).toHaveLength(40);
  });
});

describe('postgres-cdc: the server goes away', () => {
  it.each(['restart', 'crash'] as const)(
    '%s: what follows comes, and nothing twice after the cursor',
    async (how) => {
      const { stream } = await begun();
      await insert(1, 5);
      const before = await stream.take(5);
      await stream.end();
      await server[how]();
      const again = await follow(cursorOf(before));
      await insert(6, 9);
      const ids = changesOf(await again.take(4)).map((change) => 'data' in change && change.data.id);
      expect(ids).toEqual(['6', '7', '8', '9']);
    },
    60_000,
  );
});
