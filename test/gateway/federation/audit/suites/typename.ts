import { byKey, fed2, type Suite } from '../suite.ts';

const nodes = [
  { __typename: 'Oven', id: 'o1', warranty: 1 },
  { __typename: 'Toaster', id: 't1', warranty: 2 },
];

/** `__typename` in every place and under every alias, also where nothing else is asked. */
export const typename: Suite = {
  name: 'typename',
  subgraphs: [
    fed2(
      'a',
      `type Query { products: [Product] users: [User] }
       union Product = Oven | Toaster
       interface Node { id: ID! }
       type Oven implements Node { id: ID! @shareable warranty: Int }
       type Toaster implements Node { id: ID! @shareable warranty: Int }
       type User @key(fields: "id") { id: ID! name: String }`,
      {
        Query: { products: () => nodes, users: () => [{ id: 'u1', name: 'Một' }] },
        User: { __resolveReference: byKey([{ id: 'u1', name: 'Một' }], 'id') },
      },
    ),
    fed2(
      'b',
      `interface Admin @key(fields: "id") { id: ID! isAdmin: Boolean! } type Root implements Admin @key(fields: "id") { id: ID! isAdmin: Boolean! } type Query { admin: Admin } type User @key(fields: "id") { id: ID! nick: String }`,
      {
        Query: { admin: () => ({ __typename: 'Root', id: 'r1', isAdmin: true }) },
        User: { __resolveReference: (reference: object) => reference, nick: () => 'biệt danh' },
      },
    ),
  ],
  cases: [
    {
      query:
        '{ products { __typename ... on Node { id a: __typename } ... on Oven { b: __typename warranty } } }',
      data: {
        products: [
          { __typename: 'Oven', id: 'o1', a: 'Oven', b: 'Oven', warranty: 1 },
          { __typename: 'Toaster', id: 't1', a: 'Toaster' },
        ],
      },
    },
    {
      query: '{ __typename users { __typename } }',
      data: { __typename: 'Query', users: [{ __typename: 'User' }] },
    },
    { query: '{ q: __typename ... on Query { r: __typename } }', data: { q: 'Query', r: 'Query' } },
    {
      query: '{ users { t: __typename name: __typename nick } }',
      data: { users: [{ t: 'User', name: 'User', nick: 'biệt danh' }] },
    },
    {
      oracleDiffers: 'it keeps one __typename of several',
      query: '{ admin { t: __typename ... on Admin { isAdmin } } products { t: __typename } }',
      data: { admin: { t: 'Root', isAdmin: true }, products: [{ t: 'Oven' }, { t: 'Toaster' }] },
    },
    { query: '{ products { ... on Toaster { id } } }', data: { products: [{}, { id: 't1' }] } },
  ],
};
