import { byKey, fed2, type Suite } from '../suite.ts';

const users = [{ id: 'u1', name: 'Một', username: 'mot' }];
const reviews = [
  { id: 'r1', body: 'hay', author: 'u1', product: 'p1' },
  { id: 'r2', body: null, author: 'u1', product: 'p2' },
];
const products = [
  { upc: 'p1', name: 'Bàn', price: 899, weight: 100 },
  { upc: 'p2', name: 'Ghế', price: 1299, weight: 1000 },
];

/** The example of the federation documentation: accounts, inventory, products, reviews. */
export const simpleRequiresProvides: Suite = {
  name: 'simple-requires-provides',
  subgraphs: [
    fed2(
      'accounts',
      `type Query { me: User } type User @key(fields: "id") { id: ID! name: String username: String @shareable }`,
      {
        Query: { me: () => users[0] },
        User: { __resolveReference: byKey(users, 'id') },
      },
    ),
    fed2(
      'inventory',
      `type Product @key(fields: "upc") { upc: String! weight: Int @external price: Int @external inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") shippingEstimateTag: String @requires(fields: "price weight") }`,
      {
        Product: {
          __resolveReference: (reference: object) => ({ ...reference, inStock: true }),
          shippingEstimate: ({ price, weight }: { price: number; weight: number }) =>
            price > 1000 ? 0 : Math.round(weight * 0.5),
          shippingEstimateTag: ({ price, weight, upc }: { price: number; weight: number; upc: string }) =>
            `#${upc}#${price > 1000 ? 0 : Math.round(weight * 0.5)}#`,
        },
      },
    ),
    fed2(
      'products',
      `type Query { products: [Product] } type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
      {
        Query: { products: () => products },
        Product: { __resolveReference: byKey(products, 'upc') },
      },
    ),
    fed2(
      'reviews',
      `type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
       type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
       type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
      {
        Review: {
          __resolveReference: byKey(reviews, 'id'),
          author: () => users[0],
          product: ({ product }: { product: string }) => ({ upc: product }),
        },
        User: { __resolveReference: (reference: object) => reference, reviews: () => reviews },
        Product: {
          __resolveReference: (reference: object) => reference,
          reviews: ({ upc }: { upc: string }) => reviews.filter(({ product }) => product === upc),
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ me { name reviews { body product { inStock } } } }',
      data: {
        me: {
          name: 'Một',
          reviews: [
            { body: 'hay', product: { inStock: true } },
            { body: null, product: { inStock: true } },
          ],
        },
      },
    },
    {
      query: '{ products { upc shippingEstimate shippingEstimateTag reviews { author { username name } } } }',
      data: {
        products: [
          {
            upc: 'p1',
            shippingEstimate: 50,
            shippingEstimateTag: '#p1#50#',
            reviews: [{ author: { username: 'mot', name: 'Một' } }],
          },
          {
            upc: 'p2',
            shippingEstimate: 0,
            shippingEstimateTag: '#p2#0#',
            reviews: [{ author: { username: 'mot', name: 'Một' } }],
          },
        ],
      },
    },
    {
      query: '{ me { reviews { product { shippingEstimate reviews { author { reviews { id } } } } } } }',
      data: {
        me: {
          reviews: [50, 0].map((shippingEstimate) => ({
            product: { shippingEstimate, reviews: [{ author: { reviews: [{ id: 'r1' }, { id: 'r2' }] } }] },
          })),
        },
      },
    },
  ],
};
