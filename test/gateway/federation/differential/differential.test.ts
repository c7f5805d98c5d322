import { describe, expect, it } from 'vitest';
import { createOracle, createTestGraph } from '../../support/graph.ts';
import { oracleResolvers, provinceSubgraphs } from '../../support/province.ts';
import { toRandomQuery } from '../../support/random-query.ts';

/**
 * Random queries, answered by the gateway over four subgraphs and by graphql-js over one schema. The native planner
 * refuses a few that reach an @requires field through its own subgraph; ours plans them.
 */
describe.each([
  { engine: 'graphql-jit', compileAfter: 0 },
  { engine: 'graphql-js', compileAfter: Number.POSITIVE_INFINITY },
])('the gateway over $engine answers as one schema would', ({ compileAfter }) => {
  const graph = createTestGraph(provinceSubgraphs(), { compileAfter });
  const oracle = createOracle(graph.gateway.apiSchema, oracleResolvers);

  it.each([0, 1, 2, 3])('in 60 random queries (block %i)', async (block) => {
    for (let seed = block * 60; seed < block * 60 + 60; seed++) {
      const query = toRandomQuery(graph.gateway.apiSchema, seed, 2 + (seed % 3));
      const variables = { yes: true, no: seed % 2 === 0 };
      const expected = await oracle(query, variables);
      expect(expected.errors, query).toBeUndefined();
      const { result } = await graph.ask(query, { variables });
      expect(result, `seed ${seed}: ${query}`).toEqual(expected);
    }
  });
});
