import { byKey, fed2, type Suite } from '../suite.ts';

const users = [
  { id: 'u1', type: 'REGULAR' },
  { id: 'u2', type: 'ADMIN' },
];

/** An enum that is input and output: values hidden in one subgraph, unknown in another, never reach a client. */
export const enumIntersection: Suite = {
  name: 'enum-intersection',
  subgraphs: [
    fed2(
      'a',
      `type Query { users: [User] userB: User list: [UserType] strict: [UserType!]! }
       type User @key(fields: "id") { id: ID! type: UserType @shareable }
       enum UserType { REGULAR ADMIN @inaccessible GUEST }`,
      {
        Query: {
          users: () => users,
          userB: () => users[1],
          list: () => ['REGULAR', 'ADMIN', 'GUEST'],
          strict: () => ['REGULAR', 'ADMIN'],
        },
        User: { __resolveReference: byKey(users, 'id') },
      },
    ),
    fed2(
      'b',
      `type Query { usersB(type: UserType): [User] }
       type User @key(fields: "id") { id: ID! type: UserType @shareable same(type: UserType! = REGULAR): Boolean }
       enum UserType { REGULAR GUEST }`,
      {
        Query: {
          usersB: (_: unknown, { type }: { type?: string }) =>
            users.filter((user) => !type || user.type === type),
        },
        User: {
          __resolveReference: byKey(users, 'id'),
          same: ({ type }: { type: string }, { type: asked }: { type: string }) => type === asked,
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ users { id type } }',
      data: {
        users: [
          { id: 'u1', type: 'REGULAR' },
          { id: 'u2', type: null },
        ],
      },
      errors: true,
      oracleDiffers: 'it nulls the hidden value without an error',
    },
    { query: '{ usersB(type: REGULAR) { type same } }', data: { usersB: [{ type: 'REGULAR', same: true }] } },
    {
      query: 'query($t: UserType!) { usersB { same(type: $t) } }',
      variables: { t: 'GUEST' },
      data: { usersB: [{ same: false }, { same: false }] },
    },
    {
      query: '{ userB { type } }',
      data: { userB: { type: null } },
      errors: true,
      oracleDiffers: 'it nulls the hidden value without an error',
    },
    {
      query: '{ usersB { id type } }',
      data: {
        usersB: [
          { id: 'u1', type: 'REGULAR' },
          { id: 'u2', type: null },
        ],
      },
      errors: true,
    },
    {
      query: '{ list }',
      data: { list: ['REGULAR', null, 'GUEST'] },
      errors: true,
      oracleDiffers: 'it nulls the hidden value without an error',
    },
    {
      oracleDiffers: 'it nulls the hidden value where null is not allowed',
      query: '{ strict }',
      data: null,
      errors: true,
    },
  ],
};
