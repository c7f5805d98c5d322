import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../src/gateway/compose.ts';
import { createQueryPlanner } from '../../../src/gateway/plan.ts';
import { toOperations } from '../../../src/gateway/plan-node.ts';
import { mendEmptyFragments } from '../../../src/gateway/planner/empty-fragments.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key" "@shareable" "@external" "@requires" "@provides" "@interfaceObject"])\n`;
const plan = (subgraphs: Record<string, string>, query: string) => {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({ name, sdl: LINK + sdl }));
  return createQueryPlanner(composeSupergraph(services).supergraphSdl).plan(query);
};
const calls = (...given: Parameters<typeof plan>) =>
  toOperations(plan(...given).node).map(({ serviceName }) => serviceName);

/** Each of these the native planner refuses, plans wrong, or ends the process at (0.0.38). */
describe('faults of the planner, reduced', () => {
  const owner = 'type Query { q(n: Int): E } type E @key(fields: "id") { id: ID! f: Int }';
  const requiring = (keys: string, more = '') =>
    `type E ${keys} { id: ID! code: String! f: Int @external rq: String @requires(fields: "f") ${more} }`;

  it('a required field in a subgraph with several keys does not end the process', () => {
    const c = requiring('@key(fields: "id") @key(fields: "code")');
    expect(calls({ a: owner, c }, '{ q { rq } }')).toEqual(['a', 'c']);
  });

  it('nor where no key is known to all', () => {
    const a = 'type E @key(fields: "id") { id: ID! f: Int }';
    const b = 'type Query { q: E } type E @key(fields: "code") { code: String! }';
    const c = requiring('@key(fields: "id") @key(fields: "code")');
    expect(calls({ a, b, c }, '{ q { rq } }')).toEqual(['b', 'c', 'a', 'c']);
  });

  it.each(['{ q { next { rq } } }', '{ q(n: 1) { x: next(a: 1) { rq next { rq } } } }'])(
    'a required field is reached where its own subgraph leads: %s',
    (query) => {
      const c = requiring('@key(fields: "id")', 'next(a: Int): E');
      const asked = calls({ a: owner, c }, query);
      expect(new Set(asked)).toEqual(new Set(['a', 'c']));
      expect(asked.at(-1)).toBe('c');
    },
  );

  it('an interface is found from its interface object, whichever subgraph comes first by name', () => {
    const object =
      'type Query { all: [I] } type I @interfaceObject @key(fields: "id") { id: ID! extra: Int }';
    const owning = `interface I @key(fields: "id") { id: ID! }
      type A implements I @key(fields: "id") { id: ID! own: Int }`;
    const query = '{ all { ... on A { own } } }';
    expect(calls({ first: object, second: owning }, query)).toEqual(['first', 'second']);
    expect(calls({ first: owning, second: object }, query)).toEqual(['second', 'first']);
  });

  it('what is provided on one path is not taken for provided on another of the same type', () => {
    const a = `type Query { q: E @provides(fields: "f to { id }") }
      type E @key(fields: "id") { id: ID! f: Int @external to: E @external }`;
    const b = 'type E @key(fields: "id") { id: ID! f: Int @shareable to: E @shareable }';
    expect(calls({ a, b }, '{ q { f to { id } } }')).toEqual(['a']);
    expect(calls({ a, b }, '{ q { to { f } } }')).toEqual(['a', 'b']);
  });

  it('an operation with a fragment without its braces is mended, a sound one is left alone', () => {
    const broken = 'query($y:Boolean!){q{...on E @skip(if: $y) k:f{id} ...on E @skip(if: $y){id}}}';
    const mended = mendEmptyFragments(broken);
    expect(() => parse(broken)).toThrow('Syntax Error');
    expect(() => parse(mended)).not.toThrow();
    expect(mended).toContain('k:f{id} ...on E @skip(if: $y){id}');
    const sound = '{q(a:"...on E @skip(if: true) x")}';
    expect(mendEmptyFragments(sound)).toBe(sound);
  });
});
