import { fed2, type Suite } from '../suite.ts';

/** The same, when the value type's fields lie in three subgraphs and its parent is reached by different keys. */
export const parentEntityCallComplex: Suite = {
  name: 'parent-entity-call-complex',
  subgraphs: [
    fed2(
      'a',
      `type Product @key(fields: "id") @key(fields: "id pid") { id: ID! pid: ID! category: Category @shareable } type Category { details: String }`,
      {
        Product: {
          __resolveReference: ({ id }: { id: string }) => ({ id, pid: `pid-${id}` }),
          category: ({ id }: { id: string }) => ({ details: `chi tiết ${id}` }),
        },
      },
    ),
    fed2(
      'b',
      `type Query { productFromB(id: ID!): Product } type Product @key(fields: "id pid") { id: ID! pid: ID! @shareable category: Category @shareable } type Category { id: ID! @shareable }`,
      {
        Query: { productFromB: (_: unknown, { id }: { id: string }) => ({ id, pid: `pid-${id}` }) },
        Product: {
          __resolveReference: (reference: object) => reference,
          category: ({ id }: { id: string }) => ({ id: `c-${id}` }),
        },
      },
    ),
    fed2(
      'c',
      `type Product @key(fields: "id pid") { id: ID! pid: ID! category: Category @shareable } type Category { id: ID! @shareable name: String! }`,
      {
        Product: {
          __resolveReference: (reference: object) => reference,
          category: ({ id }: { id: string }) => ({ id: `c-${id}`, name: `loại ${id}` }),
        },
      },
    ),
    fed2(
      'd',
      `type Query { productFromD(id: ID!): Product } type Product @key(fields: "id") { id: ID! name: String! }`,
      {
        Query: { productFromD: (_: unknown, { id }: { id: string }) => ({ id }) },
        Product: {
          __resolveReference: (reference: object) => reference,
          name: ({ id }: { id: string }) => `tên ${id}`,
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ productFromD(id: "1") { id name category { id name details } } }',
      data: {
        productFromD: {
          id: '1',
          name: 'tên 1',
          category: { id: 'c-1', name: 'loại 1', details: 'chi tiết 1' },
        },
      },
    },
    {
      query: 'query($id: ID! = "7") { productFromB(id: $id) { category { details name } name } }',
      data: { productFromB: { category: { details: 'chi tiết 7', name: 'loại 7' }, name: 'tên 7' } },
    },
  ],
};
