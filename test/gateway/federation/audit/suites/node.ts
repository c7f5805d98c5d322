import { byKey, fed2, type Suite } from '../suite.ts';

const products = [{ __typename: 'Product', id: 'p-1', name: 'Một', price: 10 }];
const categories = [{ __typename: 'Category', id: 'pc-1', name: 'Loại' }];

/** Relay's `node`, in one subgraph; the types' fields in others; and `nodes` in a shared form. */
export const node: Suite = {
  name: 'node',
  subgraphs: [
    fed2(
      'node',
      `type Query { productNode: Node categoryNode: Node nodes: [Node] }
       interface Node { id: ID! }
       type Product implements Node @key(fields: "id") { id: ID! }
       type Category implements Node @key(fields: "id") { id: ID! }`,
      {
        Query: {
          productNode: () => products[0],
          categoryNode: () => categories[0],
          nodes: () => [products[0], null, categories[0]],
        },
        Product: { __resolveReference: byKey(products, 'id') },
        Category: { __resolveReference: byKey(categories, 'id') },
      },
    ),
    fed2(
      'types',
      `interface Node { id: ID! }
       type Product implements Node @key(fields: "id") { id: ID! name: String! price: Float! }
       type Category implements Node @key(fields: "id") { id: ID! name: String! }`,
      {
        Product: { __resolveReference: byKey(products, 'id') },
        Category: { __resolveReference: byKey(categories, 'id') },
      },
    ),
  ],
  cases: [
    {
      query: '{ productNode { ... on Product { id name __typename price } } }',
      data: { productNode: { id: 'p-1', name: 'Một', __typename: 'Product', price: 10 } },
    },
    { query: '{ categoryNode { ... on Product { id price } } }', data: { categoryNode: {} } },
    {
      query:
        '{ nodes { ...N } } fragment N on Node { id ... on Category { name } ... on Product { title: name } }',
      data: { nodes: [{ id: 'p-1', title: 'Một' }, null, { id: 'pc-1', name: 'Loại' }] },
    },
  ],
};
