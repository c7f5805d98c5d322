import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { createPace } from '../../../src/demo/servers/sensors/pace.ts';
import { type SensorServer, startSensorServer } from '../../../src/demo/servers/sensors/server.ts';
import { createSmallWorld } from '../small-world.ts';

const world = createSmallWorld();
let server: SensorServer;
const clients: MqttClient[] = [];

async function start(tick: boolean): Promise<void> {
  server = await startSensorServer({
    world,
    now: Date.now,
    tick,
    messagesPerSecond: 200,
    provinceCode: '24',
  });
}

function join(options: IClientOptions = {}): MqttClient {
  const { url, username, password } = server;
  const client = connect(url, { username, password, reconnectPeriod: 0, ...options });
  clients.push(client);
  return client;
}

const connected = (client: MqttClient) =>
  new Promise<void>((resolve, reject) => client.on('connect', () => resolve()).on('error', reject));

/** Resolves with the first `count` messages. */
function collect(client: MqttClient, count: number): Promise<{ topic: string; text: string }[]> {
  const seen: { topic: string; text: string }[] = [];
  return new Promise((resolve) => {
    client.on('message', (topic, payload) => {
      seen.push({ topic, text: payload.toString() });
      if (seen.length === count) resolve(seen);
    });
  });
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  await server?.close();
});

describe('the traffic sensors', () => {
  it('let nobody in without the password', async () => {
    await start(false);
    await expect(connected(join({ password: 'wrong' }))).rejects.toThrow(/not authorized/i);
  });

  it('publish flow under the sensor and incidents under their id, with QoS 1', async () => {
    await start(false);
    const client = join();
    await connected(client);
    const [granted] = await client.subscribeAsync('giao-thong/24/#', { qos: 1 });
    expect(granted!.qos).toBe(1);
    const messages = collect(client, 3);
    const flow = server.publishFlow({ tocDoTB: 12 });
    const incident = server.publishIncident({ loai: 'Tai nạn' });
    server.publishRaw('luu-luong/hong', 'không phải JSON');
    const seen = await messages;
    expect(seen.map(({ topic }) => topic)).toEqual([
      `giao-thong/24/luu-luong/${flow.maCamBien}`,
      `giao-thong/24/su-co/${incident.maSuCo}`,
      'giao-thong/24/luu-luong/hong',
    ]);
    expect(JSON.parse(seen[0]!.text)).toEqual(flow);
    expect(flow.tocDoTB).toBe(12);
  });

  it('run by themselves: flow, and a first incident', async () => {
    await start(true);
    const client = join();
    await connected(client);
    await client.subscribeAsync('giao-thong/24/#', { qos: 1 });
    const seen = await collect(client, 400);
    expect(seen.filter(({ topic }) => topic.includes('/luu-luong/')).length).toBeGreaterThan(390);
    expect(server.published.incident).toBeGreaterThan(0);
  });

  it('keep the queue of a client that asked for it while it is away', async () => {
    await start(false);
    const session: IClientOptions = { clientId: 'hub', clean: false };
    const client = join(session);
    await connected(client);
    await client.subscribeAsync('giao-thong/24/luu-luong/+', { qos: 1 });
    await client.endAsync();
    for (let n = 0; n < 50; n++) server.publishFlow();
    const back = join(session);
    const messages = collect(back, 50);
    await connected(back);
    expect(await messages).toHaveLength(50);
  });

  it('can be cut off, and talk nonsense', async () => {
    await start(false);
    const client = join();
    await connected(client);
    const gone = new Promise<void>((resolve) => client.on('close', () => resolve()));
    await server.proxy.setDown(true);
    await gone;
    await expect(connected(join())).rejects.toThrow('ECONNREFUSED');
    await server.proxy.setDown(false);
    const back = join();
    await connected(back);
    await back.subscribeAsync('giao-thong/24/#', { qos: 1 });
    const message = collect(back, 1);
    server.setGarbage(true);
    server.publishFlow();
    expect((await message)[0]!.text).toBe('{"maCamBien":"CB-');
    expect(server.published).toMatchObject({ flow: 0, bad: 1 });
  });
});

describe('the pace', () => {
  it('is counted from the clock: late ticks do not lower the rate, a standstill is not made up for', async () => {
    let at = 0;
    let emitted = 0;
    const pace = createPace(
      200,
      () => at,
      (due) => {
        emitted += due;
      },
    );
    const tickTo = async (ms: number) => {
      at = ms;
      const before = emitted;
      while (emitted === before) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await tickTo(37);
    await tickTo(113);
    await tickTo(999);
    expect(emitted).toBe(199);
    await tickTo(60_000);
    expect(emitted).toBe(199 + 200);
    pace.stop();
  });
});
