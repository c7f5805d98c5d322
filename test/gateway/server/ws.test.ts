import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { CreateContext } from '../../../src/gateway/server/options.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { ACCESS_ACTION_DENIED, ACCESS_KEY_INVALID } from '../../../src/kernel/problems/access.ts';
import { startTestServer, type TestServer, until } from '../support/server.ts';
import { type Channel, createChannel, trafficSubgraphs } from '../support/traffic.ts';

type Event = { road: string; speed: number };

describe('GraphQL over WebSocket', () => {
  let server: TestServer;
  let channel: Channel<Event>;
  const start = async (createContext?: CreateContext) => {
    channel = createChannel<Event>();
    server = await startTestServer(trafficSubgraphs(channel), createContext ? { createContext } : {});
  };
  afterEach(() => server.close());

  it('streams events with entity fields of another subgraph, and releases the source', async () => {
    await start();
    const client = server.socket();
    const stream = client.iterate({
      query: 'subscription($above: Int) { flow(above: $above) { speed road { id name length } } }',
      variables: { above: 10 },
    });
    const first = stream.next();
    await until(() => channel.open === 1);
    channel.push({ road: '7', speed: 50 });
    expect((await first).value).toEqual({
      data: { flow: { speed: 40, road: { id: '7', name: 'Đường 7', length: 10 } } },
    });
    const second = stream.next();
    channel.push({ road: '1', speed: 60 });
    expect((await second).value).toMatchObject({
      data: { flow: { speed: 50, road: { id: '1', name: 'Đường 1', length: null } } },
      errors: [
        { path: ['flow', 'road', 'length'], extensions: { code: 'HUB_TEST_ROAD_CLOSED', subgraph: 'roads' } },
      ],
    });
    await stream.return?.();
    // No further event is needed for the source to be let go.
    await until(() => channel.returned === 1);
    await client.dispose();
  });

  it('answers queries and mutations over the same socket', async () => {
    await start();
    const client = server.socket();
    expect((await client.iterate({ query: '{ roads(first: 1) { name } }' }).next()).value).toEqual({
      data: { roads: [{ name: 'Đường 0' }] },
    });
    expect((await client.iterate({ query: 'mutation { note(text: "a") }' }).next()).value).toEqual({
      data: { note: ['a'] },
    });
    await client.dispose();
  });

  it('takes key, purpose and case from connection_init in any case, with a fresh context for each event', async () => {
    const seen: (string | undefined)[] = [];
    await start(async ({ headers, transport }) => {
      seen.push(headers.authorization);
      return { user: `${headers.authorization} ${headers['x-hub-purpose']} ${transport} #${seen.length}` };
    });
    const client = server.socket({ Authorization: 'Bearer k', 'X-Hub-Purpose': 'patrol', cookie: 'ignored' });
    const stream = client.iterate({ query: 'subscription { flow { seenBy } }' });
    const first = stream.next();
    await until(() => channel.open === 1);
    channel.push({ road: '1', speed: 1 });
    expect((await first).value).toEqual({ data: { flow: { seenBy: 'Bearer k patrol ws #3' } } });
    const second = stream.next();
    channel.push({ road: '1', speed: 1 });
    expect((await second).value).toEqual({ data: { flow: { seenBy: 'Bearer k patrol ws #4' } } });
    await client.dispose();
  });

  it.each([
    { problem: new Problem(ACCESS_KEY_INVALID, {}), code: 4401 },
    { problem: new Problem(ACCESS_ACTION_DENIED, { action: 'x' }), code: 4403 },
  ])('closes with $code when the key is refused', async ({ problem, code }) => {
    await start(async () => {
      throw problem;
    });
    const closed = new Promise<number>((resolve) => {
      const client = server.socket({}, (event) => resolve(event.code));
      client
        .iterate({ query: '{ hello }' })
        .next()
        .catch(() => {});
    });
    expect(await closed).toBe(code);
  });

  it('closes with 4401 in the middle of a subscription when the key is withdrawn', async () => {
    let withdrawn = false;
    await start(async () => {
      if (withdrawn) throw new Problem(ACCESS_KEY_INVALID, {});
      return {};
    });
    const closed = new Promise<number>((resolve) => {
      const client = server.socket({}, (event) => resolve(event.code));
      client
        .iterate({ query: 'subscription { flow { speed } }' })
        .next()
        .catch(() => {});
    });
    await until(() => channel.open === 1);
    withdrawn = true;
    channel.push({ road: '1', speed: 1 });
    expect(await closed).toBe(4401);
    await until(() => channel.returned === 1);
  });

  it('holds to the limits and the wording of HTTP', async () => {
    await start();
    const client = server.socket();
    const deep = `{ ${Array.from({ length: 60 }, (_, index) => `a${index}: hello`).join(' ')} }`;
    const refusal = await client
      .iterate({ query: deep })
      .next()
      .catch((errors: unknown) => errors);
    expect(refusal).toMatchObject([
      {
        extensions: { code: 'HUB_GATEWAY_ALIASES_EXCEEDED' },
        message: 'Truy vấn có số bí danh là 60, tối đa 50',
      },
    ]);
    const masked = await client.iterate({ query: '{ boom }' }).next();
    expect(JSON.stringify(masked)).not.toContain('secret');
    expect(masked.value).toMatchObject({
      errors: [{ extensions: { code: 'HUB_INTERNAL', subgraph: 'traffic' } }],
    });
    const invalid = await client
      .iterate({ query: '{ helo }' })
      .next()
      .catch((errors: unknown) => errors);
    expect(invalid).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    await client.dispose();
  });

  it('reports sources for each event', async () => {
    await start(async () => ({ sources: { report: () => [{ name: 's', status: 'SLOW', asOf: null }] } }));
    const client = server.socket();
    const stream = client.iterate({ query: 'subscription { flow { speed } }' });
    const first = stream.next();
    await until(() => channel.open === 1);
    channel.push({ road: '1', speed: 1 });
    expect((await first).value).toMatchObject({ extensions: { sources: [{ name: 's', status: 'SLOW' }] } });
    await client.dispose();
  });

  it('refuses a page of another origin, and other paths', async () => {
    await start();
    const open = (path: string, origin: string) =>
      new Promise<string>((resolve) => {
        const url = `${server.url.replace('http', 'ws')}${path}`;
        const socket = new WebSocket(url, 'graphql-transport-ws', { origin });
        socket.on('open', () => {
          socket.close();
          resolve('open');
        });
        socket.on('error', (error) => resolve(error.message));
      });
    expect(await open('/graphql', server.url)).toBe('open');
    expect(await open('/graphql', 'https://evil.example')).toContain('403');
    expect(await open('/other', server.url)).toContain('404');
    expect(await open('//', server.url)).toContain('404');
  });
});
