import { describe, expect, it } from 'vitest';
import { createTestGraph, toSubgraph } from '../../support/graph.ts';

describe('mutations', () => {
  const log: string[] = [];
  const write =
    (subgraph: string) =>
    async (_: unknown, { text, ms = 0 }: { text: string; ms?: number }) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      log.push(`${subgraph}:${text}`);
      return { id: text };
    };
  const graph = createTestGraph([
    toSubgraph(
      'one',
      `type Query { one: Int }
       type Mutation { first(text: String!, ms: Int): Note! fail: Int }
       type Note @key(fields: "id", resolvable: false) { id: ID! }`,
      {
        Mutation: {
          first: write('one'),
          fail: () => {
            throw new Error('no');
          },
        },
      },
    ),
    toSubgraph(
      'two',
      `type Mutation { second(text: String!): Note! }
       type Note @key(fields: "id") { id: ID! length: Int! }`,
      {
        Mutation: { second: write('two') },
        Note: {
          __resolveReference: (note: object) => note,
          length: ({ id }: { id: string }) => id.length,
        },
      },
    ),
  ]);

  it('run in the order written, over subgraphs, with entity fields of the other one', async () => {
    const { result } = await graph.ask(
      `mutation($last: String!) {
         a: first(text: "a", ms: 30) { length } b: second(text: "bb") { id length } c: first(text: $last) { id }
       }`,
      { variables: { last: 'c' } },
    );
    expect(log).toEqual(['one:a', 'two:bb', 'one:c']);
    expect(JSON.stringify(result.data)).toBe('{"a":{"length":1},"b":{"id":"bb","length":2},"c":{"id":"c"}}');
  });

  it('go on after one that failed', async () => {
    log.length = 0;
    const { result } = await graph.ask('mutation { fail second(text: "x") { id } }');
    expect(result.data).toEqual({ fail: null, second: { id: 'x' } });
    expect(result.errors).toHaveLength(1);
  });
});
