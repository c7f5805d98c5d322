import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../src/gateway/gateway.ts';
import { type ServedSubgraph, serveSubgraph } from '../support/remote.ts';
import { until } from '../support/server.ts';
import { type Channel, createChannel, trafficSubgraphs } from '../support/traffic.ts';

const DOCUMENT = parse('subscription { flow { speed road { name } } }');

describe.each(['ws', 'sse'] as const)('a stream of a subgraph elsewhere over %s', (protocol) => {
  let channel: Channel<{ road: string; speed: number }>;
  let traffic: ServedSubgraph;
  let roads: ServedSubgraph;
  let gateway: Gateway;
  beforeEach(async () => {
    channel = createChannel();
    const [first, second] = trafficSubgraphs(channel);
    traffic = await serveSubgraph(first!);
    roads = await serveSubgraph(second!);
    gateway = createGateway({
      subgraphs: [traffic.toRemote({ subscriptions: { protocol } }), roads.toRemote()],
    });
  });
  afterEach(async () => {
    await gateway.close();
    await Promise.all([traffic.stop(), roads.stop()]);
  });

  const open = async () => {
    const stream = await gateway.subscribe({ document: DOCUMENT, contextValue: {} });
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
    return stream;
  };

  it('carries events, with entity fields of another subgraph', async () => {
    const stream = await open();
    const first = stream.next();
    await until(() => channel.open === 1);
    channel.push({ road: '7', speed: 50 });
    expect((await first).value).toEqual({ data: { flow: { speed: 50, road: { name: 'Đường 7' } } } });
    await stream.return?.();
  });

  it('lets go of the source when the reader leaves', async () => {
    const stream = await open();
    void stream.next();
    await until(() => channel.open === 1);
    await stream.return?.();
    await until(() => channel.returned === 1 && traffic.streams() === 0);
  });

  it('says so when the source dies, and ends', async () => {
    const stream = await open();
    const first = stream.next();
    await until(() => channel.open === 1);
    traffic.cut();
    const { value } = await first;
    expect(value.errors[0]).toMatchObject({ extensions: { subgraph: 'traffic' } });
    expect(value.errors[0].originalError).toMatchObject({ code: 'HUB_SUBGRAPH_STREAM_ENDED' });
    expect(await stream.next()).toMatchObject({ done: true });
  });

  it('does not begin at a subgraph that is down', async () => {
    await traffic.stop();
    const refused = await gateway.subscribe({ document: DOCUMENT, contextValue: {} });
    expect(refused).toMatchObject({ errors: [{ extensions: { subgraph: 'traffic' } }] });
    await traffic.start();
  });

  it('loses nothing of a burst that the reader takes slowly', async () => {
    const stream = await open();
    const first = stream.next();
    await until(() => channel.open === 1);
    channel.push({ road: '0', speed: 0 });
    await first;
    for (let speed = 1; speed <= 300; speed++) channel.push({ road: '1', speed });
    const seen: number[] = [];
    while (seen.length < 300) {
      const { value } = await stream.next();
      seen.push(value.data.flow.speed);
      if (seen.length % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    await stream.return?.();
  });
});
