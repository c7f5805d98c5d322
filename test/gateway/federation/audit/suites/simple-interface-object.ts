import { byKey, fed2, type Suite } from '../suite.ts';

const users = [
  { __typename: 'User', id: 'u1', name: 'Một', age: 11, email: 'u1@example.vn' },
  { __typename: 'User', id: 'u2', name: 'Hai', age: 22, email: 'u2@example.vn' },
];
const accounts = [
  { __typename: 'Admin', id: 'a1', isActive: false, isMain: true },
  { __typename: 'Regular', id: 'a2', isActive: true, isMain: false },
];

export const simpleInterfaceObject: Suite = {
  name: 'simple-interface-object',
  subgraphs: [
    fed2(
      'a',
      `type Query { users: [NodeWithName!]! }
       interface NodeWithName @key(fields: "id") { id: ID! name: String }
       type User implements NodeWithName @key(fields: "id") { id: ID! name: String age: Int }`,
      {
        Query: { users: () => users },
        NodeWithName: { __resolveReference: byKey(users, 'id') },
        User: { __resolveReference: byKey(users, 'id') },
      },
    ),
    fed2(
      'b',
      `type Query { anotherUsers: [NodeWithName] accounts: [Account] }
       type NodeWithName @key(fields: "id") @interfaceObject { id: ID! username: String }
       type Account @key(fields: "id") @interfaceObject { id: ID! name: String! isActive: Boolean! @shareable }`,
      {
        Query: {
          anotherUsers: () => users.map(({ id }) => ({ id })),
          accounts: () => accounts.map(({ id }) => ({ id })),
        },
        NodeWithName: {
          __resolveReference: (reference: object) => reference,
          username: ({ id }: { id: string }) => `${id}-tên`,
        },
        Account: {
          __resolveReference: (reference: object) => reference,
          name: ({ id }: { id: string }) => (id === 'a1' ? 'Alice' : 'Bob'),
          isActive: ({ id }: { id: string }) => byKey(accounts, 'id')({ id } as never)!.isActive,
        },
      },
    ),
    fed2(
      'c',
      `interface Account @key(fields: "id") { id: ID! }
       type Admin implements Account @key(fields: "id") { id: ID! isMain: Boolean! isActive: Boolean! @shareable }
       type Regular implements Account @key(fields: "id") { id: ID! isMain: Boolean! isActive: Boolean! @shareable }`,
      {
        Account: { __resolveReference: byKey(accounts, 'id') },
        Admin: { __resolveReference: byKey(accounts, 'id') },
        Regular: { __resolveReference: byKey(accounts, 'id') },
      },
    ),
  ],
  cases: [
    {
      query: '{ anotherUsers { id name username } }',
      data: {
        anotherUsers: [
          { id: 'u1', name: 'Một', username: 'u1-tên' },
          { id: 'u2', name: 'Hai', username: 'u2-tên' },
        ],
      },
    },
    {
      query: '{ users { id name username __typename } }',
      data: {
        users: [
          { id: 'u1', name: 'Một', username: 'u1-tên', __typename: 'User' },
          { id: 'u2', name: 'Hai', username: 'u2-tên', __typename: 'User' },
        ],
      },
    },
    {
      query: '{ anotherUsers { ... on User { age } } }',
      data: { anotherUsers: [{ age: 11 }, { age: 22 }] },
    },
    {
      query: '{ users { ... on User { age id name username } } }',
      data: {
        users: [
          { age: 11, id: 'u1', name: 'Một', username: 'u1-tên' },
          { age: 22, id: 'u2', name: 'Hai', username: 'u2-tên' },
        ],
      },
    },
    { query: '{ accounts { id } }', data: { accounts: [{ id: 'a1' }, { id: 'a2' }] } },
    {
      query: '{ accounts { __typename } }',
      data: { accounts: [{ __typename: 'Admin' }, { __typename: 'Regular' }] },
    },
    {
      query: '{ accounts { name ... on Admin { __typename id } } }',
      data: { accounts: [{ name: 'Alice', __typename: 'Admin', id: 'a1' }, { name: 'Bob' }] },
    },
    {
      query: '{ accounts { ... on Admin { id } } }',
      data: { accounts: [{ id: 'a1' }, {}] },
    },
    {
      oracleDiffers: 'the planner alone finds no plan',
      query: '{ accounts { ... on Admin { id isMain isActive } ... on Regular { name isMain } } }',
      data: {
        accounts: [
          { id: 'a1', isMain: true, isActive: false },
          { name: 'Bob', isMain: false },
        ],
      },
    },
    {
      oracleDiffers: 'it keeps one __typename of several',
      query:
        '{ accounts { isActive a: __typename ... on Admin { b: __typename } ... on Account { c: __typename } } }',
      data: {
        accounts: [
          { isActive: false, a: 'Admin', b: 'Admin', c: 'Admin' },
          { isActive: true, a: 'Regular', c: 'Regular' },
        ],
      },
    },
  ],
};
