import { connect } from 'node:net';
import { createClient } from 'graphql-sse';
import { afterEach, describe, expect, it } from 'vitest';
import { createBus } from '../../../src/events/bus.ts';
import type { FeedEvent } from '../../../src/events/feed.ts';
import type { ServerOptions } from '../../../src/gateway/server/options.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { ACCESS_KEY_INVALID } from '../../../src/kernel/problems/access.ts';
import { toSubgraph } from '../support/graph.ts';
import { startTestServer, type TestServer, until } from '../support/server.ts';
import { type EventReader, readEvents } from '../support/sse.ts';
import { type Channel, createChannel, trafficSubgraphs } from '../support/traffic.ts';

describe('GraphQL over server-sent events', () => {
  let server: TestServer;
  let channel: Channel<{ road: string; speed: number }>;
  const start = async (options: Partial<ServerOptions> = {}) => {
    channel = createChannel();
    server = await startTestServer(trafficSubgraphs(channel), options);
  };
  afterEach(() => server.close());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    readEvents(`${server.url}/graphql`, { body, headers });
  const dataOf = async (reader: EventReader) => {
    const event = await reader.next();
    expect(event?.event).toBe('next');
    return JSON.parse(event!.data);
  };
  const FLOW = 'subscription($above: Int) { flow(above: $above) { speed road { id name } } }';

  it('streams events with entity fields of another subgraph; leaving releases the source', async () => {
    await start();
    const reader = await post({ query: FLOW, variables: { above: 10 } });
    expect([reader.status, reader.headers.get('content-type'), reader.headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ]);
    await until(() => channel.open === 1);
    for (const speed of [50, 60]) {
      channel.push({ road: '7', speed });
      expect(await dataOf(reader)).toEqual({
        data: { flow: { speed: speed - 10, road: { id: '7', name: 'Đường 7' } } },
      });
    }
    reader.close();
    // No further event is needed for the source to be let go.
    await until(() => channel.returned === 1);
    const text = await server.metrics.metrics();
    expect(text).toContain('{operation="anonymous",kind="subscription",outcome="ok"} 2');
  });

  it('takes its parameters from the address too', async () => {
    await start();
    const variables = JSON.stringify({ above: 1 });
    const reader = await readEvents(`${server.url}/graphql`, {
      query: {
        query: `query Q { hello } ${FLOW.replace('subscription', 'subscription S')}`,
        variables,
        operationName: 'S',
      },
    });
    await until(() => channel.open === 1);
    channel.push({ road: '1', speed: 5 });
    expect((await dataOf(reader)).data.flow.speed).toBe(4);
    reader.close();
  });

  it('answers queries and mutations once and completes', async () => {
    await start();
    for (const [query, data] of [
      ['{ roads(first: 1) { name } }', { roads: [{ name: 'Đường 0' }] }],
      ['mutation { note(text: "a") }', { note: ['a'] }],
    ] as const) {
      const reader = await post({ query });
      expect(await dataOf(reader)).toEqual({ data });
      expect(await reader.next()).toEqual({ event: 'complete', data: '' });
      expect(await reader.next()).toBeUndefined();
    }
  });

  it('tells what GraphQL refuses as an answer, by the limits and in the words of HTTP', async () => {
    await start();
    const many = `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: hello`).join(' ')} }`;
    for (const [query, code] of [
      ['{', 'BAD_REQUEST'],
      ['subscription { floww { speed } }', 'GRAPHQL_VALIDATION_FAILED'],
      [many, 'HUB_GATEWAY_ALIASES_EXCEEDED'],
    ]) {
      const reader = await post({ query });
      expect(reader.status).toBe(200);
      expect((await dataOf(reader)).errors[0].extensions.code).toBe(code);
      expect((await reader.next())?.event).toBe('complete');
    }
    const masked = await dataOf(await post({ query: '{ boom }' }));
    expect(JSON.stringify(masked)).not.toContain('secret');
    expect(masked.errors[0].extensions.code).toBe('HUB_INTERNAL');
  });

  it('tells what HTTP refuses as a status', async () => {
    await start({
      createContext: async ({ headers, transport }) => {
        expect(transport).toBe('sse');
        if (headers.authorization) throw new Problem(ACCESS_KEY_INVALID, {});
        return {};
      },
    });
    expect((await post({ query: FLOW }, { authorization: 'bad' })).status).toBe(401);
    expect((await post({ query: 1 })).status).toBe(400);
    expect((await post({ query: FLOW, variables: 'x' })).status).toBe(400);
    expect((await post({ query: FLOW }, { 'content-type': 'text/plain' })).status).toBe(415);
    const query = { query: 'mutation { note(text: "x") }' };
    expect((await readEvents(`${server.url}/graphql`, { query })).status).toBe(405);
    const forged = await server.raw({
      path: '/graphql?query=%7Bhello%7D',
      headers: { accept: 'text/event-stream', 'sec-fetch-site': 'cross-site' },
    });
    expect(forged.status).toBe(403);
    expect(channel.open).toBe(0);
  });

  it('judges the key anew for each event, and ends when it is withdrawn', async () => {
    let withdrawn = false;
    await start({
      createContext: async () => {
        if (withdrawn) throw new Problem(ACCESS_KEY_INVALID, {});
        return {};
      },
    });
    const reader = await post({ query: FLOW });
    await until(() => channel.open === 1);
    withdrawn = true;
    channel.push({ road: '1', speed: 1 });
    expect((await dataOf(reader)).errors[0].extensions.code).toBe('HUB_ACCESS_KEY_INVALID');
    expect((await reader.next())?.event).toBe('complete');
    await until(() => channel.returned === 1);
  });

  it('bounds how many streams a key, or an address without one, holds open; one that ends makes room', async () => {
    await start({ streamLimit: 2 });
    const open = [await post({ query: FLOW }), await post({ query: FLOW })];
    await until(() => channel.open === 2);
    const refused = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query: FLOW }),
    });
    expect(refused.status).toBe(429);
    expect(JSON.stringify(await refused.json())).toContain('HUB_GATEWAY_STREAMS_EXCEEDED');
    // Another key is another client.
    const other = await post({ query: '{ hello }' }, { authorization: 'Bearer other' });
    expect(other.status).toBe(200);
    open[0]!.close();
    await until(() => channel.returned === 1);
    const again = await post({ query: FLOW });
    expect(again.status).toBe(200);
    for (const reader of [...open, other, again]) reader.close();
  });

  it('a refused request holds nothing', async () => {
    await start({ streamLimit: 1 });
    for (let attempt = 0; attempt < 3; attempt++) expect((await post({ query: 1 })).status).toBe(400);
    const reader = await post({ query: '{ hello }' });
    expect(reader.status).toBe(200);
    reader.close();
  });

  describe("with the protocol's own client", () => {
    const connect = () => createClient({ url: `${server.url}/graphql`, retryAttempts: 0 });

    it('streams, and releases the source when the client stops listening', async () => {
      await start();
      const client = connect();
      const answers = client.iterate<{ flow: { speed: number } }>({ query: FLOW, variables: { above: 10 } });
      const first = answers.next();
      await until(() => channel.open === 1);
      channel.push({ road: '7', speed: 50 });
      expect((await first).value?.data).toEqual({
        flow: { speed: 40, road: { id: '7', name: 'Đường 7' } },
      });
      await answers.return?.();
      await until(() => channel.returned === 1);
      client.dispose();
    });

    it('answers a query once and completes; an operation that is not valid is an answer with errors', async () => {
      await start();
      const client = connect();
      const all = async (query: string) => {
        const got = [];
        for await (const answer of client.iterate({ query })) got.push(answer);
        return got;
      };
      expect(await all('{ hello }')).toEqual([
        { data: expect.objectContaining({ hello: expect.anything() }) },
      ]);
      const [refused, ...more] = await all('{ nothing }');
      expect(refused?.errors?.[0]?.message).toContain('nothing');
      expect(more).toEqual([]);
      client.dispose();
    });
  });

  it('shows that it is alive while nothing happens', async () => {
    await start({ patience: { keepAliveMs: 20 } });
    const reader = await post({ query: FLOW });
    await until(() => channel.open === 1);
    const pending = reader.next();
    await until(() => reader.comments.length >= 3);
    channel.push({ road: '1', speed: 1 });
    expect((await pending)?.event).toBe('next');
    reader.close();
  });

  it('ends without completing when the hub restarts, and says when to come again', async () => {
    await start();
    const reader = await post({ query: FLOW });
    await until(() => channel.open === 1);
    const stopped = server.close();
    expect(await reader.next()).toBeUndefined();
    expect(reader.retry).toBe(2_000);
    await stopped;
    await until(() => channel.returned === 1);
  });
});

describe('a client that does not read', () => {
  it('is held back, then told and closed; memory stays bounded', async () => {
    const bus = createBus(50);
    let taken = 0;
    const big = 'x'.repeat(64 * 1024);
    const subgraph = toSubgraph('feed', 'type Query { a: Int } type Subscription { feed: String }', {
      Subscription: {
        feed: {
          subscribe: () => bus.subscribe('feed'),
          resolve: () => {
            taken++;
            return big;
          },
        },
      },
    });
    const server = await startTestServer([subgraph]);
    const socket = connect(server.port, '127.0.0.1');
    const body = JSON.stringify({ query: 'subscription { feed }' });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: hub\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    socket.pause();
    await until(() => bus.subscribers === 1);
    const event: FeedEvent = {
      cursor: { xid: '1', id: '1' },
      name: 'feed',
      dataset: 'feed',
      items: [],
      occurredAt: '2026-11-24T00:00:00Z',
    };
    // As many as it takes: the kernel's buffers, then one in hand, then the bus's own bound.
    for (let sent = 0; bus.subscribers === 1 && sent < 2_000; sent++) {
      bus.publish(event);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(bus.subscribers).toBe(0);
    expect(taken).toBeLessThan(500);
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      received = (received + chunk).slice(-2_000);
    });
    socket.resume();
    await until(() => received.includes('event: complete'));
    expect(received).toContain('HUB_EVENTS_TOO_SLOW');
    socket.destroy();
    await server.close();
  });
});
