import { buildSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { createLocalClient } from '../../src/gateway/client.ts';
import { hasRecursiveVariable } from '../../src/gateway/recursive-input.ts';

const schema = buildSchema(`
  input Flat { n: Int }
  input Where { and: [Where!] not: Where flat: Flat n: Int }
  input Outer { flat: Flat twice: Flat where: [Where!] }
  type Query { count(where: Where, outer: Outer, flat: Flat): Int }
`);

it.each([
  ['query ($w: Where) { count(where: $w) }', true],
  ['query ($o: [Outer!]!) { count }', true],
  ['query ($f: Flat!) { count(flat: $f) }', false],
  ['query ($n: Int) { count(where: { not: { n: $n } }) }', false],
  ['{ count }', false],
])('%s: %s', (query, expected) => {
  expect(hasRecursiveVariable(schema, parse(query))).toBe(expected);
});

it('a query with a whole `where` as its variable is answered however often it is asked', async () => {
  const seen: unknown[] = [];
  schema.getQueryType()!.getFields().count!.resolve = (_, { where }) => seen.push(where);
  const client = createLocalClient({ name: 'sample', sdl: '', schema } as never);
  const where = { and: [{ not: { n: 1 } }] };
  for (let time = 1; time <= 3; time++)
    expect(
      await client.execute({
        query: 'query ($w: Where) { count(where: $w) }',
        variables: { w: where },
        contextValue: {},
      }),
    ).toEqual({ data: { count: time } });
  expect(JSON.parse(JSON.stringify(seen))).toEqual([where, where, where]);
});
