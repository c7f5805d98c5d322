import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBus } from '../../src/events/bus.ts';
import { type Relay, startRelay } from '../../src/events/relay.ts';
import { openSampleStore, page } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());

let relay: Relay;
let stop: AbortController;
afterEach(async () => {
  stop.abort();
  await relay.close();
});

async function start(onError: (error: Error) => void = () => undefined) {
  const bus = createBus();
  const seen: string[] = [];
  const reader = bus.subscribe('sample.changed');
  void (async () => {
    for await (const event of reader) seen.push(...event.items.map((item) => item.id));
  })();
  stop = new AbortController();
  relay = await startRelay({ pool: test.store.pool, url: test.url, bus, signal: stop.signal, onError });
  return seen;
}

let counter = 0;
async function write(): Promise<string> {
  const id = `r${counter++}`;
  await test.store.door.write('sample', page([{ id }]));
  return id;
}

const listeners = `SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN hub_event' AND datname = current_database()`;

describe('relay', () => {
  it('hands on what was committed after it started, once and in order', async () => {
    await write();
    const seen = await start();
    const written: string[] = [];
    for (let i = 0; i < 20; i++) written.push(await write());
    // One written just before may come too, while an older transaction of the server is still running.
    const later = () => seen.filter((id) => written.includes(id));
    await expect.poll(() => later().length).toBe(20);
    expect(later()).toEqual(written);
  });

  it('hands on nothing before the commit, and nothing of a rollback', async () => {
    const seen = await start();
    const client = await test.store.pool.connect();
    const insert = `INSERT INTO event (name, dataset, items) VALUES ('sample.changed', 'sample', $1)`;
    await client.query('BEGIN');
    await client.query(insert, [JSON.stringify([{ id: 'undone', op: 'inserted' }])]);
    await client.query(`SELECT pg_notify('hub_event', '')`);
    await client.query('ROLLBACK');
    await client.query('BEGIN');
    await client.query(insert, [JSON.stringify([{ id: 'pending', op: 'inserted' }])]);
    // Others are committed meanwhile; they wait for the older one, so that none is ever skipped.
    const other = await write();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(seen).toEqual([]);
    await client.query('COMMIT');
    client.release();
    await expect.poll(() => seen).toEqual(['pending', other]);
  });

  it('loses nothing when its listening session is cut, and listens again', async () => {
    const seen = await start();
    const { pool } = test.store;
    const [before] = (await pool.query(listeners)).rows;
    await pool.query('SELECT pg_terminate_backend($1)', [before.pid]);
    const written = [];
    for (let i = 0; i < 5; i++) written.push(await write());
    await expect.poll(() => seen, { timeout: 5_000 }).toEqual(written);
    await expect
      .poll(async () => (await pool.query(listeners)).rows, { timeout: 5_000 })
      .toEqual([{ pid: expect.any(Number) }]);
    expect((await pool.query(listeners)).rows).not.toEqual([before]);
    written.push(await write());
    await expect.poll(() => seen).toEqual(written);
  });

  it('reads again from where it stood when the feed could not be read', async () => {
    const failures: string[] = [];
    const seen = await start((error) => failures.push(error.message));
    await test.store.pool.query('ALTER TABLE event RENAME TO event_away');
    await expect.poll(() => failures.length, { timeout: 5_000 }).toBeGreaterThan(0);
    await test.store.pool.query('ALTER TABLE event_away RENAME TO event');
    const id = await write();
    await expect.poll(() => seen).toEqual([id]);
  });

  it('gives its session back when it is closed', async () => {
    await start();
    stop.abort();
    await relay.close();
    await expect.poll(async () => (await test.store.pool.query(listeners)).rowCount).toBe(0);
  });
});
