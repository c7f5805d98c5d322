import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type Principal } from '../../../src/access/principal.ts';
import { createOpenGraph, type OpenGraph } from '../support/open-graph.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const officer: Principal = {
  subsystem: 'officer',
  role: 'officer',
  grants: [{ types: ['*'], classes: ['personal', 'internal'], purposes: ['x'], legalBasis: 'test' }],
  actions: [],
};

describe('open answers', () => {
  let graph: OpenGraph;
  let server: TestServer;
  let tell: (type: string) => void;
  let age: string;
  const start = async (cacheBytes = 1_000_000) => {
    graph = createOpenGraph();
    server = await startTestServer(graph.subgraphs, {
      cacheBytes,
      onChange: (listener) => {
        tell = listener;
      },
      createContext: async ({ headers, signal }) => {
        const noted = new Set<string>();
        return {
          signal,
          principal: headers.authorization ? { ...officer, subsystem: headers.authorization } : anonymous,
          purpose: headers['x-hub-purpose'],
          sources: {
            noteDataset: (dataset: string) => noted.add(dataset),
            report: () => [...noted].map((name) => ({ name, status: 'OK', asOf: age })),
          },
        };
      },
    });
  };
  beforeEach(() => {
    age = '2026-11-24T00:00:00Z';
    return start();
  });
  afterEach(() => server.close());

  const get = (query: string, headers: Record<string, string> = {}) =>
    server.raw({ path: `/graphql?query=${encodeURIComponent(query)}`, headers });
  const ROADS = '{ roads { nodes { id name } } }';
  const nameOf = (text: string) => JSON.parse(text).data.roads.nodes[0].name;
  const metric = async (line: string) =>
    Number(new RegExp(`^${line} (\\d+)`, 'm').exec(await server.metrics.metrics())?.[1] ?? 0);

  it('say how long they hold, and are given again to everyone alike', async () => {
    const first = await get(ROADS);
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    expect(first.headers.etag).toMatch(/^W\/"[\w-]{27}"$/);
    expect(first.headers.vary).toContain('accept');
    const second = await get(ROADS, { authorization: 'a', 'x-hub-purpose': 'y' });
    expect(second.text).toBe(first.text);
    expect(second.headers.etag).toBe(first.headers.etag);
    const posted = await server.post({ query: `query { ${ROADS.slice(1)}` });
    expect(posted.body).toEqual(JSON.parse(first.text));
    expect(posted.headers.get('cache-control')).toBe('public, max-age=60');
    expect(posted.headers.get('etag')).toBeNull();
    expect(graph.runs).toBe(1);
    expect(await metric('hub_response_cache_answers_total{outcome="hit"}')).toBe(2);
    expect(await metric('hub_response_cache_answers_total{outcome="miss"}')).toBe(1);
    expect(await metric('hub_response_cache_entries')).toBe(1);
    expect(await metric('hub_response_cache_bytes')).toBeGreaterThan(100);
    expect(
      await metric('hub_graphql_duration_seconds_count{operation="anonymous",kind="query",outcome="ok"}'),
    ).toBe(3);
  });

  it('are 304 to who has them already, whichever way they are asked', async () => {
    const { etag } = (await get(ROADS)).headers;
    for (const known of [etag!, `"other", ${etag}`, etag!.replace('W/', ''), '*']) {
      const again = await get(ROADS, { 'if-none-match': known });
      expect([again.status, again.text]).toEqual([304, '']);
      expect(again.headers).toMatchObject({ etag, 'cache-control': 'public, max-age=60' });
    }
    expect((await get(ROADS, { 'if-none-match': '"other"' })).status).toBe(200);
    graph.name = 'QL5';
    tell('Road');
    const changed = await get(ROADS, { 'if-none-match': etag! });
    expect([changed.status, nameOf(changed.text)]).toEqual([200, 'QL5']);
    expect(changed.headers.etag).not.toBe(etag);
  });

  it.each([
    ['a field that is not open', '{ roads { nodes { name builder } } }'],
    ['a resolver that looks at who asks', '{ mine { name } }'],
    ['a filter that only some may use', '{ roads(builder: "B") { nodes { name } } }'],
    ['an error', '{ failing { name } }'],
    ['nothing said about time', '{ repairs { id } }'],
  ])('are none, and never kept, with %s', async (_title, query) => {
    const answers = new Map<string, string>();
    for (const asker of ['a', 'b', 'a', '']) {
      const answer = await get(query, asker ? { authorization: asker } : {});
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers.etag).toBeUndefined();
      answers.set(asker, answer.text);
    }
    expect(await metric('hub_response_cache_answers_total{outcome="hit"}')).toBe(0);
    expect(await metric('hub_response_cache_entries')).toBe(0);
    if (query.includes('mine')) expect(new Set(answers.values()).size).toBe(3);
    if (query.includes('(builder')) expect(answers.get('a')).not.toBe(answers.get(''));
  });

  it('go when a record changes, and when somebody writes here', async () => {
    await get(ROADS);
    graph.name = 'QL2';
    tell('Repair');
    expect(nameOf((await get(ROADS)).text)).toBe('QL1');
    tell('Road');
    expect(nameOf((await get(ROADS)).text)).toBe('QL2');
    await server.post({ query: 'mutation { rename(name: "QL3") { road { name } } }' });
    expect(nameOf((await get(ROADS)).text)).toBe('QL3');
    expect(graph.runs).toBe(3);
  });

  it('are not kept when a record changed while they were made', async () => {
    graph.meanwhile = () => {
      graph.name = 'QL2';
      tell('Road');
      graph.meanwhile = () => {};
    };
    expect(nameOf((await get(ROADS)).text)).toBe('QL1');
    expect(nameOf((await get(ROADS)).text)).toBe('QL2');
  });

  it('report their sources as they are now, not as they were', async () => {
    await get(ROADS);
    age = '2026-11-24T01:00:00Z';
    const { extensions } = JSON.parse((await get(ROADS)).text);
    expect(extensions.sources).toEqual([{ name: 'road', status: 'OK', asOf: age }]);
    expect(graph.runs).toBe(1);
  });

  it('are told apart by variables and operation', async () => {
    const ask = (variables: object, operationName: string) =>
      server.post({
        query: 'query A($f: Int) { roads(first: $f) { nodes { id } } } query B { roads { nodes { name } } }',
        variables,
        operationName,
      });
    const answers = [
      await ask({ f: 1 }, 'A'),
      await ask({ f: 2 }, 'A'),
      await ask({}, 'B'),
      await ask({ f: 1 }, 'A'),
    ];
    expect(graph.runs).toBe(3);
    expect(answers[2]!.body.data.roads.nodes).toEqual([{ name: 'QL1' }]);
    expect(answers[3]!.body).toEqual(answers[0]!.body);
  });

  it('are not kept at all with no memory for them, but still say how long they hold', async () => {
    await server.close();
    await start(0);
    await get(ROADS);
    const { headers } = await get(ROADS);
    expect(headers['cache-control']).toBe('public, max-age=60');
    expect(graph.runs).toBe(2);
  });
});
