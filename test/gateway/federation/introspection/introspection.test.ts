import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createTestGraph } from '../../support/graph.ts';
import { provinceSubgraphs } from '../../support/province.ts';

describe('introspection', () => {
  const graph = createTestGraph(provinceSubgraphs());

  it('describes the API without the machinery of federation, and calls no subgraph', async () => {
    const { result, calls } = await graph.ask(getIntrospectionQuery({ oneOf: true }));
    expect(calls).toEqual([]);
    const printed = printSchema(buildClientSchema(result.data as unknown as IntrospectionQuery));
    expect(printed).toBe(printSchema(graph.gateway.apiSchema));
    expect(printed).not.toMatch(/_entities|_service|join__|link__|_Any/);
  });

  it('mixes with data, fragments, aliases, variables and conditions', async () => {
    const { result, calls } = await graph.ask(
      `query($type: String!, $no: Boolean!) {
         ...Root
         me: __type(name: $type) { name }
         person: me { id }
         ... @include(if: $no) { __schema { queryType { name } } }
       }
       fragment Root on Query { kind: __typename s: __schema { queryType { ...T } } }
       fragment T on __Type { name }`,
      { variables: { type: 'Place', no: false } },
    );
    expect(JSON.stringify(result)).toBe(
      '{"data":{"kind":"Query","s":{"queryType":{"name":"Query"}},"me":{"name":"Place"},"person":{"id":"1"}}}',
    );
    expect(calls).toEqual(['people']);
  });

  it('answers the root __typename by itself', async () => {
    expect(await graph.ask('{ __typename }')).toEqual({
      result: { data: { __typename: 'Query' } },
      calls: [],
    });
  });
});
