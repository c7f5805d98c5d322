import { byKey, fed2, type Suite } from '../suite.ts';

const users = [
  { id: 'u1', name: 'Một', rid: 'r1', email: 'u1@example.vn' },
  { id: 'u2', name: 'Hai', rid: 'r2', email: null },
];

/** `@extends` and an `@external` field that the same subgraph provides on one path only. */
export const fed2ExternalExtends: Suite = {
  name: 'fed2-external-extends',
  subgraphs: [
    fed2(
      'a',
      `type Query { randomUser: User providedRandomUser: User @provides(fields: "name") }
       type User @extends @key(fields: "id") { id: ID! @external name: String @external rid: ID }`,
      {
        Query: {
          randomUser: () => ({ id: 'u1', rid: 'r1' }),
          providedRandomUser: () => ({ id: 'u1', rid: 'r1', name: 'cho sẵn' }),
        },
        User: { __resolveReference: byKey(users, 'id') },
      },
    ),
    fed2(
      'b',
      `type Query { userById(id: ID): User }
       type User @key(fields: "id") { id: ID! name: String @shareable nickname: String }`,
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
    { query: '{ randomUser { id name rid } }', data: { randomUser: { id: 'u1', name: 'Một', rid: 'r1' } } },
    {
      query: '{ providedRandomUser { id name nickname } }',
      data: { providedRandomUser: { id: 'u1', name: 'cho sẵn', nickname: '~Một' } },
    },
    {
      query: '{ userById(id: "u2") { rid name } again: userById(id: "u1") { n: rid rid: name } }',
      data: { userById: { rid: 'r2', name: 'Hai' }, again: { n: 'r1', rid: 'Một' } },
    },
  ],
};
