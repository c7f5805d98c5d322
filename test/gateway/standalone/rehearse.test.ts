import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { rehearse } from '../../../src/gateway/rehearse.ts';
import { createUsageCollector } from '../../../src/gateway/usage/collector.ts';
import { toSubgraph } from '../support/graph.ts';
import { startTestServer } from '../support/server.ts';

it('asks known queries that need nothing, eight times, and changes nothing', async () => {
  const asked: string[] = [];
  const graph = toSubgraph('g', 'type Query { a(n: Int): Int b: Int } type Mutation { m: Int }', {
    Query: {
      a: (_: unknown, { n }: { n?: number }) => void asked.push(`a${n ?? ''}`),
      b: () => {
        asked.push('b');
        throw new Error('not now');
      },
    },
    Mutation: { m: () => void asked.push('m') },
  });
  const server = await startTestServer([graph]);
  const documents = [
    '{ a b }',
    'query($n: Int! = 2) { a(n: $n) }',
    'query($n: Int!) { a(n: $n) }',
    'mutation { m }',
    '{ gone }',
  ].map((text) => ({ document: parse(text), operationName: null }));
  expect(await rehearse(server.url, documents)).toBe(24);
  expect(asked).toEqual(Array(8).fill(['a', 'b', 'a2']).flat());
  await server.close();
});

it('is nobody’s use of a field', async () => {
  const usage = createUsageCollector();
  const server = await startTestServer(
    [toSubgraph('g', 'type Query { a: Int }', { Query: { a: () => 1 } })],
    {
      usage,
    },
  );
  expect(await rehearse(server.url, [{ document: parse('{ a }'), operationName: null }])).toBe(8);
  expect(usage.take()).toEqual([]);
  await server.post({ query: '{ a }' });
  expect(usage.take()).toMatchObject([{ type: 'Query', field: 'a', count: 1 }]);
  await server.close();
});

it('is no failure when nobody listens', async () => {
  expect(await rehearse('http://127.0.0.1:1', [{ document: parse('{ a }'), operationName: null }])).toBe(8);
});
