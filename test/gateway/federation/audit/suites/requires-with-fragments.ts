import { fed2, type Suite } from '../suite.ts';

const entity = {
  id: 'e1',
  data: { foo: 'foo', __typename: 'Bar', bar: 'bar', more: { x: 1 } },
};

export const requiresWithFragments: Suite = {
  name: 'requires-with-fragments',
  subgraphs: [
    fed2(
      'a',
      `type Query { a: Entity }
       type Entity @key(fields: "id") { id: ID! data: Foo }
       interface Foo { foo: String! }
       interface Foo2 implements Foo { foo: String! bar: String! }
       type Bar implements Foo & Foo2 { foo: String! bar: String! more: More @shareable }
       type Baz implements Foo { foo: String! @shareable baz: String! @shareable }
       type More @shareable { x: Int }`,
      { Query: { a: () => entity }, Entity: { __resolveReference: () => entity } },
    ),
    fed2(
      'b',
      `type Query { b: Entity }
       type Entity @key(fields: "id") {
         id: ID! data: Foo @external
         requirer: String! @requires(fields: "data { foo ... on Bar { bar more { x } } ... on Baz { baz } }")
         requirer2: String! @requires(fields: "data { foo ... on Bar { bar } }")
       }
       interface Foo { foo: String! }
       interface Foo2 implements Foo { foo: String! bar: String! }
       type Bar implements Foo & Foo2 { foo: String! @external bar: String! @external more: More @shareable }
       type Baz implements Foo { foo: String! @external baz: String! @external }
       type More @shareable { x: Int }`,
      {
        Query: { b: () => ({ id: 'e1' }) },
        Entity: {
          __resolveReference: (reference: object) => reference,
          requirer: ({ data }: typeof entity) => `${data.foo}_${data.bar}_${data.more?.x}`,
          requirer2: ({ data }: typeof entity) => data.foo,
        },
      },
    ),
  ],
  cases: [
    { query: '{ a { requirer } }', data: { a: { requirer: 'foo_bar_1' } } },
    { query: '{ b { requirer requirer2 } }', data: { b: { requirer: 'foo_bar_1', requirer2: 'foo' } } },
    {
      query:
        '{ b { data { ... on Foo2 { bar } __typename } id requirer } a { data { foo ... on Bar { more { x } } } } }',
      data: {
        b: { data: { bar: 'bar', __typename: 'Bar' }, id: 'e1', requirer: 'foo_bar_1' },
        a: { data: { foo: 'foo', more: { x: 1 } } },
      },
    },
  ],
};
