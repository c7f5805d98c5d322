import { byKey, fed1, type Suite } from '../suite.ts';

const users = [
  { id: 'u1', name: 'Một', rid: 'r1', email: 'u1@example.vn' },
  { id: 'u2', name: 'Hai', rid: null, email: null },
];

/** Federation 1 with `@extends`; an `@external` field that is no key and nobody requires. */
export const fed1ExternalExtends: Suite = {
  name: 'fed1-external-extends',
  subgraphs: [
    fed1(
      'a',
      `type Query { randomUser: User }
       type User @extends @key(fields: "id") { id: ID! @external rid: ID name: String! @external }`,
      {
        Query: { randomUser: () => ({ id: 'u1', rid: 'r1' }) },
        User: { __resolveReference: byKey(users, 'id') },
      },
    ),
    fed1(
      'b',
      `type Query { userById(id: ID): User }
       type User @key(fields: "id") { id: ID! name: String! email: String nickname: String }`,
      {
        Query: { userById: (_: unknown, { id }: { id: string }) => users.find((user) => user.id === id) },
        User: {
          __resolveReference: byKey(users, 'id'),
          nickname: ({ name }: { name: string }) => `~${name}`,
        },
      },
    ),
  ],
  cases: [
    { query: '{ randomUser { id rid } }', data: { randomUser: { id: 'u1', rid: 'r1' } } },
    {
      query: '{ randomUser { id name nickname } }',
      data: { randomUser: { id: 'u1', name: 'Một', nickname: '~Một' } },
    },
    {
      query: '{ userById(id: "u2") { id name rid email } }',
      data: { userById: { id: 'u2', name: 'Hai', rid: null, email: null } },
    },
    { query: 'query($id: ID) { userById(id: $id) { rid } }', data: { userById: null } },
  ],
};
