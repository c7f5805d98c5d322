import { fed2, type Suite } from '../suite.ts';

const make = (name: string, fields: string, product: object) =>
  fed2(
    name,
    `type Query { product: Product @shareable products: [Product] @shareable echo(text: String = "mặc định"): String @shareable } ${fields}`,
    {
      Query: {
        product: () => product,
        products: () => [product, product],
        echo: (_: unknown, { text }: { text: string }) => text,
      },
    },
  );

/** One root field in three subgraphs, each with its own part of a type without a key. */
export const sharedRoot: Suite = {
  name: 'shared-root',
  subgraphs: [
    make(
      'category',
      'type Product @shareable { id: ID! category: Category } type Category @shareable { id: ID! name: String! }',
      {
        id: '1',
        category: { id: 'c1', name: 'Loại' },
      },
    ),
    make(
      'name',
      'type Product @shareable { id: ID! name: Name! } type Name @shareable { id: ID! brand: String! model: String }',
      {
        id: '1',
        name: { id: 'n1', brand: 'Hãng', model: 'Mẫu' },
      },
    ),
    make(
      'price',
      'type Product @shareable { id: ID! price: Price } type Price @shareable { id: ID! amount: Int currency: String }',
      {
        id: '1',
        price: { id: 'pr1', amount: 1000, currency: 'VND' },
      },
    ),
  ],
  cases: [
    {
      query: '{ product { id name { id brand model } category { id name } price { id amount currency } } }',
      data: {
        product: {
          id: '1',
          name: { id: 'n1', brand: 'Hãng', model: 'Mẫu' },
          category: { id: 'c1', name: 'Loại' },
          price: { id: 'pr1', amount: 1000, currency: 'VND' },
        },
      },
    },
    {
      query: '{ products { p: price { amount } name { brand } category { name } } }',
      data: {
        products: [1, 2].map(() => ({
          p: { amount: 1000 },
          name: { brand: 'Hãng' },
          category: { name: 'Loại' },
        })),
      },
    },
    {
      query:
        'query($t: String) { echo a: echo(text: $t) product { category { id } } b: product { price { id } name { id } } }',
      variables: { t: 'khác' },
      data: {
        echo: 'mặc định',
        a: 'khác',
        product: { category: { id: 'c1' } },
        b: { price: { id: 'pr1' }, name: { id: 'n1' } },
      },
    },
  ],
};
