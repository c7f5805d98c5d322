import { fed2, type Suite } from '../suite.ts';

const products = [
  { __typename: 'Book', id: '1', price: 10.5 },
  { __typename: 'Book', id: '2', price: 7 },
];

export const circularReferenceInterface: Suite = {
  name: 'circular-reference-interface',
  subgraphs: [
    fed2(
      'a',
      `type Query { product: Product }
       interface Product { samePriceProduct: Product }
       type Book implements Product @key(fields: "id") {
         id: ID! samePriceProduct: Book @provides(fields: "price") price: Float @external
       }`,
      {
        Query: { product: () => products[0] },
        Book: {
          __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Book', id }),
          samePriceProduct: ({ id }: { id: string }) => products.find((product) => product.id !== id),
        },
      },
    ),
    fed2('b', `type Book @key(fields: "id") { id: ID! price: Float @shareable }`, {
      Book: { __resolveReference: ({ id }: { id: string }) => products.find((product) => product.id === id) },
    }),
  ],
  cases: [
    {
      query: '{ product { samePriceProduct { ... on Book { id price samePriceProduct { id price } } } } }',
      data: {
        product: { samePriceProduct: { id: '2', price: 7, samePriceProduct: { id: '1', price: 10.5 } } },
      },
    },
    {
      query:
        '{ product { __typename samePriceProduct { __typename samePriceProduct { __typename ... on Book { id } } } } }',
      data: {
        product: {
          __typename: 'Book',
          samePriceProduct: { __typename: 'Book', samePriceProduct: { __typename: 'Book', id: '1' } },
        },
      },
    },
    { query: '{ product { ... on Book { price } } }', data: { product: { price: 10.5 } } },
  ],
};
