import { fed2, type Suite } from '../suite.ts';

const users = [
  { __typename: 'User', id: 'u1', name: 'Một', age: 11 },
  { __typename: 'Admin', id: 'u2', name: 'Hai', age: 22 },
];
const find = ({ id }: { id: string }) => users.find((user) => user.id === id);

export const interfaceObjectWithRequires: Suite = {
  name: 'interface-object-with-requires',
  subgraphs: [
    fed2(
      'a',
      `type Query { users: [NodeWithName!]! }
       interface NodeWithName @key(fields: "id") { id: ID! name: String }
       type User implements NodeWithName @key(fields: "id") { id: ID! name: String age: Int }
       type Admin implements NodeWithName @key(fields: "id") { id: ID! name: String age: Int }`,
      {
        Query: { users: () => users },
        NodeWithName: { __resolveReference: find },
        User: { __resolveReference: find },
        Admin: { __resolveReference: find },
      },
    ),
    fed2(
      'b',
      `type Query { anotherUsers: [NodeWithName] }
       type NodeWithName @key(fields: "id") @interfaceObject {
         id: ID! name: String @external username: String @requires(fields: "name")
       }`,
      {
        Query: { anotherUsers: () => users.map(({ id }) => ({ id })) },
        NodeWithName: {
          __resolveReference: (reference: object) => reference,
          username: ({ name }: { name?: string }) => `${name}#`,
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ users { id name username } }',
      data: {
        users: [
          { id: 'u1', name: 'Một', username: 'Một#' },
          { id: 'u2', name: 'Hai', username: 'Hai#' },
        ],
      },
    },
    {
      oracleDiffers: 'it is told nothing of the external field',
      query: '{ anotherUsers { id username } }',
      data: {
        anotherUsers: [
          { id: 'u1', username: 'Một#' },
          { id: 'u2', username: 'Hai#' },
        ],
      },
    },
    {
      query: '{ users { ... on User { age id name username } } }',
      data: { users: [{ age: 11, id: 'u1', name: 'Một', username: 'Một#' }, {}] },
    },
    {
      query: '{ anotherUsers { ... on User { age } } }',
      data: { anotherUsers: [{ age: 11 }, {}] },
    },
    {
      oracleDiffers: 'it is told nothing of the external field',
      query: '{ anotherUsers { __typename ... on User { age } ... on Admin { name username } } }',
      data: {
        anotherUsers: [
          { __typename: 'User', age: 11 },
          { __typename: 'Admin', name: 'Hai', username: 'Hai#' },
        ],
      },
    },
  ],
};
