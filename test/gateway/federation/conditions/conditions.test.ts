import { describe, expect, it } from 'vitest';
import { createOracle, createTestGraph } from '../../support/graph.ts';
import { oracleResolvers, provinceSubgraphs } from '../../support/province.ts';

describe('@skip, @include and fragments', () => {
  const graph = createTestGraph(provinceSubgraphs(), { compileAfter: 0 });
  const oracle = createOracle(graph.gateway.apiSchema, oracleResolvers);
  const query = `query($a: Boolean!, $b: Boolean!) {
    me @include(if: $a) { id ...V @skip(if: $b) home { name @include(if: $b) code @skip(if: $b) } }
    people { ... @include(if: $a) { name } ... on Person @skip(if: $a) { vehicles { plate } } ...V @include(if: $b) }
  } fragment V on Person { vehicles { seats @skip(if: $a) plate } firstVehicle { id } }`;

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('selects by its variables: a=%s b=%s', async (a, b) => {
    const variables = { a, b };
    const { result } = await graph.ask(query, { variables });
    expect(result).toEqual(await oracle(query, variables));
  });

  it('calls nobody for what is skipped', async () => {
    const skipped = 'query($a: Boolean!) { me @include(if: $a) { home { name } } }';
    expect((await graph.ask(skipped, { variables: { a: false } })).result).toEqual({ data: {} });
    expect(await graph.ask('{ me @skip(if: true) { id } }')).toEqual({ result: { data: {} }, calls: [] });
    expect((await graph.ask('{ me { id @include(if: false) } }')).result).toEqual({ data: { me: {} } });
  });

  it('applies defaults of variables, and names the operation that is meant', async () => {
    const two = `query A($first: Int = 1) { vehicles(first: $first) { plate } } query B { me { id } }`;
    expect((await graph.ask(two, { operationName: 'A' })).result.data).toEqual({
      vehicles: [{ plate: 'TEST-0' }],
    });
    expect((await graph.ask(two, { operationName: 'B' })).result.data).toEqual({ me: { id: '1' } });
    expect((await graph.ask(two)).result.errors![0]!.message).toContain('Must provide operation name');
    expect((await graph.ask(two, { operationName: 'C' })).result.errors![0]!.message).toContain(
      'Unknown operation',
    );
  });
});
