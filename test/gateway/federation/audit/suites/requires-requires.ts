import { byKey, fed2, type Suite } from '../suite.ts';

const products = [
  { id: 'p1', price: 10, hasDiscount: true },
  { id: 'p2', price: 80, hasDiscount: false },
];
const given = (reference: object) => reference;

/** A chain: what is required requires something itself, over four subgraphs. */
export const requiresRequires: Suite = {
  name: 'requires-requires',
  subgraphs: [
    fed2(
      'a',
      `type Query { product: Product products: [Product!] } type Product @key(fields: "id") { id: ID! price: Float! @external hasDiscount: Boolean! @requires(fields: "price") }`,
      {
        Query: { product: () => ({ id: 'p1' }), products: () => [{ id: 'p2' }, { id: 'p1' }] },
        Product: { __resolveReference: given, hasDiscount: ({ price }: { price: number }) => price < 50 },
      },
    ),
    fed2(
      'b',
      `type Product @key(fields: "id") { id: ID! hasDiscount: Boolean! @external isExpensive: Boolean! @requires(fields: "hasDiscount") isExpensiveWithDiscount: Boolean! @external canAfford: Boolean! @requires(fields: "isExpensiveWithDiscount") }`,
      {
        Product: {
          __resolveReference: given,
          isExpensive: ({ hasDiscount }: { hasDiscount: boolean }) => !hasDiscount,
          canAfford: ({ isExpensiveWithDiscount }: { isExpensiveWithDiscount: boolean }) =>
            !isExpensiveWithDiscount,
        },
      },
    ),
    fed2(
      'c',
      `type Product @key(fields: "id") { id: ID! price: Float! isExpensive: Boolean! @external hasDiscount: Boolean! @external isExpensiveWithDiscount: Boolean! @requires(fields: "hasDiscount isExpensive") }`,
      {
        Product: {
          __resolveReference: ({ id, ...rest }: { id: string }) => ({
            ...byKey(products, 'id')({ id } as never),
            ...rest,
          }),
          isExpensiveWithDiscount: ({
            hasDiscount,
            isExpensive,
          }: {
            hasDiscount: boolean;
            isExpensive: boolean;
          }) => isExpensive && !hasDiscount,
        },
      },
    ),
    fed2(
      'd',
      `type Product @key(fields: "id") { id: ID! canAfford: Boolean! @external isExpensive: Boolean! @external canAffordWithDiscount: Boolean! @requires(fields: "canAfford isExpensive") }`,
      {
        Product: {
          __resolveReference: given,
          canAffordWithDiscount: ({ canAfford, isExpensive }: { canAfford: boolean; isExpensive: boolean }) =>
            canAfford && !isExpensive,
        },
      },
    ),
  ],
  cases: [
    { query: '{ product { canAfford } }', data: { product: { canAfford: true } } },
    { query: '{ product { isExpensive } }', data: { product: { isExpensive: false } } },
    {
      query: '{ product { isExpensiveWithDiscount canAfford } }',
      data: { product: { isExpensiveWithDiscount: false, canAfford: true } },
    },
    {
      query: '{ product { canAffordWithDiscount price } }',
      data: { product: { canAffordWithDiscount: true, price: 10 } },
    },
    {
      oracleDiffers: 'an alias overwrites what its next call needs',
      query:
        '{ products { price: canAffordWithDiscount hasDiscount: id isExpensive: hasDiscount canAfford } }',
      data: {
        products: [
          { price: false, hasDiscount: 'p2', isExpensive: false, canAfford: false },
          { price: true, hasDiscount: 'p1', isExpensive: true, canAfford: true },
        ],
      },
    },
  ],
};
