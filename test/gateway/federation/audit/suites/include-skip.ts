import { byKey, fed2, type Suite } from '../suite.ts';

const products = [{ id: 'p1', price: 100, isExpensive: true }];

export const includeSkip: Suite = {
  name: 'include-skip',
  subgraphs: [
    fed2('a', `type Query { product: Product } type Product @key(fields: "id") { id: ID! price: Float }`, {
      Query: { product: () => products[0] },
      Product: { __resolveReference: byKey(products, 'id') },
    }),
    fed2(
      'b',
      `type Product @key(fields: "id") {
         id: ID! price: Float @external isExpensive: Boolean! @requires(fields: "price") note: String
       }`,
      {
        Product: {
          __resolveReference: (reference: object) => reference,
          isExpensive: ({ price }: { price?: number }) => {
            if (price === undefined) throw new Error('no price');
            return price > 50;
          },
          note: ({ id }: { id: string }) => `ghi chú ${id}`,
        },
      },
    ),
    fed2(
      'c',
      `type Product @key(fields: "id") {
         id: ID! isExpensive: Boolean! @external
         include: Boolean! @requires(fields: "isExpensive") skip: Boolean! @requires(fields: "isExpensive")
         neverCalledInclude: Boolean! @requires(fields: "isExpensive")
         neverCalledSkip: Boolean! @requires(fields: "isExpensive")
       }`,
      {
        Product: {
          __resolveReference: (reference: object) => reference,
          include: ({ isExpensive }: { isExpensive: boolean }) => isExpensive,
          skip: ({ isExpensive }: { isExpensive: boolean }) => isExpensive,
          neverCalledInclude: () => {
            throw new Error('called');
          },
          neverCalledSkip: () => {
            throw new Error('called');
          },
        },
      },
    ),
  ],
  cases: [
    {
      query: 'query($bool: Boolean = false) { product { price neverCalledInclude @include(if: $bool) } }',
      data: { product: { price: 100 } },
    },
    {
      query: 'query($bool: Boolean = true) { product { price neverCalledSkip @skip(if: $bool) } }',
      data: { product: { price: 100 } },
    },
    {
      query: 'query($bool: Boolean! = true) { product { price include @include(if: $bool) } }',
      data: { product: { price: 100, include: true } },
    },
    {
      query: 'query($bool: Boolean!) { product { price skip @skip(if: $bool) } }',
      variables: { bool: false },
      data: { product: { price: 100, skip: true } },
    },
    {
      query:
        'query($a: Boolean!, $b: Boolean!) { product { ...F @include(if: $a) ... @skip(if: $b) { note } } } fragment F on Product { include @skip(if: $b) neverCalledSkip @include(if: $b) }',
      variables: { a: true, b: false },
      data: { product: { include: true, note: 'ghi chú p1' } },
    },
    {
      query:
        'query($a: Boolean!, $b: Boolean!) { product @skip(if: $a) { include } p: product { note @include(if: $a) @skip(if: $b) id @include(if: $b) } }',
      variables: { a: true, b: false },
      data: { p: { note: 'ghi chú p1' } },
    },
    {
      oracleDiffers: 'it answers null when nothing is left to ask',
      query: 'query($a: Boolean!) { product @include(if: $a) { skip include @include(if: $a) } }',
      variables: { a: false },
      data: {},
    },
    {
      query: '{ product { neverCalledInclude @include(if: false) neverCalledSkip @skip(if: true) } }',
      data: { product: {} },
    },
  ],
};
