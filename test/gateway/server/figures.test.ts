import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBoundedNames } from '../../../src/gateway/plugins/bounded-names.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

describe('figures for Prometheus', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(trafficSubgraphs(createChannel()), {
      createContext: async ({ headers }) => ({
        principal: { subsystem: headers.authorization ?? 'anonymous', actions: [], grants: [] },
      }),
    });
  });
  afterAll(() => server.close());
  const figure = async (name: string) =>
    Number(
      (await server.metrics.metrics())
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')
        .at(-1) ?? 0,
    );

  it('count calls, errors and seconds of each subgraph', async () => {
    await server.post({ query: '{ roads(first: 2) { id name length } }' });
    await server.post({ query: '{ roads(first: 1) { id name } }' });
    expect(await figure('hub_gateway_subgraph_calls_total{subgraph="roads"}')).toBe(2);
    expect(await figure('hub_gateway_subgraph_errors_total{subgraph="roads"}')).toBe(1);
    expect(await figure('hub_gateway_subgraph_seconds_count{subgraph="roads"}')).toBe(2);
    expect(await figure('hub_gateway_subgraph_seconds_count{subgraph="traffic"}')).toBe(2);
  });

  it('count answers by the client: its subsystem, or what it calls itself', async () => {
    const ask = (headers: Record<string, string>) => server.post({ query: 'query Q { hello }' }, headers);
    await ask({ authorization: 'VN/A', 'apollographql-client-name': 'pretender' });
    await ask({ 'apollographql-client-name': 'web' });
    await ask({ 'apollographql-client-name': 'a "bad" name\\' });
    const of = (client: string) =>
      figure(`hub_graphql_client_answers_total{client="${client}",kind="query",outcome="ok"}`);
    expect([await of('VN/A'), await of('anonymous:web'), await of('pretender')]).toEqual([1, 1, 0]);
    expect(await server.metrics.metrics()).not.toContain('bad');
  });

  it('keep their number bounded, however many names clients invent', async () => {
    const toName = createBoundedNames(3);
    expect(['a', 'b', 'c', 'd', 'a', 'e'].map(toName)).toEqual(['a', 'b', 'c', 'other', 'a', 'other']);
    for (let n = 0; n < 230; n++) await server.post({ query: `query N${n} { hello }` });
    const text = await server.metrics.metrics();
    expect(new Set(text.match(/operation="\w+"/g)).size).toBeLessThanOrEqual(201);
    expect(
      await figure('hub_graphql_duration_seconds_count{operation="other",kind="query",outcome="ok"}'),
    ).toBeGreaterThan(20);
  });
});
