import { byKey, fed2, type Suite } from '../suite.ts';

const products = [
  { id: 'p1', pid: 'p1-pid', category: { id: 'c1', name: 'Loại 1' } },
  { id: 'p2', pid: 'p2-pid', category: { id: 'c2', name: 'Loại 2' } },
];

/** A field of a value type is reached by asking its parent again. */
export const parentEntityCall: Suite = {
  name: 'parent-entity-call',
  subgraphs: [
    fed2('a', `type Query { products: [Product] } type Product @key(fields: "id pid") { id: ID! pid: ID! }`, {
      Query: { products: () => products },
      Product: { __resolveReference: (reference: object) => reference },
    }),
    fed2(
      'b',
      `type Product @key(fields: "id pid") { id: ID! pid: ID! category: Category @shareable }
       type Category { details: String @shareable own: Int }`,
      {
        Product: {
          __resolveReference: (reference: object) => reference,
          category: ({ id }: { id: string }) => ({ details: `b${id}`, own: 1 }),
        },
      },
    ),
    fed2(
      'c',
      `type Product @key(fields: "id") { id: ID! category: Category @shareable }
       type Category { id: ID! name: String! details: String @shareable }`,
      {
        Product: { __resolveReference: byKey(products, 'id') },
        Category: { details: ({ id }: { id: string }) => `bp${id.slice(1)}` },
      },
    ),
  ],
  cases: [
    {
      query: '{ products { category { name own } } }',
      data: {
        products: [{ category: { name: 'Loại 1', own: 1 } }, { category: { name: 'Loại 2', own: 1 } }],
      },
    },
    {
      query: '{ products { id category { id details } } }',
      data: {
        products: [
          { id: 'p1', category: { id: 'c1', details: 'bp1' } },
          { id: 'p2', category: { id: 'c2', details: 'bp2' } },
        ],
      },
    },
    {
      query: '{ products { category { o: own i: id } other: category { own: name name: own } } }',
      data: {
        products: [
          { category: { o: 1, i: 'c1' }, other: { own: 'Loại 1', name: 1 } },
          { category: { o: 1, i: 'c2' }, other: { own: 'Loại 2', name: 1 } },
        ],
      },
    },
  ],
};
