import { byKey, fed2, type Suite } from '../suite.ts';

const users = [
  { id: 'u1', name: 'Một' },
  { id: 'u2', name: null },
];

/** The same field is `ID` in one subgraph and `ID!` in another, within unions. */
export const childTypeMismatch: Suite = {
  name: 'child-type-mismatch',
  subgraphs: [
    fed2(
      'a',
      `type Query { users: [User!]! accounts: [Account!]! }
       type User @key(fields: "id") { id: ID @shareable name: String }
       type Admin @key(fields: "id") { id: ID @shareable photo: String }
       union Account = User | Admin`,
      {
        Query: {
          users: () => users,
          accounts: () => [
            { __typename: 'User', id: 'u1', name: 'Một' },
            { __typename: 'Admin', id: 'a1', photo: 'p.png' },
          ],
        },
        User: { __resolveReference: byKey(users, 'id') },
        Admin: { __resolveReference: ({ id }: { id: string }) => ({ id, photo: `${id}.png` }) },
      },
    ),
    fed2(
      'b',
      `type User @key(fields: "id") { id: ID! @shareable similarAccounts: [Account!]! }
       type Admin @key(fields: "id") { id: ID! @shareable similarAccounts: [Account!]! }
       union Account = User | Admin`,
      {
        User: {
          __resolveReference: (reference: object) => reference,
          similarAccounts: () => [
            { __typename: 'User', id: 'u2' },
            { __typename: 'Admin', id: 'a2' },
          ],
        },
        Admin: {
          __resolveReference: (reference: object) => reference,
          similarAccounts: () => [{ __typename: 'User', id: 'u1' }],
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ users { id name } accounts { ... on User { id name } ... on Admin { id photo } } }',
      data: {
        users: [
          { id: 'u1', name: 'Một' },
          { id: 'u2', name: null },
        ],
        accounts: [
          { id: 'u1', name: 'Một' },
          { id: 'a1', photo: 'p.png' },
        ],
      },
    },
    {
      query: '{ users { id similarAccounts { ... on User { id name } ... on Admin { id } } } }',
      data: {
        users: ['u1', 'u2'].map((id) => ({
          id,
          similarAccounts: [{ id: 'u2', name: null }, { id: 'a2' }],
        })),
      },
    },
    {
      query:
        '{ users { similarAccounts { __typename ... on User { name similarAccounts { ... on User { name } __typename } } } } }',
      data: {
        users: [1, 2].map(() => ({
          similarAccounts: [
            {
              __typename: 'User',
              name: null,
              similarAccounts: [{ name: null, __typename: 'User' }, { __typename: 'Admin' }],
            },
            { __typename: 'Admin' },
          ],
        })),
      },
    },
  ],
};
