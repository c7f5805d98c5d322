import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateResident } from '../../../src/demo/generate/resident.ts';
import { type PopulationServer, startPopulationServer } from '../../../src/demo/servers/population/server.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { adminUrl, dropDatabase, toDatabaseName } from '../population-database.ts';
import { createSmallWorld } from '../small-world.ts';

const database = toDatabaseName();
const world = createSmallWorld({ residents: 1_200 });
let server: PopulationServer;

const start = (of = world) => startPopulationServer({ adminUrl, database, world: of, log: silentLog });

async function ask(sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: server.url, connectionTimeoutMillis: 5_000 });
  // A cut connection is the query's rejection; the event says it a second time.
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  server = await start();
});
afterAll(async () => {
  await server.close();
  await dropDatabase(database);
});

describe('the population database', () => {
  it('holds every resident as generated', async () => {
    expect((await ask('SELECT count(*)::int AS n FROM cong_dan')).rows).toEqual([{ n: 1_200 }]);
    const expected = generateResident(world, 777);
    const { rows } = await ask('SELECT * FROM cong_dan WHERE so_dinh_danh = $1', [expected.so_dinh_danh]);
    expect(rows).toEqual([{ ...expected, cap_nhat_luc: new Date(expected.cap_nhat_luc) }]);
  });

  it('lets its role read and nothing else', async () => {
    await expect(ask(`UPDATE cong_dan SET ghi_chu = 'x'`)).rejects.toMatchObject({ code: '42501' });
    await expect(ask('DELETE FROM cong_dan')).rejects.toMatchObject({ code: '42501' });
    await expect(ask('SELECT * FROM phien_ban_du_lieu')).rejects.toMatchObject({ code: '42501' });
  });

  it('is loaded once, and again for another seed', async () => {
    const loadedAt = async () =>
      (await ask('SELECT xmin::text AS x FROM cong_dan LIMIT 1')).rows[0].x as string;
    const first = await loadedAt();
    await server.close();
    server = await start();
    expect(await loadedAt()).toBe(first);
    await server.close();
    server = await start(createSmallWorld({ residents: 900 }, 3));
    expect(await loadedAt()).not.toBe(first);
    expect((await ask('SELECT count(*)::int AS n FROM cong_dan')).rows).toEqual([{ n: 900 }]);
  });

  it('counts the statements it was sent', async () => {
    const before = server.statements;
    await ask('SELECT 1');
    await ask('SELECT $1::int', [1]);
    expect(server.statements - before).toBe(2);
  });

  it('can be down: refused, and back on the same address', async () => {
    const client = new pg.Client({ connectionString: server.url });
    const cut = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await server.proxy.setDown(true);
    await cut;
    await expect(ask('SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await server.proxy.setDown(false);
    expect((await ask('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('can be slow, and talk nonsense', async () => {
    const client = new pg.Client({ connectionString: server.url, query_timeout: 300 });
    client.on('error', () => {});
    await client.connect();
    server.proxy.setSlow(2_000);
    await expect(client.query('SELECT 1')).rejects.toThrow('timeout');
    server.proxy.setSlow(0);
    server.proxy.setGarbage(true);
    await expect(ask('SELECT 1')).rejects.toThrow();
    server.proxy.setGarbage(false);
    expect((await ask('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  });
});
