import { describe, expect, it } from 'vitest';
import type { CreateContext } from '../../../src/gateway/server/options.ts';
import { startTestServer, until } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

/** Counts the HTTP requests that have arrived. */
function createDoorbell(): { rings: number; createContext: CreateContext } {
  const doorbell = {
    rings: 0,
    createContext: async ({ transport }: { transport: string }) => {
      if (transport === 'http') doorbell.rings++;
      return {};
    },
  };
  return doorbell;
}

describe('starting and stopping', () => {
  it('names the port that is busy, and the remedy', async () => {
    const first = await startTestServer(trafficSubgraphs(createChannel()));
    const second = startTestServer(trafficSubgraphs(createChannel()), { port: first.port });
    await expect(second).rejects.toMatchObject({
      code: 'HUB_START_PORT_BUSY',
      message: expect.stringContaining(String(first.port)),
      remedy: { en: expect.stringContaining('PORT=') },
    });
    await first.close();
  });

  it('finishes what is in the making, refuses what is new, and sends sockets away to connect again', async () => {
    const channel = createChannel<{ road: string; speed: number }>();
    const doorbell = createDoorbell();
    const server = await startTestServer(trafficSubgraphs(channel), {
      createContext: doorbell.createContext,
    });
    const closed = new Promise<{ code: number; reason: string }>((resolve) => {
      server
        .socket({}, resolve)
        .iterate({ query: 'subscription { flow { speed } }' })
        .next()
        .catch(() => {});
    });
    await until(() => channel.open === 1);
    const slow = server.raw({ path: '/graphql?query=%7Bslow(ms:1500)%7D' });
    await until(() => doorbell.rings === 1);
    const stopped = server.close();
    const refused = await server.raw({ path: '/graphql?query=%7Bhello%7D' });
    expect([refused.status, refused.headers['retry-after'], refused.headers.connection]).toEqual([
      503,
      '5',
      'close',
    ]);
    expect(JSON.parse(refused.text).code).toBe('HUB_HTTP_STOPPING');
    const probe = await server.raw({ path: '/health/ready' });
    expect([probe.status, JSON.parse(probe.text).reasons]).toEqual([503, ['stopping']]);
    expect((await server.raw({ path: '/health/live' })).status).toBe(200);
    const answered = await slow;
    expect([answered.status, answered.headers.connection]).toEqual([200, 'close']);
    expect(JSON.parse(answered.text)).toEqual({ data: { slow: 1500 } });
    expect(await closed).toMatchObject({ code: 1012, reason: 'reconnect' });
    await stopped;
    await expect(server.raw({ path: '/health/live' })).rejects.toThrow();
    await until(() => channel.returned === 1);
    await server.close();
  });

  it('does not wait longer than the limit', async () => {
    const doorbell = createDoorbell();
    const { createContext } = doorbell;
    const server = await startTestServer(trafficSubgraphs(createChannel()), { drainMs: 20, createContext });
    const slow = server.post({ query: '{ slow(ms: 60000) }' }).catch(() => 'cut');
    await until(() => doorbell.rings === 1);
    await server.close();
    expect(await slow).toBe('cut');
  });
});
