import { afterEach, describe, expect, it } from 'vitest';
import type { ServerOptions } from '../../../src/gateway/server/options.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { ACCESS_KEY_INVALID } from '../../../src/kernel/problems/access.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

describe('several operations in one request', () => {
  let server: TestServer;
  const start = async (options: Partial<ServerOptions>) => {
    server = await startTestServer(trafficSubgraphs(createChannel()), options);
  };
  afterEach(() => server.close());

  it('are refused unless the operator allows them', async () => {
    await start({});
    const { status, body } = await server.post([{ query: '{ hello }' }]);
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'HUB_GATEWAY_BATCH_REFUSED']);
  });

  it('are answered in their order, each with a context, limits and errors of its own', async () => {
    let contexts = 0;
    await start({ batchLimit: 5, createContext: async () => ({ user: `#${++contexts}` }) });
    const { status, body } = await server.post([
      { query: '{ whoAmI }' },
      { query: `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: hello`).join(' ')} }` },
      { query: '{ fails whoAmI }' },
      { query: 'mutation { note(text: "a") }' },
      { query: 'mutation { note(text: "b") }' },
    ]);
    expect(status).toBe(200);
    expect(body[0]).toEqual({ data: { whoAmI: '#1' } });
    expect(body[1].errors[0].extensions.code).toBe('HUB_GATEWAY_ALIASES_EXCEEDED');
    expect(body[2]).toMatchObject({
      data: { fails: null, whoAmI: '#2' },
      errors: [{ extensions: { code: 'HUB_TEST_ROAD_CLOSED' } }],
    });
    expect(body.slice(3)).toEqual([{ data: { note: ['a'] } }, { data: { note: ['a', 'b'] } }]);
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain(
      'hub_graphql_duration_seconds_count{operation="anonymous",kind="mutation",outcome="ok"} 2',
    );
  });

  it('are bounded in number, and so is an empty list', async () => {
    await start({ batchLimit: 2 });
    for (const length of [0, 3]) {
      const { status, body } = await server.post(Array.from({ length }, () => ({ query: '{ hello }' })));
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'HUB_GATEWAY_BATCH_EXCEEDED']);
    }
  });

  it('share one time limit: what comes after it is not asked any more', async () => {
    await start({ batchLimit: 4, timeLimitMs: 400 });
    const { body } = await server.post([
      { query: '{ hello }' },
      { query: '{ slow(ms: 60000) }' },
      { query: '{ hello }' },
    ]);
    expect(body[0]).toEqual({ data: { hello: 'Chào bạn' } });
    for (const late of body.slice(1)) expect(late.errors[0].extensions.code).toBe('HUB_GATEWAY_TIMEOUT');
  });

  it('are refused together by a refused key', async () => {
    await start({
      batchLimit: 2,
      createContext: async () => {
        throw new Problem(ACCESS_KEY_INVALID, {});
      },
    });
    const { status, body } = await server.post([{ query: '{ hello }' }, { query: '{ hello }' }]);
    expect(status).toBe(401);
    expect(body).toHaveLength(2);
  });
});
