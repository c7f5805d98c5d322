import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../src/gateway/compose.ts';
import { createQueryPlanner } from '../../../src/gateway/plan.ts';
import { type PlanNode, toOperations } from '../../../src/gateway/plan-node.ts';
import { createNativePlanner } from '../../../src/gateway/planner/native.ts';
import { createOwnPlanner, createTestGraph, toSubgraph } from '../support/graph.ts';

/** The reference of an entity is all that its subgraph knows of it. */
const asGiven = { __resolveReference: (reference: object) => reference };

const plan = (subgraphs: Record<string, string>, query: string): PlanNode => {
  const services = Object.entries(subgraphs).map(([name, sdl]) => toSubgraph(name, sdl));
  return createOwnPlanner(composeSupergraph(services).supergraphSdl).plan(query).node!;
};

describe('planned without the native planner', () => {
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
    const graph = createTestGraph([a, b], {}, createOwnPlanner);
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
    const graph = createTestGraph([a, b], {}, createOwnPlanner);
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
    const graph = createTestGraph([a, b], {}, createOwnPlanner);
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
    expect(() => createOwnPlanner(circle).plan('{ q { y } }')).toThrow(
      expect.objectContaining({ code: 'HUB_GATEWAY_PLAN_FAILED' }),
    );
  });
});

describe('an operation that the native planner would unfold without end', () => {
  const types = (field: string) =>
    Array.from({ length: 20 }, (_, at) => `type T${at} implements N @key(fields: "id") { id: ID! ${field} }`);
  const subgraphs = [
    toSubgraph('a', `type Query { n: N } interface N { id: ID! own: N } ${types('own: N').join('\n')}`),
    toSubgraph('b', `interface N { id: ID! peer: N } ${types('peer: N').join('\n')}`),
  ];
  const { supergraphSdl } = composeSupergraph(subgraphs);
  const nest = (field: string, depth: number): string =>
    depth === 0 ? '{ id }' : `{ ${field} ${nest(field, depth - 1)} }`;
  /** What the native planner is asked. */
  const watch = () => {
    const asked: string[] = [];
    const planner = createQueryPlanner(supergraphSdl, (document) => {
      const native = createNativePlanner(document);
      return (query, ...rest) => {
        asked.push(query);
        return native!(query, ...rest);
      };
    });
    return { asked, planner };
  };

  it.each(['own', 'peer'])('is not given to it: six levels of %s', (field) => {
    const { asked, planner } = watch();
    const { node } = planner.plan(`{ n ${nest(field, 6)} }`);
    expect(asked).toEqual([]);
    expect(JSON.stringify(node).length).toBeLessThan(20_000);
  });

  it('nor what may end the process, which no process of its own has to be started for', () => {
    const code = 'type Query { q: E } type E @key(fields: "code") { code: String! }';
    const id = 'type E @key(fields: "id") { id: ID! f: Int }';
    const both = `type E @key(fields: "id") @key(fields: "code") { id: ID! code: String! f: Int @external
      rq: String @requires(fields: "f") }`;
    const services = Object.entries({ code, id, both }).map(([name, sdl]) => toSubgraph(name, sdl));
    const asked: string[] = [];
    const planner = createQueryPlanner(composeSupergraph(services).supergraphSdl, () => (query) => {
      asked.push(query);
      throw new Error('it would have ended');
    });
    const { node } = planner.plan('{ q { rq } }');
    expect(asked).toEqual([]);
    expect(toOperations(node).map(({ serviceName }) => serviceName)).toEqual(['code', 'both', 'id', 'both']);
  });

  it('nor what it goes round in a circle with: a type of several keys, one of several fields', () => {
    const key = '@key(fields: "part { a b }")';
    const part = 'type Part @shareable { a: Int b: Int }';
    const services = {
      a: `type E ${key} @key(fields: "id") { part: Part @shareable id: ID! @shareable f2: F } type F { id: ID! } ${part}`,
      b: `type E ${key} @key(fields: "id") @key(fields: "code") { part: Part @shareable id: ID! @shareable code: String!
        f3: Int } ${part}`,
      c: `type Query { q: E } type E ${key} { part: Part @shareable } ${part}`,
      d: 'type E @key(fields: "id") { id: ID! @shareable other: Int }',
    };
    const asked: string[] = [];
    const tangled = Object.entries(services).map(([name, sdl]) => toSubgraph(name, sdl));
    const planner = createQueryPlanner(composeSupergraph(tangled).supergraphSdl, () => (query) => {
      asked.push(query);
      throw new Error('it would not come back');
    });
    const { node } = planner.plan('{ q { k: f3 f2 { id } code } }');
    expect(asked).toEqual([]);
    expect(
      toOperations(node)
        .map(({ serviceName }) => serviceName)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
  });

  it('one level is', () => {
    const { asked, planner } = watch();
    planner.plan(`{ n ${nest('own', 1)} }`);
    expect(asked).toHaveLength(1);
  });

  it('nor unfolded here: what branches too widely is refused', () => {
    const fragments = Array.from({ length: 5 }, (_, depth) => {
      const parts = Array.from({ length: 20 }, (_all, at) =>
        depth === 0 ? `... on T${at} { id }` : `... on T${at} { own { ...F${depth - 1} } }`,
      );
      return `fragment F${depth} on N { ${parts.join(' ')} }`;
    });
    expect(() => watch().planner.plan(`{ n { ...F4 } } ${fragments.join(' ')}`)).toThrow(
      'branches too widely',
    );
  });
});
