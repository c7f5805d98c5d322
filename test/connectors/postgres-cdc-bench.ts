import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { postgresCdc } from '../../connectors/postgres-cdc/index.ts';
import type { Change, Json, Page } from '../../src/sdk/index.ts';
import { createTestSource } from './create-test-ctx.ts';
import { type CdcServer, createCdcServer } from './postgres-cdc-server.ts';

/** The server of this test file; another process after `restart`. */
export let server: CdcServer;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  server = await createCdcServer();
}, 60_000);
afterAll(() => server.close());
beforeEach(async () => {
  await server.run(`
    DROP TABLE IF EXISTS camera, other;
    CREATE TABLE camera (id bigint PRIMARY KEY, name text, note text, at timestamptz(6), big numeric);
    ALTER TABLE camera REPLICA IDENTITY FULL;
    CREATE TABLE other (n int PRIMARY KEY);
    CREATE PUBLICATION hub FOR TABLE camera, other`);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await dropSlot();
  await server.run('DROP PUBLICATION IF EXISTS hub');
});

export const SLOT = 'lien_thong_cameras';
const config = {
  url: 'CDC_URL',
  publication: 'hub',
  heartbeatMs: 200,
  datasets: [{ name: 'cameras', table: 'camera', key: ['id'] }],
};

/** Drops the slot as soon as nobody holds it. */
export async function dropSlot(): Promise<void> {
  for (;;) {
    const { rows } = await server.run('SELECT active FROM pg_replication_slots WHERE slot_name = $1', [SLOT]);
    if (rows.length === 0) return;
    if (!rows[0].active)
      await server.run('SELECT pg_drop_replication_slot($1)', [SLOT]).catch((error) => {
        if (error.code !== '55006' && error.code !== '42704') throw error;
      });
  }
}

/** The dataset followed from a cursor, as the hub does. */
export async function follow(cursor: Json | null, more: { pageBytes?: number; config?: object } = {}) {
  const { connector, ctx, stop } = await createTestSource(
    postgresCdc,
    { ...config, ...more.config },
    { secrets: { CDC_URL: server.url() } },
  );
  const dataset = (await connector.discover(ctx))[0]!;
  const pages = connector.read!(ctx, { dataset, cursor, follow: true, pageBytes: more.pageBytes ?? 1 << 20 })[
    Symbol.asyncIterator
  ]();
  const end = async () => {
    await stop();
    await pages.return?.();
  };
  stops.push(end);
  return {
    end,
    next: async (): Promise<Page> => (await pages.next()).value as Page,
    /** Pages until so many changes came, each acknowledged. */
    async take(count: number): Promise<Page[]> {
      const taken: Page[] = [];
      while (changesOf(taken).length < count) {
        const { value, done } = await pages.next();
        if (done) throw new Error('the stream has ended');
        taken.push(value);
        await value.ack?.();
      }
      return taken;
    },
  };
}

export const changesOf = (pages: Page[]): Change[] => pages.flatMap(({ changes }) => changes);
export const cursorOf = (pages: Page[]) => pages.at(-1)!.cursor as Record<string, string>;
export const confirmed = async () =>
  (
    await server.run(
      'SELECT confirmed_flush_lsn::text AS lsn FROM pg_replication_slots WHERE slot_name = $1',
      [SLOT],
    )
  ).rows[0].lsn as string;
export const insert = (from: number, to: number) =>
  server.run(`INSERT INTO camera SELECT i, 'C' || i FROM generate_series($1::int, $2::int) i`, [from, to]);
/** Reads the (empty) table and gives the cursor that follows. */
export async function begun() {
  const stream = await follow(null);
  const page = await stream.next();
  await page.ack?.();
  return { stream, cursor: page.cursor };
}
