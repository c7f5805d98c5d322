import { byKey, fed2, type Suite } from '../suite.ts';

const users = [
  { id: 'u1', name: 'Một', aName: 'a' },
  { id: 'u2', name: null, aName: null },
];

export const overrideWithRequires: Suite = {
  name: 'override-with-requires',
  subgraphs: [
    fed2(
      'a',
      `type Query { userInA: User }
       type User @key(fields: "id") { id: ID! name: String @external aName: String @requires(fields: "name") cName: String @override(from: "c") @requires(fields: "name") }`,
      {
        Query: { userInA: () => ({ id: 'u1' }) },
        User: {
          __resolveReference: (reference: object) => reference,
          aName: ({ name }: { name: string }) => `a__${name}`,
          cName: ({ name }: { name: string }) => `c.a__${name}`,
        },
      },
    ),
    fed2(
      'b',
      `type Query { userInB: User usersInB: [User!] }
       type User @key(fields: "id") { id: ID! name: String bName: String }`,
      {
        Query: { userInB: () => users[0], usersInB: () => users },
        User: { __resolveReference: byKey(users, 'id'), bName: ({ name }: { name: string }) => `b__${name}` },
      },
    ),
    fed2(
      'c',
      `type Query { userInC: User }
       type User @key(fields: "id") { id: ID! name: String @external bName: String @override(from: "b") @requires(fields: "name") cName: String @requires(fields: "name") }`,
      {
        Query: { userInC: () => ({ id: 'u1' }) },
        User: {
          __resolveReference: (reference: object) => reference,
          bName: ({ name }: { name: string }) => `b.c__${name}`,
          cName: () => 'NEVER',
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ userInA { id name aName bName cName } }',
      data: { userInA: { id: 'u1', name: 'Một', aName: 'a__Một', bName: 'b.c__Một', cName: 'c.a__Một' } },
    },
    {
      query: '{ userInC { cName bName aName } }',
      data: { userInC: { cName: 'c.a__Một', bName: 'b.c__Một', aName: 'a__Một' } },
    },
    {
      oracleDiffers: 'it sends no null in a representation',
      query: '{ usersInB { aName cName } }',
      data: {
        usersInB: [
          { aName: 'a__Một', cName: 'c.a__Một' },
          { aName: 'a__null', cName: 'c.a__null' },
        ],
      },
    },
    {
      query: '{ userInA { cName } userInC { aName } }',
      data: { userInA: { cName: 'c.a__Một' }, userInC: { aName: 'a__Một' } },
    },
  ],
};
