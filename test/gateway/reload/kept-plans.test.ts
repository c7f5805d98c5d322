import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../src/gateway/compose.ts';
import { type KeptPlanner, keepPlanner } from '../../../src/gateway/kept-plans/keep-planner.ts';
import { createQueryPlanner } from '../../../src/gateway/plan.ts';
import { toSubgraph } from '../support/graph.ts';
import { createRandomGraph } from '../support/random-graph.ts';
import { toRandomQuery } from '../support/random-query.ts';

interface Member {
  readonly name: string;
  readonly sdl: string;
}

const products = {
  name: 'products',
  sdl: `type Query { product: Product things: [Thing] }
    interface Thing { id: ID! }
    type Product implements Thing @key(fields: "id") { id: ID! name: String maker: Maker @provides(fields: "title") }
    type Maker @key(fields: "id place { town }") { id: ID! title: String @external place: Place }
    type Place @shareable { town: String }`,
};
const makers = {
  name: 'makers',
  sdl: `type Query { makers: [Maker] }
    type Maker @key(fields: "id place { town }") { id: ID! title: String @shareable place: Place }
    type Place @shareable { town: String }`,
};
const stock = {
  name: 'stock',
  sdl: `type Query { full: Boolean }
    type Product @key(fields: "id") { id: ID! weight: Int @external cost(of: Of): Int @requires(fields: "weight") }
    input Of { year: Int }`,
};
const weights = { name: 'weights', sdl: 'type Product @key(fields: "id") { id: ID! weight: Int }' };
/** Random graphs have theirs. */
const withLink = (member: Member) =>
  member.sdl.includes('@link') ? member : toSubgraph(member.name, member.sdl);
const all = [products, makers, stock, weights];
const change = (member: Member, ...pairs: [from: string, to: string][]): Member[] => {
  const sdl = pairs.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, member.sdl);
  return all.map((each) => (each === member ? { ...each, sdl } : each));
};

const QUERIES = {
  names: '{ product { name } }',
  titles: '{ product { maker { title } } }',
  costs: '{ product { cost(of: { year: 1 }) } }',
  makers: '{ makers { title place { town } } }',
  full: '{ full }',
  things: '{ things { id ... on Product { name } } }',
};

/** Which of the queries are planned anew when one graph follows the other; and whether kept plans are as fresh ones. */
function planAnew(before: readonly Member[], after: readonly Member[], queries: readonly string[]) {
  const planned: string[] = [];
  const counted = (sdl: string) => {
    const planner = createQueryPlanner(sdl);
    return {
      ...planner,
      plan: (...asked: Parameters<typeof planner.plan>) => {
        planned.push(asked[0]);
        return planner.plan(...asked);
      },
    };
  };
  const [first, second] = [before, after].map((members) => composeSupergraph(members.map(withLink)));
  const kept: KeptPlanner = keepPlanner(first!.supergraphSdl, undefined, counted);
  for (const query of queries) kept.planner.plan(query);
  const next = keepPlanner(second!.supergraphSdl, kept, counted);
  const schema = buildSchema(second!.apiSdl);
  const valid = queries.filter((query) => validate(schema, parse(query)).length === 0);
  planned.length = 0;
  const plans = valid.map((query) => next.planner.plan(query));
  const fresh = createQueryPlanner(second!.supergraphSdl);
  expect(plans).toEqual(valid.map((query) => fresh.plan(query)));
  return { planned, valid };
}

describe('after a reload, plans are made anew for what the change can reach, and for that alone', () => {
  const anew = (after: readonly Member[], before: readonly Member[] = all) => {
    const { planned } = planAnew(before, after, Object.values(QUERIES));
    return Object.entries(QUERIES).flatMap(([name, query]) => (planned.includes(query) ? [name] : []));
  };

  it.each<[what: string, after: () => readonly Member[], reached: string[]]>([
    ['a field that nothing asked for', () => change(makers, ['title:', 'age: Int title:']), []],
    ['a root field more', () => change(stock, ['full: Boolean', 'full: Boolean empty: Boolean']), []],
    ['an input that says more', () => change(stock, ['year: Int', 'year: Int month: Int']), []],
    ['a subgraph of its own', () => [...all, { name: 'news', sdl: 'type Query { news: String }' }], []],
    [
      'a root field elsewhere, too',
      () => [
        ...change(stock, ['full: Boolean', 'full: Boolean @shareable']),
        { name: 'news', sdl: 'type Query { full: Boolean @shareable }' },
      ],
      ['full'],
    ],
    [
      'a required field required no more',
      () => change(stock, ['weight: Int @external', ''], ['@requires(fields: "weight")', '']),
      ['costs'],
    ],
    [
      'a provided field provided no more',
      () => change(products, ['@provides(fields: "title")', ''], ['title: String @external', '']),
      ['titles', 'makers'],
    ],
    [
      'a field of a nested key',
      () => change(makers, ['town: String }', 'town: String! }']),
      ['titles', 'makers'],
    ],
    [
      'a subgraph that knows the entity too',
      () => [...all, { name: 'news', sdl: 'type Product @key(fields: "id") { id: ID! news: String }' }],
      ['names', 'titles', 'costs', 'things'],
    ],
    [
      'a type more of an interface',
      () =>
        change(makers, [
          'type Place',
          'interface Thing { id: ID! } type Idea implements Thing @key(fields: "id") { id: ID! } type Place',
        ]),
      ['names', 'titles', 'costs', 'things'],
    ],
    ['subgraphs that left', () => [products, makers], ['names', 'titles', 'things']],
  ])('%s', (_, after, reached) => {
    expect(anew(after())).toEqual(reached);
  });

  it('a subgraph of another name under the same sign: all', () => {
    const renamed = all.map((each) => (each === stock ? { ...stock, name: 'STOCK' } : each));
    expect(anew(renamed)).toEqual(Object.keys(QUERIES));
  });

  it('over random graphs, kept plans are those that would be made', () => {
    const counts = { planned: 0, valid: 0 };
    for (let seed = 400; seed < 430; seed++) {
      const made = createRandomGraph(seed, seed % 2 === 0);
      if (!made) continue;
      const { apiSdl } = composeSupergraph(made.subgraphs);
      const schema = buildSchema(apiSdl);
      const queries = Array.from({ length: 12 }, (_, at) =>
        toRandomQuery(schema, seed * 100 + at, 2 + (at % 4), true, 'query'),
      );
      const entity = /type (\w+)[^{]*@key\(fields: "id"\)/.exec(made.subgraphs[0]!.sdl)?.[1];
      if (!entity) continue;
      const late = { name: 'zz', sdl: `type ${entity} @key(fields: "id") { id: ID! late: Int }` };
      const { planned, valid } = planAnew(made.subgraphs, [...made.subgraphs, late], queries);
      counts.planned += planned.length;
      counts.valid += valid.length;
    }
    expect(counts.valid).toBeGreaterThan(100);
    expect(counts.planned).toBeGreaterThan(20);
    expect(counts.planned).toBeLessThan(counts.valid);
  });
});
