import { byKey, fed1, type Suite } from '../suite.ts';

const products = [{ id: 'p1', name: 'Một', price: 100 }];

/** Federation 1: a key that is `@external` where the root field is, without `extend`. */
export const mysteriousExternal: Suite = {
  name: 'mysterious-external',
  subgraphs: [
    fed1(
      'name',
      `type Query { productFromName: Product } type Product @extends @key(fields: "id") { id: ID! @external name: String! }`,
      {
        Query: { productFromName: () => products[0] },
        Product: { __resolveReference: byKey(products, 'id') },
      },
    ),
    fed1(
      'price',
      `type Query { productFromPrice: Product } type Product @key(fields: "id") { id: ID! price: Float! }`,
      {
        Query: { productFromPrice: () => products[0] },
        Product: { __resolveReference: byKey(products, 'id') },
      },
    ),
  ],
  cases: [
    { query: '{ productFromName { id } }', data: { productFromName: { id: 'p1' } } },
    { query: '{ productFromName { price id } }', data: { productFromName: { price: 100, id: 'p1' } } },
    { query: '{ productFromPrice { id name } }', data: { productFromPrice: { id: 'p1', name: 'Một' } } },
    {
      query: '{ productFromPrice { n: name name: price } }',
      data: { productFromPrice: { n: 'Một', name: 100 } },
    },
  ],
};
