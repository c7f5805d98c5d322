import { describe, expect, it } from 'vitest';
import { createOracle, createTestGraph, toSubgraph } from '../../support/graph.ts';
import { oracleResolvers, provinceSubgraphs } from '../../support/province.ts';

describe('entities by several, composite and nested keys', () => {
  const graph = createTestGraph(provinceSubgraphs());
  const oracle = createOracle(graph.gateway.apiSchema, oracleResolvers);

  it.each([
    ['a nested composite key', '{ people { vehicles { plate } } }', ['people', 'vehicles']],
    [
      'from one key to another',
      '{ vehicles { owner { name debts { amount } } } }',
      ['vehicles', 'people', 'fees'],
    ],
    [
      'three subgraphs deep',
      '{ people { home { parent { persons { name vehicles { plate } } } } } }',
      ['people', 'places', 'people', 'vehicles'],
    ],
  ])('resolves %s', async (_, query, calls) => {
    const answer = await graph.ask(query);
    expect(answer.result).toEqual(await oracle(query));
    expect(answer.calls).toEqual(calls);
  });

  it('asks for each entity once, however often it appears', async () => {
    const { gateway } = graph;
    const seen: number[] = [];
    const subgraphs = provinceSubgraphs();
    const places = subgraphs.find(({ name }) => name === 'places')!;
    const { _entities } = places.schema.getQueryType()!.getFields();
    const resolve = _entities!.resolve!;
    _entities!.resolve = (source, args: { representations: unknown[] }, context, info) => {
      seen.push(args.representations.length);
      return resolve(source, args, context, info);
    };
    const { result, calls } = await createTestGraph(subgraphs).ask(
      '{ people { friends { home { name } } } }',
    );
    expect(calls).toEqual(['people', 'places']);
    expect(seen).toEqual([3]);
    expect(result).toEqual(await oracle('{ people { friends { home { name } } } }'));
    expect(gateway.supergraphSdl).toContain('join__Graph');
  });

  it('calls as often as there are levels, not rows', async () => {
    const query = '{ people { friends { friends { vehicles(first: 5) { owner { home { name } } } } } } }';
    const { result, calls } = await graph.ask(query);
    expect(result).toEqual(await oracle(query));
    expect(calls.length).toBeLessThanOrEqual(4);
  });

  it('calls a subgraph whose name has a hyphen', async () => {
    const hyphen = toSubgraph('administrative-units', 'type Query { units: Int }', {
      Query: { units: () => 99 },
    });
    const answer = await createTestGraph([hyphen]).ask('{ units }');
    expect(answer).toEqual({ result: { data: { units: 99 } }, calls: ['administrative-units'] });
  });

  it('does not call a subgraph that nothing is asked of', async () => {
    const { calls } = await graph.ask('query($id: ID!) { node(id: $id) { ... on Vehicle { plate } } }', {
      variables: { id: '1' },
    });
    expect(calls).toEqual(['people']);
  });
});
