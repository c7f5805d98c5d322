import { fed2, type Suite } from '../suite.ts';

interface Product {
  id: string;
  name: string;
  price: number;
}
const made = (name: string, price: number): Product => ({ id: `p-${name}`, name, price });
/** One number for each request of the suite: every case begins with `reset`. */
let number = 0;

export const mutations: Suite = {
  name: 'mutations',
  subgraphs: [
    fed2(
      'a',
      `type Query { product(id: ID!): Product! products: [Product!]! }
       type Mutation { addProduct(input: AddProductInput!): Product! multiply(by: Int!, requestId: String): Int! reset: Int! fail: Int }
       type Product @key(fields: "id") { id: ID! name: String! price: Float! }
       input AddProductInput { name: String! price: Float! }`,
      {
        Query: {
          product: (_: unknown, { id }: { id: string }) => made(id, 1),
          products: () => [made('a', 1)],
        },
        Mutation: {
          addProduct: (_: unknown, { input }: { input: Product }) => made(input.name, input.price),
          multiply: (_: unknown, { by }: { by: number }) => (number = number * by),
          reset: () => (number = 2),
          fail: () => {
            throw new Error('no');
          },
        },
        Product: { __resolveReference: ({ id }: { id: string }) => made(id.slice(2), 150) },
      },
    ),
    fed2(
      'b',
      `type Mutation { delete: Int! addCategory(name: String!): Category! }
       type Product @key(fields: "id") {
         id: ID! price: Float! @external isExpensive: Boolean! @requires(fields: "price") isAvailable: Boolean!
       }
       type Category @key(fields: "id") { id: ID! name: String! }`,
      {
        Mutation: {
          delete: () => {
            const last = number;
            number = 0;
            return last;
          },
          addCategory: (_: unknown, { name }: { name: string }) => ({ id: `c-${name}`, name }),
        },
        Product: {
          __resolveReference: (reference: object) => reference,
          isExpensive: ({ price }: { price: number }) => price > 100,
          isAvailable: () => true,
        },
      },
    ),
    fed2(
      'c',
      `type Mutation { add(num: Int!, requestId: String): Int! }
       type Category @key(fields: "id") { id: ID! products: [Product!]! }
       type Product @key(fields: "id", resolvable: false) { id: ID! }`,
      {
        Mutation: { add: (_: unknown, { num }: { num: number }) => (number = number + num) },
        Category: {
          __resolveReference: (reference: object) => reference,
          products: () => [{ id: 'p-x' }],
        },
      },
    ),
  ],
  cases: [
    {
      query:
        'mutation { addProduct(input: { name: "new", price: 599.99 }) { name price isExpensive isAvailable } }',
      data: { addProduct: { name: 'new', price: 599.99, isExpensive: true, isAvailable: true } },
    },
    {
      query: 'mutation { reset multiply(by: 5) add(num: 2) again: multiply(by: 3) delete left: add(num: 1) }',
      data: { reset: 2, multiply: 10, add: 12, again: 36, delete: 36, left: 1 },
    },
    {
      query: 'mutation { reset add(num: 2) delete last: reset two: add(num: 2) }',
      data: { reset: 2, add: 4, delete: 4, last: 2, two: 4 },
    },
    {
      query:
        'mutation M($name: String!, $n: Int! = 4) { reset five: add(num: $n) addCategory(name: $name) { id products { name isExpensive } } end: multiply(by: $n) }',
      variables: { name: 'đèn' },
      data: {
        reset: 2,
        five: 6,
        addCategory: { id: 'c-đèn', products: [{ name: 'x', isExpensive: true }] },
        end: 24,
      },
    },
    { query: 'mutation { reset fail add(num: 1) }', data: { reset: 2, fail: null, add: 3 }, errors: true },
    {
      oracleDiffers: 'it loses a mutation behind two fragments',
      query:
        'mutation { __typename ...M } fragment M on Mutation { reset ... on Mutation { add(num: 1) m: __typename } }',
      data: { __typename: 'Mutation', reset: 2, add: 3, m: 'Mutation' },
    },
  ],
};
