import { byKey, fed2, type Suite } from '../suite.ts';

const products = [
  { id: '1', pid: 'p1', category: { id: 'c1', tag: 't1' }, name: 'Một', price: 100, url: '/1' },
  { id: '2', pid: 'p2', category: { id: 'c2', tag: 't2' }, name: 'Hai', price: 200, url: '/2' },
];
const byCategory = ({ id, category }: { id: string; category: { id: string; tag: string } }) =>
  products.find((product) => product.id === id && product.category.tag === category.tag) ?? null;

/** Keys that are nested, lists of entities and several levels deep. */
export const complexEntityCall: Suite = {
  name: 'complex-entity-call',
  subgraphs: [
    fed2(
      'products',
      `type Query { topProducts: ProductList! @shareable }
       type ProductList @key(fields: "products { id pid }") { products: [Product!]! @shareable }
       type Product @key(fields: "id pid") { id: String! pid: String category: Category @shareable }
       type Category @shareable { id: String! tag: String }`,
      {
        Query: { topProducts: () => ({ products }) },
        ProductList: {
          __resolveReference: (list: { products: { id: string }[] }) => ({
            products: list.products.map(({ id }) => products.find((product) => product.id === id)),
          }),
        },
        Product: { __resolveReference: byKey(products, 'id') },
      },
    ),
    fed2(
      'list',
      `type ProductList @key(fields: "products { id pid }") {
         products: [Product!]! @shareable first: Product @shareable selected: Product @shareable
       }
       type Product @key(fields: "id pid") { id: String! pid: String }`,
      {
        ProductList: {
          __resolveReference: (list: { products: object[] }) => ({
            ...list,
            first: list.products[0],
            selected: list.products[1],
          }),
        },
        Product: { __resolveReference: (reference: object) => reference },
      },
    ),
    fed2(
      'link',
      `type Product @key(fields: "id") @key(fields: "id pid") { id: String! @shareable pid: String! @shareable }`,
      { Product: { __resolveReference: byKey(products, 'id') } },
    ),
    fed2(
      'price',
      `type ProductList @key(fields: "products { id pid category { id tag } } selected { id }") {
         products: [Product!]! first: Product @shareable selected: Product @shareable average: Float
       }
       type Product @key(fields: "id pid category { id tag }") {
         id: String! price: Float pid: String category: Category
       }
       type Category @shareable { id: String! tag: String }`,
      {
        ProductList: {
          __resolveReference: (list: object) => list,
          average: ({ products: list }: { products: { id: string }[] }) =>
            list.reduce((sum, { id }) => sum + products.find((product) => product.id === id)!.price, 0) /
            list.length,
        },
        Product: { __resolveReference: byCategory },
      },
    ),
  ],
  cases: [
    {
      query: '{ topProducts { products { id pid price category { id tag } } } }',
      data: {
        topProducts: {
          products: products.map(({ id, pid, price, category }) => ({ id, pid, price, category })),
        },
      },
    },
    {
      query: '{ topProducts { selected { id price } first { id pid } average } }',
      data: {
        topProducts: { selected: { id: '2', price: 200 }, first: { id: '1', pid: 'p1' }, average: 150 },
      },
    },
    {
      query: '{ topProducts { average products { price } } }',
      data: { topProducts: { average: 150, products: [{ price: 100 }, { price: 200 }] } },
    },
  ],
};
