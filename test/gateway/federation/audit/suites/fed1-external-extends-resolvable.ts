import { byKey, fed1, fed2, type Suite } from '../suite.ts';

const products = [{ id: 'p1', upc: 'upc1', name: 'Một', price: 12, total: 0 }];

/** A chain of subgraphs with different keys, one of them not resolvable, old and new federation side by side. */
export const fed1ExternalExtendsResolvable: Suite = {
  name: 'fed1-external-extends-resolvable',
  subgraphs: [
    fed1(
      'a',
      `type Query { productInA: Product } type Product @extends @key(fields: "id") { id: ID! @external pid: ID! }`,
      {
        Query: { productInA: () => ({ id: 'p1', pid: 'pid1' }) },
        Product: { __resolveReference: ({ id }: { id: string }) => ({ id, pid: `pid-${id}` }) },
      },
    ),
    fed1('b', `type Product @key(fields: "id") @key(fields: "upc") { id: ID! upc: String! name: String }`, {
      Product: {
        __resolveReference: ({ id, upc }: { id?: string; upc?: string }) =>
          products.find((product) => product.id === id || product.upc === upc) ?? null,
      },
    }),
    fed2(
      'c',
      `type Query { productInC: Product }
       type Product @key(fields: "upc", resolvable: false) { upc: String! hidden: Int @shareable }`,
      { Query: { productInC: () => ({ upc: 'upc1', hidden: 5 }) } },
    ),
    fed2('d', `type Product @key(fields: "upc") { upc: String! price: Float hidden: Int @shareable }`, {
      Product: { __resolveReference: byKey(products, 'upc') },
    }),
  ],
  cases: [
    {
      query: '{ productInA { id pid name price upc } }',
      data: { productInA: { id: 'p1', pid: 'pid1', name: 'Một', price: 12, upc: 'upc1' } },
    },
    {
      query: '{ productInC { hidden pid price name } }',
      data: { productInC: { hidden: 5, pid: 'pid-p1', price: 12, name: 'Một' } },
    },
  ],
};
