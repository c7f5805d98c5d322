import { byKey, fed2, type Suite } from '../suite.ts';

const nodes = [
  { __typename: 'Product', id: 'p1', field: 'f1', price: 5 },
  { __typename: 'Product', id: 'p2', field: 'f2', price: 6 },
];

/** An interface object whose key cannot be entered: its subgraph serves root fields and references only. */
export const nonResolvableInterfaceObject: Suite = {
  name: 'non-resolvable-interface-object',
  subgraphs: [
    fed2(
      'a',
      `type Query { product: Node }
       interface Node @key(fields: "id") { id: ID! }
       type Product implements Node @key(fields: "id") { id: ID! price: Float }`,
      {
        Query: { product: () => nodes[0] },
        Node: { __resolveReference: byKey(nodes, 'id') },
        Product: { __resolveReference: byKey(nodes, 'id') },
      },
    ),
    fed2(
      'b',
      `type Query { b: Node list: [Node!] }
       type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
      { Query: { b: () => nodes[0], list: () => nodes } },
    ),
    fed2('c', `type Node @key(fields: "id") @interfaceObject { id: ID! more: Int }`, {
      Node: {
        __resolveReference: byKey(nodes, 'id'),
        more: ({ id }: { id: string }) => Number(id.slice(1)),
      },
    }),
  ],
  cases: [
    { query: '{ b { id } list { id } }', data: { b: { id: 'p1' }, list: [{ id: 'p1' }, { id: 'p2' }] } },
    {
      query: '{ product { id more ... on Product { price } } }',
      data: { product: { id: 'p1', more: 1, price: 5 } },
    },
    {
      query: '{ b { more } list { ... on Product { price } } }',
      data: { b: { more: 1 }, list: [{ price: 5 }, { price: 6 }] },
    },
    {
      query: '{ b { ... on Product { price } more __typename } }',
      data: { b: { price: 5, more: 1, __typename: 'Product' } },
    },
    {
      query: '{ list { ... on Product { id more } } }',
      data: {
        list: [
          { id: 'p1', more: 1 },
          { id: 'p2', more: 2 },
        ],
      },
    },
  ],
};
