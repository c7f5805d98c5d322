import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestGraph, type TestGraph } from '../support/graph.ts';
import { type Fault, type ServedSubgraph, serveSubgraph } from '../support/remote.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

const QUERY = '{ hello roads(first: 2) { id name } }';
const WITHOUT_NAMES = {
  hello: 'Chào bạn',
  roads: [
    { id: '0', name: null },
    { id: '1', name: null },
  ],
};

/** What the subgraph `roads` does instead of answering, and what the client reads about it. */
const faults: [name: string, fault: Fault, code: string, status: string][] = [
  ['never answers', () => true, 'HUB_SUBGRAPH_TIMEOUT', 'SLOW'],
  [
    'stops in the middle of its answer',
    (_request, response) => response.writeHead(200, { 'content-length': 100 }).write('{"data":{"_ent'),
    'HUB_SUBGRAPH_TIMEOUT',
    'SLOW',
  ],
  [
    'breaks the connection in the middle of its answer',
    (_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"data":{"_ent', () => response.destroy());
      return true;
    },
    'HUB_SUBGRAPH_UNREACHABLE',
    'DOWN',
  ],
  ['breaks the connection', (_request, response) => response.destroy(), 'HUB_SUBGRAPH_UNREACHABLE', 'DOWN'],
  ['is not JSON', (_request, response) => response.end('<html>'), 'HUB_SUBGRAPH_BAD_ANSWER', 'BAD_DATA'],
  ['is half JSON', (_request, response) => response.end('{"data":{'), 'HUB_SUBGRAPH_BAD_ANSWER', 'BAD_DATA'],
  ['is no object', (_request, response) => response.end('[1]'), 'HUB_SUBGRAPH_BAD_ANSWER', 'BAD_DATA'],
  ['has no data', (_request, response) => response.end('{}'), 'HUB_SUBGRAPH_BAD_ANSWER', 'BAD_DATA'],
  [
    'has data that is a list',
    (_request, response) => response.end('{"data":[]}'),
    'HUB_SUBGRAPH_BAD_ANSWER',
    'BAD_DATA',
  ],
  [
    'has errors that are no list',
    (_request, response) => response.end('{"data":null,"errors":"x"}'),
    'HUB_SUBGRAPH_BAD_ANSWER',
    'BAD_DATA',
  ],
  [
    'sends elsewhere',
    (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    'HUB_SUBGRAPH_BAD_ANSWER',
    'BAD_DATA',
  ],
  [
    'says 500',
    (_request, response) => response.writeHead(500).end('x'),
    'HUB_SUBGRAPH_BAD_ANSWER',
    'BAD_DATA',
  ],
  [
    'says 503',
    (_request, response) => response.writeHead(503).end('x'),
    'HUB_SUBGRAPH_BAD_ANSWER',
    'BAD_DATA',
  ],
  [
    'answers too much',
    (_request, response) => response.end(`{"data":"${'x'.repeat(200_000)}"}`),
    'HUB_SUBGRAPH_BAD_ANSWER',
    'BAD_DATA',
  ],
];

describe('a subgraph elsewhere that', () => {
  let roads: ServedSubgraph;
  let graph: TestGraph;
  beforeEach(async () => {
    const [traffic, local] = trafficSubgraphs(createChannel());
    roads = await serveSubgraph(local!);
    const remote = roads.toRemote({ timeoutMs: 300, maxBytes: 100_000, breaker: false });
    graph = createTestGraph([traffic!, remote]);
  });
  afterEach(async () => {
    await graph.gateway.close();
    await roads.stop();
  });

  it.each(faults)('%s costs its own fields, and is used again', async (_name, fault, code, status) => {
    roads.fault = fault;
    const { result } = await graph.ask(QUERY);
    expect(result.data).toEqual(WITHOUT_NAMES);
    expect(result.errors).toHaveLength(1);
    expect(result.errors![0]).toMatchObject({ path: ['roads'], extensions: { subgraph: 'roads' } });
    expect(result.extensions?.sources).toMatchObject([{ name: 'roads', status, asOf: null }]);
    // As the client reads it, formatted: see plugins/problems.ts.
    expect(JSON.stringify(result)).not.toContain('127.0.0.1');
    expect(await codeOf(graph)).toBe(code);

    roads.fault = undefined;
    const again = await graph.ask(QUERY);
    expect(again.result).toEqual({
      data: {
        hello: 'Chào bạn',
        roads: [
          { id: '0', name: 'Đường 0' },
          { id: '1', name: 'Đường 1' },
        ],
      },
    });
  });

  it('is down at all costs its own fields, and comes back', async () => {
    await roads.stop();
    const { result } = await graph.ask(QUERY);
    expect(result.data).toEqual(WITHOUT_NAMES);
    expect(result.extensions?.sources).toMatchObject([{ name: 'roads', status: 'DOWN' }]);
    await roads.start();
    expect((await graph.ask(QUERY)).result.errors).toBeUndefined();
  });

  it('answers with an error of its own keeps its code, without what only its owner should see', async () => {
    const error = {
      message: 'closed',
      path: ['_entities', 1, 'name'],
      extensions: { code: 'CLOSED', stacktrace: ['at x'], exception: { sql: 'SELECT' } },
    };
    roads.fault = (_request, response) =>
      response
        .writeHead(500)
        .end(JSON.stringify({ data: { _entities: [{ name: 'A' }, { name: null }] }, errors: [error] }));
    const { result } = await graph.ask(QUERY);
    expect(result.errors).toEqual([
      { message: 'closed', path: ['roads', 1, 'name'], extensions: { code: 'CLOSED', subgraph: 'roads' } },
    ]);
  });
});

/** The catalogue's code of the first error that the next answer carries. */
async function codeOf({ gateway }: TestGraph): Promise<unknown> {
  const { parse } = await import('graphql');
  const { errors } = await gateway.execute({ document: parse(QUERY), contextValue: {} });
  return (errors![0]!.originalError as { code?: unknown }).code;
}
