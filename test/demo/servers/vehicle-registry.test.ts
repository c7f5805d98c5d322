import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawVehicle } from '../../../src/demo/generate/vehicle.ts';
import { openJournal } from '../../../src/demo/servers/vehicle-registry/journal.ts';
import { createRegistry, type Registry } from '../../../src/demo/servers/vehicle-registry/registry.ts';
import {
  type RegistryServer,
  type RegistryServerOptions,
  startRegistryServer,
} from '../../../src/demo/servers/vehicle-registry/server.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { AS_OF, createSmallWorld } from '../small-world.ts';

interface VehiclePage {
  duLieu: RawVehicle[];
  trangSau: string | null;
}

const world = createSmallWorld();
let dir: string;
let registry: Registry;
let server: RegistryServer;
let now = AS_OF;

async function start(options: Partial<RegistryServerOptions> = {}): Promise<void> {
  registry = createRegistry(world, openJournal(path.join(dir, 'journal.ndjson')), () => now);
  const { collections } = registry;
  server = await startRegistryServer({
    collections,
    now: () => now,
    log: silentLog,
    faults: false,
    ...options,
  });
}

beforeEach(() => {
  now = AS_OF;
  dir = mkdtempSync(path.join(tmpdir(), 'registry-'));
});

afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

const toUrl = (route: string) => `http://127.0.0.1:${server.port}${route}`;

function askToken(secret: string): Promise<Response> {
  const basic = Buffer.from(`${server.tokens.clientId}:${secret}`).toString('base64');
  return fetch(toUrl('/oauth2/token'), {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
}

async function logIn(): Promise<string> {
  const answer = (await (await askToken(server.tokens.clientSecret)).json()) as { access_token: string };
  return answer.access_token;
}

function get(token: string, route: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(toUrl(route), { headers: { authorization: `Bearer ${token}`, ...headers } });
}

async function getPage(token: string, route: string): Promise<VehiclePage> {
  return (await (await get(token, route)).json()) as VehiclePage;
}

async function walk(token: string, start: string, between: () => void = () => {}): Promise<RawVehicle[]> {
  const seen: RawVehicle[] = [];
  let page = await getPage(token, start);
  seen.push(...page.duLieu);
  while (page.trangSau !== null) {
    between();
    page = await getPage(token, `/v1/phuong-tien?gioiHan=1000&conTro=${page.trangSau}`);
    seen.push(...page.duLieu);
  }
  return seen;
}

describe('the vehicle registry', () => {
  it('gives a token for the right secret only, and forgets it when it has run out', async () => {
    await start({ tokenLifeSeconds: 60 });
    expect((await askToken('wrong')).status).toBe(401);
    const token = await logIn();
    expect((await get(token, '/v1/vi-pham')).status).toBe(200);
    expect((await get('invented', '/v1/vi-pham')).status).toBe(401);
    now += 61_000;
    expect((await get(token, '/v1/vi-pham')).status).toBe(401);
  });

  it('walks through all vehicles by opaque cursors, each once, in the order of update', async () => {
    await start();
    const vehicles = await walk(await logIn(), '/v1/phuong-tien?gioiHan=1000');
    expect(vehicles).toHaveLength(world.sizes.vehicles);
    expect(new Set(vehicles.map((vehicle) => vehicle.maPhuongTien)).size).toBe(world.sizes.vehicles);
    const times = vehicles.map((vehicle) => vehicle.capNhatLuc);
    expect([...times].sort()).toEqual(times);
    expect(server.requests['/v1/phuong-tien']).toBe(5);
  });

  it('shows a vehicle that changes while a client walks, in its new state, and loses none', async () => {
    await start();
    const changed: number[] = [];
    const vehicles = await walk(await logIn(), '/v1/phuong-tien?gioiHan=1000', () => {
      now += 1_000;
      // One that was passed already and one that is still ahead.
      for (const index of [changed.length, 4_999 - changed.length])
        changed.push(registry.renewVehicle(index));
    });
    const newest = new Map(vehicles.map((vehicle) => [vehicle.maPhuongTien, vehicle]));
    expect(newest.size).toBe(world.sizes.vehicles);
    for (const index of changed)
      expect(newest.get(`PT-${String(index).padStart(8, '0')}`)!.capNhatLuc > '2026-11-24T00:00').toBe(true);
  });

  it('answers what was updated since an instant, and nothing else', async () => {
    await start();
    now += 60_000;
    registry.renewVehicle(10);
    now += 60_000;
    registry.renewVehicle(20);
    registry.renewVehicle(10);
    registry.renewVehicle(10);
    const token = await logIn();
    const all = await getPage(
      token,
      `/v1/phuong-tien?capNhatTu=${encodeURIComponent('2026-11-24T00:00:30+07:00')}`,
    );
    expect(all.duLieu.map((vehicle) => vehicle.maPhuongTien)).toEqual(['PT-00000020', 'PT-00000010']);
    expect(all.trangSau).toBeNull();
    const none = await getPage(token, '/v1/phuong-tien?capNhatTu=2030-01-01');
    expect(none).toEqual({ duLieu: [], trangSau: null });
  });

  it('answers 304 to a client that has the page, until it changes', async () => {
    await start();
    const token = await logIn();
    const since = '/v1/phuong-tien?capNhatTu=2026-11-20';
    const first = await get(token, since);
    const etag = first.headers.get('etag')!;
    expect((await get(token, since, { 'if-none-match': etag })).status).toBe(304);
    registry.renewVehicle(30);
    expect((await get(token, since, { 'if-none-match': etag })).status).toBe(200);
  });

  it('says what is wrong with a request', async () => {
    await start();
    const token = await logIn();
    expect((await get(token, '/v1/phuong-tien?gioiHan=1001')).status).toBe(400);
    expect((await get(token, '/v1/phuong-tien?conTro=xyz')).status).toBe(400);
    expect((await get(token, '/v1/phuong-tien?capNhatTu=hom-qua')).status).toBe(400);
    expect((await get(token, '/v1/gplx')).status).toBe(404);
  });

  it('is unavailable at every 40th request, and refuses more than its rate', async () => {
    await start({ faults: true, requestsPerSecond: 1_000 });
    const token = await logIn();
    const statuses: number[] = [];
    for (let n = 0; n < 80; n++) statuses.push((await get(token, '/v1/ca-tuan-tra?gioiHan=1')).status);
    expect(statuses.flatMap((status, n) => (status === 503 ? [n] : []))).toEqual([39, 79]);
    await server.close();

    await start({ faults: true, requestsPerSecond: 5 });
    const again = await logIn();
    const rated = [];
    for (let n = 0; n < 8; n++) rated.push(await get(again, '/v1/ca-tuan-tra?gioiHan=1'));
    expect(rated.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect(rated[5]!.headers.get('retry-after')).toBe('1');
    now += 1_000;
    expect((await get(again, '/v1/ca-tuan-tra?gioiHan=1')).status).toBe(200);
  });

  it('comes back after a stop with what had happened', async () => {
    await start();
    now += 1_000;
    const index = registry.addViolation();
    registry.renewVehicle(40);
    await server.close();
    await start();
    const token = await logIn();
    const since = encodeURIComponent('2026-11-24T00:00:00.500+07:00');
    expect((await getPage(token, `/v1/phuong-tien?capNhatTu=${since}`)).duLieu).toHaveLength(1);
    const violations = (await (await get(token, `/v1/vi-pham?capNhatTu=${since}`)).json()) as {
      duLieu: { maViPham: string }[];
    };
    expect(violations.duLieu.map(({ maViPham }) => maViPham)).toEqual([
      `VP-${String(index).padStart(8, '0')}`,
    ]);
    expect(registry.addViolation()).toBe(index + 1);
  });
});
