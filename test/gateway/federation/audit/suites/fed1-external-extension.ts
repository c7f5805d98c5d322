import { byKey, fed1, type Suite } from '../suite.ts';

const products = [
  { upc: 'p1', name: 'Một', price: 1500, weight: 2 },
  { upc: 'p2', name: 'Hai', price: null, weight: 3 },
];

/** Federation 1 with `extend type`, `@requires` over its own `@external` fields, `@provides`. */
export const fed1ExternalExtension: Suite = {
  name: 'fed1-external-extension',
  subgraphs: [
    fed1(
      'catalogue',
      `extend type Query { topProducts(first: Int = 5): [Product] }
       type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
      {
        Query: { topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first) },
        Product: { __resolveReference: byKey(products, 'upc') },
      },
    ),
    fed1(
      'inventory',
      `extend type Product @key(fields: "upc") {
         upc: String! @external price: Int @external weight: Int @external
         inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
       }`,
      {
        Product: {
          __resolveReference: (reference: object) => reference,
          inStock: ({ upc }: { upc: string }) => upc === 'p1',
          shippingEstimate: ({ price, weight }: { price: number | null; weight: number }) =>
            price === null ? null : price * weight,
        },
      },
    ),
    fed1(
      'reviews',
      `extend type Query { latest: [Review] }
       type Review { body: String product: Product @provides(fields: "name") }
       extend type Product @key(fields: "upc") { upc: String! @external name: String @external reviews: [Review] }`,
      {
        Query: { latest: () => [{ body: 'hay', product: products[0] }] },
        Product: {
          __resolveReference: byKey(products, 'upc'),
          reviews: ({ upc }: { upc: string }) => [{ body: `về ${upc}`, product: { upc, name: 'cho sẵn' } }],
        },
      },
    ),
  ],
  cases: [
    {
      oracleDiffers: 'it sends no null in a representation',
      query: '{ topProducts { upc inStock shippingEstimate } }',
      data: {
        topProducts: [
          { upc: 'p1', inStock: true, shippingEstimate: 3000 },
          { upc: 'p2', inStock: false, shippingEstimate: null },
        ],
      },
    },
    {
      query: '{ topProducts(first: 1) { reviews { body product { name price inStock } } } }',
      data: {
        topProducts: [
          { reviews: [{ body: 'về p1', product: { name: 'cho sẵn', price: 1500, inStock: true } }] },
        ],
      },
    },
    {
      query: '{ latest { product { shippingEstimate } } topProducts(first: 0) { upc } }',
      data: { latest: [{ product: { shippingEstimate: 3000 } }], topProducts: [] },
    },
  ],
};
