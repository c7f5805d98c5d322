import { describe, expect, it } from 'vitest';
import { createOracle, createTestGraph } from '../../support/graph.ts';
import { oracleResolvers, provinceSubgraphs } from '../../support/province.ts';

describe('aliases and arguments', () => {
  const graph = createTestGraph(provinceSubgraphs());
  const oracle = createOracle(graph.gateway.apiSchema, oracleResolvers);

  it.each([
    [
      'the same entity with other arguments in two places',
      '{ a: me { vehicles(first: 1) { plate } } b: me { vehicles(first: 5) { plate } } }',
    ],
    [
      'below shared entities',
      '{ people { spouse { x: vehicles(first: 1) { w: weight(unit: KG) } } friends { x: vehicles(first: 1) { w: weight(unit: T) } } } }',
    ],
    [
      'what one fetch brings to two places, and another fills differently',
      '{ a: people { home { persons { x: vehicles(first: 1) { id } } } } b: people { home { persons { x: vehicles(first: 5) { id } } } } }',
    ],
    [
      'by type',
      '{ found { ... on Person { x: vehicles(first: 1) { w: weight } } ... on Vehicle { owner { x: vehicles(first: 2) { w: weight(unit: T) } } } } }',
    ],
    [
      'named like keys',
      '{ people { id: name name: id card: name vehicles(first: 1) { owner: id id: plate } } }',
    ],
    ['named like reserved words', '{ me { _hub_id: name __typename_: id _internal: name } }'],
    [
      'one field twice',
      '{ me { name name n: name ...F } } fragment F on Person { name n: name vehicles(first: 1) { id } vehicles(first: 1) { plate } }',
    ],
  ])('answers %s', async (_, query) => {
    const { result } = await graph.ask(query);
    expect(result).toEqual(await oracle(query));
    expect(JSON.stringify(result)).toBe(JSON.stringify(await oracle(query)));
  });
});
