import { byKey, fed2, type Suite } from '../suite.ts';

const categories = [
  { id: 'c1', name: 'Xe', parent: 'c2' },
  { id: 'c2', name: 'Phương tiện', parent: null },
];
const find = (id: string | null) => categories.find((category) => category.id === id) ?? null;

export const nestedProvides: Suite = {
  name: 'nested-provides',
  subgraphs: [
    fed2(
      'category',
      `type Query { products: [Product] @provides(fields: "categories { id name parent { id } }") plain: [Product] }
       type Product @key(fields: "id") { id: ID! categories: [Category] @external }
       type Category @key(fields: "id") { id: ID! name: String @external parent: Category @external }`,
      {
        Query: {
          products: () => [{ id: 'p1', categories: [{ id: 'c1', name: 'cho sẵn', parent: { id: 'c2' } }] }],
          plain: () => [{ id: 'p1' }],
        },
        Product: { __resolveReference: (reference: object) => reference },
        Category: { __resolveReference: (reference: object) => reference },
      },
    ),
    fed2(
      'subcategories',
      `type Product @key(fields: "id") { id: ID! categories: [Category] @shareable }
       type Category @key(fields: "id") { id: ID! name: String @shareable parent: Category @shareable }`,
      {
        Product: {
          __resolveReference: (reference: object) => reference,
          categories: () => [categories[0]],
        },
        Category: {
          __resolveReference: byKey(categories, 'id'),
          parent: ({ parent }: { parent: string | null }) => find(parent),
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ products { id categories { id name } } }',
      data: { products: [{ id: 'p1', categories: [{ id: 'c1', name: 'cho sẵn' }] }] },
    },
    {
      oracleDiffers: 'it trusts the plan of the same planner',
      query: '{ products { categories { name parent { id name } } } }',
      data: {
        products: [{ categories: [{ name: 'cho sẵn', parent: { id: 'c2', name: 'Phương tiện' } }] }],
      },
    },
    {
      query: '{ plain { categories { name parent { name parent { name } } } } }',
      data: { plain: [{ categories: [{ name: 'Xe', parent: { name: 'Phương tiện', parent: null } }] }] },
    },
  ],
};
