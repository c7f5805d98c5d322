import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../src/gateway/gateway.ts';
import type { LocalSubgraph } from '../../../src/gateway/subgraph.ts';
import { toSubgraph } from '../support/graph.ts';
import { type ServedSubgraph, serveSubgraph } from '../support/remote.ts';
import { startTestServer, type TestServer, until } from '../support/server.ts';
import { type Channel, createChannel, trafficSubgraphs } from '../support/traffic.ts';

const ROUNDS = 200;

/** A subgraph that changes with each reload: it gets a field named after the round. */
function versioned(round: number): LocalSubgraph {
  return toSubgraph('extra', `type Query { round: Int! round${round}: Int! }`, {
    Query: { round: () => round, [`round${round}`]: () => round },
  });
}

describe('reload', () => {
  let channel: Channel<{ road: string; speed: number }>;
  let traffic: LocalSubgraph;
  let roads: ServedSubgraph;
  let gateway: Gateway;
  let server: TestServer;
  const input = (round: number) => ({ subgraphs: [traffic, roads.toRemote(), versioned(round)] });

  beforeEach(async () => {
    channel = createChannel();
    const [first, second] = trafficSubgraphs(channel);
    traffic = first!;
    roads = await serveSubgraph(second!);
    gateway = createGateway(input(0));
    server = await startTestServer([], { gateway });
  });
  afterEach(async () => {
    await server.close();
    await gateway.close();
    await roads.stop();
  });

  it(`${ROUNDS} times under load: no request fails, the subscription goes on, the schema is the new one`, {
    timeout: 120_000,
  }, async () => {
    const client = server.socket();
    const stream = client.iterate<{ flow: { speed: number } }>({
      query: 'subscription { flow { speed road { name } } }',
    });
    const first = stream.next();
    await until(() => channel.open === 1);
    let over = false;
    let answered = 0;
    const ask = async () => {
      while (!over) {
        const { status, body } = await server.post({ query: '{ round hello roads(first: 2) { name } }' });
        expect(status).toBe(200);
        expect(body.errors).toBeUndefined();
        expect(body.data.roads).toHaveLength(2);
        answered += 1;
      }
    };
    const load = Promise.all([ask(), ask(), ask()]);
    for (let round = 1; round <= ROUNDS; round++) {
      await gateway.reload(input(round));
      channel.push({ road: '7', speed: round });
    }
    over = true;
    await load;
    expect(answered).toBeGreaterThan(ROUNDS / 10);

    const speeds = [(await first).value!.data!.flow.speed];
    while (speeds.length < ROUNDS) speeds.push((await stream.next()).value!.data!.flow.speed);
    expect(speeds).toEqual(Array.from({ length: ROUNDS }, (_, index) => index + 1));
    expect(channel.open).toBe(1);

    const { body } = await server.post({ query: `{ round${ROUNDS} }` });
    expect(body.data).toEqual({ [`round${ROUNDS}`]: ROUNDS });
    const old = await server.post({ query: '{ round1 }' });
    expect(old.body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    // Over the socket too, which parses and validates by itself.
    expect(
      (await client
        .iterate({ query: '{ round1 }' })
        .next()
        .catch((errors: unknown) => JSON.stringify(errors))) as unknown,
    ).toContain('round1');
    await client.dispose();
  });

  it('keeps memory: what reloads leave behind can be collected', { timeout: 120_000 }, async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const settle = async () => {
      for (let turn = 0; turn < 4; turn++) {
        collect();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return process.memoryUsage();
    };
    const load = async (from: number, to: number) => {
      for (let round = from; round < to; round++) {
        await gateway.reload(input(round));
        await gateway.execute({ document: parse('{ round roads(first: 1) { name } }'), contextValue: {} });
      }
      return settle();
    };
    const before = await load(0, 30);
    const after = await load(30, 100);
    expect((after.heapUsed - before.heapUsed) / 2 ** 20).toBeLessThan(8);
    expect((after.rss - before.rss) / 2 ** 20).toBeLessThan(100);
  });

  it('is refused whole when the new graph does not compose; the present one stays', async () => {
    const wrong = toSubgraph('extra', 'type Query { hello: Int }');
    const before = gateway.supergraphSdl;
    await expect(gateway.reload({ subgraphs: [traffic, roads.toRemote(), wrong] })).rejects.toMatchObject({
      code: 'HUB_GATEWAY_COMPOSITION_FAILED',
    });
    expect(gateway.supergraphSdl).toBe(before);
    expect((await server.post({ query: '{ round hello }' })).body.data).toEqual({
      round: 0,
      hello: 'Chào bạn',
    });
  });

  it('keeps the connections of subgraphs that stayed as they were', async () => {
    await server.post({ query: '{ roads(first: 1) { name } }' });
    const ports = new Set<number | undefined>();
    roads.fault = (request) => void ports.add(request.socket.remotePort);
    for (let round = 1; round <= 3; round++) {
      await gateway.reload(input(round));
      await server.post({ query: '{ roads(first: 1) { name } }' });
    }
    expect(ports.size).toBe(1);
  });

  it('asked twice at once ends on the second', async () => {
    await Promise.all([gateway.reload(input(1)), gateway.reload(input(2))]);
    const { data } = await gateway.execute({
      document: parse('{ round roads(first: 1) { name } }'),
      contextValue: {},
    });
    expect(data).toMatchObject({ round: 2, roads: [{ name: 'Đường 0' }] });
  });

  it('leaves open subscriptions what they ask, though it is asked otherwise now', async () => {
    const client = server.socket();
    const stream = client.iterate<{ flow: { road: { name: string } } }>({
      query: 'subscription { flow { road { name } } }',
    });
    const first = stream.next();
    await until(() => channel.open === 1);
    await gateway.reload({ subgraphs: [traffic, roads.toRemote({ timeoutMs: 5_000 }), versioned(1)] });
    channel.push({ road: '7', speed: 1 });
    expect((await first).value).toEqual({ data: { flow: { road: { name: 'Đường 7' } } } });
    await client.dispose();
  });

  it('answers a document that was judged before the reload and no longer fits it', async () => {
    const document = parse('{ round0 }');
    await gateway.reload(input(1));
    const { data } = await gateway.execute({ document, contextValue: {} });
    expect(data).toEqual({ round0: 0 });
  });
});
