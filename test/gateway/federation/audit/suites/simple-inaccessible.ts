import { byKey, fed2, type Suite } from '../suite.ts';

const users = [
  { id: 'u1', age: 11, friends: ['u2'], kind: 'OPEN' },
  { id: 'u2', age: 22, friends: ['u1'], kind: 'SECRET' },
];

/** Keys, arguments, types and members that clients cannot see but the gateway needs. */
export const simpleInaccessible: Suite = {
  name: 'simple-inaccessible',
  subgraphs: [
    fed2(
      'age',
      `type Query { usersInAge: [User!]! things: [Thing] }
       type User @key(fields: "id") { id: ID @inaccessible age: Int kind: Kind }
       enum Kind { OPEN SECRET @inaccessible }
       interface Thing { size: Int }
       type Box implements Thing { size: Int }
       type Bomb implements Thing @inaccessible { size: Int }`,
      {
        Query: {
          usersInAge: () => users,
          things: () => [
            { __typename: 'Box', size: 1 },
            { __typename: 'Bomb', size: 2 },
          ],
        },
        User: { __resolveReference: byKey(users, 'id') },
      },
    ),
    fed2(
      'friends',
      `type Query { usersInFriends: [User!]! }
       type User @key(fields: "id") { id: ID friends(type: FriendType = FAMILY @inaccessible, max: Int = 9): [User!]! secret: Int @inaccessible }
       enum FriendType { FAMILY FRIEND }`,
      {
        Query: { usersInFriends: () => users },
        User: {
          __resolveReference: byKey(users, 'id'),
          friends: (user: { id: string }, { type, max }: { type: string; max: number }) =>
            type === 'FAMILY'
              ? users
                  .filter(({ id }) => byKey(users, 'id')(user as never)!.friends.includes(id))
                  .slice(0, max)
              : [],
        },
      },
    ),
  ],
  cases: [
    { query: '{ usersInAge { age } }', data: { usersInAge: [{ age: 11 }, { age: 22 }] } },
    {
      query: '{ usersInAge { friends { age } } usersInFriends { age friends(max: 0) { age } } }',
      data: {
        usersInAge: [{ friends: [{ age: 22 }] }, { friends: [{ age: 11 }] }],
        usersInFriends: [
          { age: 11, friends: [] },
          { age: 22, friends: [] },
        ],
      },
    },
    {
      query: '{ usersInFriends { kind } }',
      data: { usersInFriends: [{ kind: 'OPEN' }, { kind: null }] },
      errors: true,
      oracleDiffers: 'it nulls the hidden value without an error',
    },
    {
      query: '{ __type(name: "User") { fields { name args { name } } } }',
      data: {
        __type: {
          fields: [
            { name: 'age', args: [] },
            { name: 'kind', args: [] },
            { name: 'friends', args: [{ name: 'max' }] },
          ],
        },
      },
      oracleDiffers: 'it answers from the schema that it was given',
    },
  ],
};
