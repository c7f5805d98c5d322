import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../src/gateway/compose.ts';
import { createQueryPlanner } from '../../../src/gateway/plan.ts';
import { toOperations } from '../../../src/gateway/plan-node.ts';
import { readGraph } from '../../../src/gateway/planner/read-graph.ts';
import { createSecondOpinion } from '../../../src/gateway/planner/second-opinion.ts';
import { toSubgraph } from '../support/graph.ts';

const compose = (subgraphs: Record<string, string>): string =>
  composeSupergraph(Object.entries(subgraphs).map(([name, sdl]) => toSubgraph(name, sdl))).supergraphSdl;

/** A native planner that must not be asked. */
const watch = (supergraphSdl: string) => {
  const asked: string[] = [];
  const { supergraph, model } = readGraph(supergraphSdl);
  const second = createSecondOpinion(supergraph, model, () => (query) => {
    asked.push(query);
    throw new Error('it would not have come back');
  });
  return { asked, second };
};

describe('the native planner', () => {
  const two = { a: 'type Query { x: Int y: Int }', b: 'type Query { z: Int }' };

  it('is asked where our own finds no way, and only there', () => {
    const asked: string[] = [];
    const planner = createQueryPlanner(compose(two), (supergraph, model) => {
      const second = createSecondOpinion(supergraph, model);
      return (query, ...rest) => {
        asked.push(query);
        return second(query, ...rest);
      };
    });
    planner.plan('{ x z }');
    expect(asked).toEqual([]);
    expect(() => planner.plan('{ x nowhere }')).toThrow('no way leads to all of Query.nowhere');
    expect(asked).toEqual(['{ x nowhere }']);
  });

  it('gives a plan that is taken, or none', () => {
    const { supergraph, model } = readGraph(compose(two));
    const second = createSecondOpinion(supergraph, model);
    const calls = toOperations(second('{ x z }')?.node ?? undefined).map(({ serviceName }) => serviceName);
    expect(calls.sort()).toEqual(['a', 'b']);
    expect(second('{ nowhere }')).toBeUndefined();
  });
});

describe('an operation that the native planner would unfold without end, or end the process at', () => {
  const types = (field: string) =>
    Array.from({ length: 20 }, (_, at) => `type T${at} implements N @key(fields: "id") { id: ID! ${field} }`);
  const wide = compose({
    a: `type Query { n: N } interface N { id: ID! own: N } ${types('own: N').join('\n')}`,
    b: `interface N { id: ID! peer: N } ${types('peer: N').join('\n')}`,
  });
  const nest = (field: string, depth: number): string =>
    depth === 0 ? '{ id }' : `{ ${field} ${nest(field, depth - 1)} }`;

  it.each(['own', 'peer'])('is not given to it: six levels of %s', (field) => {
    const { asked, second } = watch(wide);
    expect(second(`{ n ${nest(field, 6)} }`)).toBeUndefined();
    expect(asked).toEqual([]);
    const { node } = createQueryPlanner(wide).plan(`{ n ${nest(field, 6)} }`);
    expect(JSON.stringify(node).length).toBeLessThan(20_000);
    // One level is.
    expect(second(`{ n ${nest('own', 1)} }`)).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('nor a required field on a type of several keys', () => {
    const supergraphSdl = compose({
      code: 'type Query { q: E } type E @key(fields: "code") { code: String! }',
      id: 'type E @key(fields: "id") { id: ID! f: Int }',
      both: `type E @key(fields: "id") @key(fields: "code") { id: ID! code: String! f: Int @external
        rq: String @requires(fields: "f") }`,
    });
    const { asked, second } = watch(supergraphSdl);
    expect(second('{ q { rq } }')).toBeUndefined();
    expect(asked).toEqual([]);
    const { node } = createQueryPlanner(supergraphSdl).plan('{ q { rq } }');
    expect(toOperations(node ?? undefined).map(({ serviceName }) => serviceName)).toEqual([
      'code',
      'both',
      'id',
      'both',
    ]);
  });

  it('nor what it goes round in a circle with: a type of several keys, one of several fields', () => {
    const key = '@key(fields: "part { a b }")';
    const part = 'type Part @shareable { a: Int b: Int }';
    const supergraphSdl = compose({
      a: `type E ${key} @key(fields: "id") { part: Part @shareable id: ID! @shareable f2: F } type F { id: ID! } ${part}`,
      b: `type E ${key} @key(fields: "id") @key(fields: "code") { part: Part @shareable id: ID! @shareable code: String!
        f3: Int } ${part}`,
      c: `type Query { q: E } type E ${key} { part: Part @shareable } ${part}`,
      d: 'type E @key(fields: "id") { id: ID! @shareable other: Int }',
    });
    const { asked, second } = watch(supergraphSdl);
    expect(second('{ q { k: f3 f2 { id } code } }')).toBeUndefined();
    expect(asked).toEqual([]);
    const { node } = createQueryPlanner(supergraphSdl).plan('{ q { k: f3 f2 { id } code } }');
    const calls = toOperations(node ?? undefined).map(({ serviceName }) => serviceName);
    expect(calls.sort()).toEqual(['a', 'b', 'c']);
  });

  it('nor unfolded by our own: what branches too widely is refused', () => {
    const fragments = Array.from({ length: 5 }, (_, depth) => {
      const parts = Array.from({ length: 20 }, (_all, at) =>
        depth === 0 ? `... on T${at} { id }` : `... on T${at} { own { ...F${depth - 1} } }`,
      );
      return `fragment F${depth} on N { ${parts.join(' ')} }`;
    });
    expect(() => createQueryPlanner(wide).plan(`{ n { ...F4 } } ${fragments.join(' ')}`)).toThrow(
      'branches too widely',
    );
  });
});
