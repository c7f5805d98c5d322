import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { toCacheKey } from '../../../src/gateway/cache/cache-key.ts';
import { createOpenData } from '../../../src/gateway/cache/open-data.ts';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { createOpenGraph } from '../support/open-graph.ts';

const { subgraphs } = createOpenGraph();
const { apiSchema } = createGateway({ subgraphs });
const openData = createOpenData(
  apiSchema,
  subgraphs.map(({ sdl }) => sdl),
);
const toDocument = (query: string) => {
  const document = parse(query);
  expect(validate(apiSchema, document)).toEqual([]);
  return document;
};
const judge = (query: string, operationName?: string) => openData.judge(toDocument(query), operationName);

describe('what is open data', () => {
  it.each([
    ['the least age counts', '{ roads { nodes { id name } } }', 60],
    ['a field of another subgraph may hold for less', '{ roads { nodes { name length } } }', 20],
    ["a field's own hint goes before its type's", '{ oldest { name } }', 7],
    ['a count holds as long as what is counted', '{ roads { totalCount } }', 60],
    ['a type with a key that says nothing', '{ repairs { id } }', undefined],
    ['one such type among others', '{ roads { nodes { id } } repairs { id } }', undefined],
    ['through an interface, each of its types', '{ things { id } }', undefined],
    ['a personal field', '{ roads { nodes { name builder } } }', undefined],
    ['an internal field of another subgraph', '{ roads { nodes { name owner } } }', undefined],
    ['a sealed root', '{ secret { name } }', undefined],
    ['a field without a class', '{ unsaid { name } }', undefined],
    ['a private hint', '{ shy { name } }', undefined],
    [
      'a personal field that may be skipped',
      'query($n: Boolean!) { oldest { id builder @skip(if: $n) } }',
      undefined,
    ],
    ['a personal field in a fragment', '{ oldest { ...F } } fragment F on Road { builder }', undefined],
    [
      'fragments of open fields',
      '{ oldest { ...F } } fragment F on Road { ... on Road { a: name __typename } }',
      7,
    ],
    ['introspection', '{ oldest { name } __schema { queryType { name } } }', undefined],
    ['a mutation', 'mutation { rename(name: "x") { road { name } } }', undefined],
  ])('%s', (_title, query, maxAge) => expect(judge(query)?.maxAge).toBe(maxAge));

  it('names the types whose change changes it, also where only a count is asked', () => {
    const types = (query: string) => [...judge(query)!.types];
    expect(types('{ roads { nodes { name } } }')).toEqual(['Road']);
    expect(types('{ roads { totalCount } }')).toEqual(['Road']);
    expect(types('{ oldest { id } roads { totalCount } }')).toEqual(['Road']);
    const mutation = toDocument('mutation { rename(name: "x") { __typename } }');
    expect([...openData.changedBy(mutation, undefined)]).toEqual(['Road']);
    expect([...openData.changedBy(toDocument('{ oldest { id } }'), undefined)]).toEqual([]);
  });

  it('judges the operation that is meant', () => {
    const both = 'query A { oldest { name } } query B { oldest { builder } }';
    expect(judge(both, 'A')?.maxAge).toBe(7);
    expect(judge(both, 'B')).toBeUndefined();
    expect(judge(both)).toBeUndefined();
  });
});

describe('the key of an answer', () => {
  const query = 'query A($p: Point, $f: Int) { roads(near: $p, first: $f) { nodes { name } } }';
  const keyOf = (variables: Record<string, unknown>, text = query, name?: string, generation = 1) =>
    toCacheKey(generation, parse(text), name, variables);

  it('is the same for what means the same', () => {
    const key = keyOf({ p: { x: 1, y: 2 }, f: 3 });
    expect(keyOf({ f: 3, p: { y: 2, x: 1 } })).toBe(key);
    expect(keyOf({ p: { x: 1, y: 2 }, f: 3, undeclared: 'x' })).toBe(key);
    expect(keyOf({ p: { x: 1, y: 2 }, f: 3 }, `# a comment\n${query.replaceAll(' ', '\n')}`)).toBe(key);
  });

  it('differs for everything else', () => {
    const keys = [
      keyOf({ p: { x: 1, y: 2 }, f: 3 }),
      keyOf({ p: { x: 2, y: 1 }, f: 3 }),
      keyOf({ p: { x: 1 }, f: 3 }),
      keyOf({ p: { x: 1, y: null }, f: 3 }),
      keyOf({ p: { x: '1', y: 2 }, f: 3 }),
      keyOf({ p: [['x', 1]], f: 3 }),
      keyOf({ f: 3 }),
      keyOf({}),
      keyOf({ f: 3 }, query, 'A'),
      keyOf({ f: 3 }, query.replace('name', 'id')),
      keyOf({ f: 3 }, query, undefined, 2),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
