import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestGraph } from '../support/graph.ts';
import { type ServedSubgraph, serveSubgraph } from '../support/remote.ts';
import { until } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

const NAMES = '{ roads(first: 2) { name } }';

describe('calls of a subgraph elsewhere', () => {
  const [traffic, local] = trafficSubgraphs(createChannel());
  let roads: ServedSubgraph;
  let notes: ServedSubgraph;
  beforeEach(async () => {
    roads = await serveSubgraph(local!);
    notes = await serveSubgraph(traffic!);
  });
  afterEach(async () => {
    await Promise.all([roads.stop(), notes.stop()]);
  });

  it('are tried once more for a query, never for a mutation', async () => {
    const graph = createTestGraph([notes.toRemote(), roads.toRemote()]);
    roads.fault = (_request, response) => {
      roads.fault = undefined;
      return response.destroy();
    };
    expect((await graph.ask(NAMES)).result.errors).toBeUndefined();
    expect(roads.calls).toHaveLength(2);

    notes.fault = (_request, response) => response.destroy();
    const before = notes.calls.length;
    expect((await graph.ask('mutation { note(text: "x") }')).result.errors).toHaveLength(1);
    expect(notes.calls.length - before).toBe(1);
    await graph.gateway.close();
  });

  it('are spared after failures in a row, and one is let through after the rest', async () => {
    const remote = roads.toRemote({ retries: 0, breaker: { failures: 2, restMs: 150 } });
    const graph = createTestGraph([traffic!, remote]);
    roads.fault = (_request, response) => response.destroy();
    for (let round = 0; round < 5; round++) await graph.ask(NAMES);
    expect(roads.calls).toHaveLength(2);
    const { result } = await graph.ask(NAMES);
    expect(result.errors![0]!.message).toContain('tạm ngừng');
    expect(result.extensions?.sources).toMatchObject([{ name: 'roads', since: expect.any(String) }]);

    roads.fault = undefined;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await graph.ask(NAMES)).result.errors).toBeUndefined();
    expect(roads.calls).toHaveLength(3);
    await graph.gateway.close();
  });

  it('hand on the headers of the subgraph and those that the request forwards', async () => {
    const graph = createTestGraph([traffic!, roads.toRemote({ headers: { 'x-member': 'so-xay-dung' } })]);
    const contextValue = { forwardHeaders: { 'x-purpose': 'statistics', 'x-member': 'forged' } };
    await graph.ask(NAMES, { contextValue });
    expect(roads.calls[0]!.headers).toMatchObject({ 'x-purpose': 'statistics', 'x-member': 'so-xay-dung' });
    await graph.gateway.close();
  });

  it('end when nobody waits any more', async () => {
    const graph = createTestGraph([traffic!, roads.toRemote()]);
    let closed = false;
    roads.fault = (_request, response) => {
      response.on('close', () => {
        closed = true;
      });
      return true;
    };
    const controller = new AbortController();
    const asked = graph.ask(NAMES, { contextValue: { signal: controller.signal } });
    await until(() => roads.calls.length === 1);
    controller.abort(new Error('gone'));
    expect((await asked).result.errors).toHaveLength(1);
    await until(() => closed);
    await graph.gateway.close();
  });

  it('wait in a bounded queue', async () => {
    const graph = createTestGraph([traffic!, roads.toRemote({ concurrency: 1, queue: 1, retries: 0 })]);
    const held: (() => void)[] = [];
    roads.fault = async () => {
      await new Promise<void>((resolve) => held.push(resolve));
      return undefined;
    };
    const asked = [0, 1, 2, 3].map((first) => graph.ask(`{ roads(first: ${first + 1}) { name } }`));
    await until(() => held.length === 1);
    roads.fault = undefined;
    held[0]!();
    const results = (await Promise.all(asked)).map(({ result }) => result.errors?.[0]?.message ?? 'ok');
    expect(results.filter((said) => said === 'ok')).toHaveLength(2);
    expect(results.filter((said) => said.includes('yêu cầu chờ'))).toHaveLength(2);
    await graph.gateway.close();
  });

  it('that wait for a connection end at their own time, not when one is free', async () => {
    const graph = createTestGraph([traffic!, roads.toRemote({ concurrency: 1, retries: 0, timeoutMs: 150 })]);
    roads.fault = () => true;
    const started = roads.calls.length;
    const asked = [1, 2, 3, 4].map((first) => graph.ask(`{ roads(first: ${first}) { name } }`));
    const codes = (await Promise.all(asked)).map(
      ({ result }) => (result.extensions!.sources as { status: string }[])[0]!.status,
    );
    expect(codes).toEqual(['SLOW', 'SLOW', 'SLOW', 'SLOW']);
    // All four began together and ended together: only the first ever reached the subgraph.
    expect(roads.calls.length - started).toBe(1);
    await graph.gateway.close();
  });

  it('wait for no one: independent subgraphs are asked at the same time', async () => {
    const graph = createTestGraph([notes.toRemote(), roads.toRemote()]);
    const { calls } = await graph.ask('{ hello slow(ms: 1) roads(first: 1) { name } }');
    expect(calls).toEqual(['traffic', 'roads']);
    await graph.gateway.close();
  });
});
