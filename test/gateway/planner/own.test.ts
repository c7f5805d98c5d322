import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../src/gateway/compose.ts';
import { createQueryPlanner } from '../../../src/gateway/plan.ts';
import { type PlanNode, toOperations } from '../../../src/gateway/plan-node.ts';
import { createTestGraph, toSubgraph } from '../support/graph.ts';

/** The reference of an entity is all that its subgraph knows of it. */
const asGiven = { __resolveReference: (reference: object) => reference };

const plan = (subgraphs: Record<string, string>, query: string): PlanNode => {
  const services = Object.entries(subgraphs).map(([name, sdl]) => toSubgraph(name, sdl));
  return createQueryPlanner(composeSupergraph(services).supergraphSdl).plan(query).node!;
};

describe('plans of our own', () => {
  it('mutations run one after another, each with what follows from it, whoever resolves it', () => {
    const a = 'type Query { x: Int } type Mutation { one: E two: E } type E @key(fields: "id") { id: ID! }';
    const b = 'type Mutation { three: Int } type E @key(fields: "id") { id: ID! more: Int }';
    const node = plan({ a, b }, 'mutation { one { more } three two { id } }');
    expect(node.kind).toBe('Sequence');
    expect(toOperations(node).map(({ serviceName }) => serviceName)).toEqual(['a', 'b', 'b', 'a']);
  });

  it('a subscription has its source first', () => {
    const a = 'type Query { x: Int } type Subscription { s: E } type E @key(fields: "id") { id: ID! }';
    const b = 'type E @key(fields: "id") { id: ID! more: Int }';
    const node = plan({ a, b }, 'subscription { s { more } }');
    expect(node).toMatchObject({
      kind: 'Sequence',
      nodes: [
        { kind: 'Subscription', primary: { serviceName: 'a', operationKind: 'subscription' } },
        { kind: 'BatchFetch', serviceName: 'b' },
      ],
    });
  });

  it('a call whose fields all stand under a condition is made under it', () => {
    const a = 'type Query { q: E } type E @key(fields: "id") { id: ID! }';
    const b = 'type E @key(fields: "id") { id: ID! more: Int }';
    const query =
      'query($y: Boolean!, $n: Boolean!) { q @skip(if: $n) { ... @include(if: $y) { more @skip(if: $n) } } }';
    expect(plan({ a, b }, query)).toMatchObject({
      kind: 'Sequence',
      nodes: [
        { kind: 'Fetch' },
        { kind: 'Condition', condition: 'n', elseClause: { kind: 'Condition', condition: 'y' } },
      ],
    });
  });

  it('variables of the client keep their names, whatever the lists of representations are called', async () => {
    const a = toSubgraph('a', 'type Query { q: E } type E @key(fields: "id") { id: ID! }', {
      Query: { q: () => ({ id: '1' }) },
    });
    const b = toSubgraph('b', 'type E @key(fields: "id") { id: ID! more(of: Int): Int }', {
      E: { ...asGiven, more: (_: unknown, { of }: { of: number }) => of },
    });
    const graph = createTestGraph([a, b]);
    const { result } = await graph.ask('query($_r0: Int) { q { more(of: $_r0) } }', {
      variables: { _r0: 7 },
    });
    expect(result).toEqual({ data: { q: { more: 7 } } });
  });

  it('one key for fields that a subgraph declares differently is asked under two', async () => {
    const a = toSubgraph(
      'a',
      `type Query { all: [U] } union U = A | B
       type A @shareable { x: Int! list: [C!] } type B @shareable { y: Int list: [C] } type C @shareable { n: Int }`,
      {
        Query: {
          all: () => [
            { __typename: 'A', x: 1, list: [{ n: 3 }] },
            { __typename: 'B', y: 2, list: [null, { n: 4 }] },
          ],
        },
      },
    );
    // With these the graph's own fields are alike, and the operation is valid.
    const b = toSubgraph('b', 'type A @shareable { x: Int list: [C] } type C @shareable { n: Int }');
    const graph = createTestGraph([a, b]);
    const { result } = await graph.ask(
      '{ all { ... on A { v: x list { n } } ... on B { v: y list { n } } } }',
    );
    expect(result).toEqual({
      data: {
        all: [
          { v: 1, list: [{ n: 3 }] },
          { v: 2, list: [null, { n: 4 }] },
        ],
      },
    });
  });

  it('one field required with different arguments, and asked with others, is each for itself', async () => {
    const a = toSubgraph('a', 'type Query { q: E } type E @key(fields: "id") { id: ID! f(n: Int): Int }', {
      Query: { q: () => ({ id: '1' }) },
      E: { ...asGiven, f: (_: unknown, { n }: { n?: number }) => n ?? 0 },
    });
    const b = toSubgraph(
      'b',
      `type E @key(fields: "id") { id: ID! f(n: Int): Int @external
         one: String @requires(fields: "f(n: 1)") two: String @requires(fields: "f(n: 2)") none: String @requires(fields: "f") }`,
      {
        E: {
          ...asGiven,
          one: ({ f }: { f: number }) => `one ${f}`,
          two: ({ f }: { f: number }) => `two ${f}`,
          none: ({ f }: { f: number }) => `none ${f}`,
        },
      },
    );
    const graph = createTestGraph([a, b]);
    const { result } = await graph.ask('{ q { two none one f(n: 9) } }');
    expect(result).toEqual({ data: { q: { two: 'two 2', none: 'none 0', one: 'one 1', f: 9 } } });
  });

  it('a circle of requirements is refused, not walked', () => {
    // No composer that is used here lets one through.
    const a = toSubgraph(
      'a',
      'type Query { q: E } type E @key(fields: "id") { id: ID! x: Int @external y: Int @requires(fields: "x") }',
    );
    const b = toSubgraph('b', 'type E @key(fields: "id") { id: ID! x: Int }');
    const { supergraphSdl } = composeSupergraph([a, b]);
    const circle = supergraphSdl.replace('@join__field(graph: B)', '@join__field(graph: B, requires: "y")');
    expect(circle).not.toBe(supergraphSdl);
    expect(() => createQueryPlanner(circle).plan('{ q { y } }')).toThrow(
      expect.objectContaining({ code: 'HUB_GATEWAY_PLAN_FAILED' }),
    );
  });

  it('what is asked alike in several places is asked once, and what nobody waits for, late', () => {
    const a = `type Query { one: E two: [E] } type E @key(fields: "id") { id: ID! }`;
    const b = 'type E @key(fields: "id") { id: ID! size: Int }';
    const c =
      'type E @key(fields: "id") { id: ID! size: Int @external weight: Int @requires(fields: "size") colour: Int }';
    const node = plan({ a, b, c }, '{ one { weight colour } two { weight colour } }');
    expect(toOperations(node).map(({ serviceName }) => serviceName)).toEqual(['a', 'b', 'c']);
    expect(node).toMatchObject({
      nodes: [
        { operation: 'query{one{__typename id} two{__typename id}}' },
        {
          entityBatch: {
            aliases: [{ alias: '_entities', paths: [[{ Field: 'one' }], [{ Field: 'two' }, '@']] }],
          },
        },
        // If sizes fail, colours are there all the same.
        { entityBatch: { aliases: [{ alias: '_e0' }, { alias: '_e1' }] } },
      ],
    });
  });

  it('of one object and one call before, what needs less is asked along', () => {
    const a = 'type Query { one: E } type E @key(fields: "id") { id: ID! size: Int }';
    const c =
      'type E @key(fields: "id") { id: ID! size: Int @external weight: Int @requires(fields: "size") colour: Int }';
    const node = plan({ a, c }, '{ one { colour weight } }');
    expect(toOperations(node).map(({ operation }) => operation)).toEqual([
      'query{one{__typename id size}}',
      'query($representations:[_Any!]!){_entities(representations:$representations){...on E{weight colour}}}',
    ]);
  });
});
