import { byKey, fed2, type Suite } from '../suite.ts';

const accounts = [{ __typename: 'Account', id: 'a1', username: 'một' }];
const chats = [
  { __typename: 'Chat', id: 'c1', text: 'xin chào', account: { id: 'a1' } },
  { __typename: 'Chat', id: 'c2', text: 'tạm biệt', account: { id: 'a1' } },
];

/** An interface that each subgraph implements for its own types only. */
export const corruptedSupergraphNodeId: Suite = {
  name: 'corrupted-supergraph-node-id',
  subgraphs: [
    fed2(
      'a',
      `type Query { node(id: ID!): Node @shareable account(id: String!): Account }
       interface Node { id: ID! }
       type Account implements Node @key(fields: "id") { id: ID! username: String! }
       type Chat implements Node @key(fields: "id") { id: ID! account: Account! }`,
      {
        Query: {
          node: (_: unknown, { id }: { id: string }) =>
            [...accounts, ...chats].find((node) => node.id === id),
          account: (_: unknown, { id }: { id: string }) => accounts.find((account) => account.id === id),
        },
        Account: { __resolveReference: byKey(accounts, 'id') },
        Chat: {
          __resolveReference: byKey(chats, 'id'),
          account: ({ account }: { account: { id: string } }) => byKey(accounts, 'id')(account as never),
        },
      },
    ),
    fed2(
      'b',
      `interface Node { id: ID! }
       type Account implements Node @key(fields: "id") { id: ID! chats: [Chat!]! }
       type Chat implements Node @key(fields: "id") { id: ID! text: String! }`,
      {
        Account: {
          __resolveReference: (reference: object) => reference,
          chats: ({ id }: { id: string }) => chats.filter(({ account }) => account.id === id),
        },
        Chat: { __resolveReference: byKey(chats, 'id') },
      },
    ),
  ],
  cases: [
    {
      query: '{ account(id: "a1") { chats { id text account { id username } } } }',
      data: {
        account: {
          chats: chats.map(({ id, text }) => ({ id, text, account: { id: 'a1', username: 'một' } })),
        },
      },
    },
    {
      query:
        '{ node(id: "c1") { id ... on Chat { text account { username } } ... on Account { chats { id } } } }',
      data: { node: { id: 'c1', text: 'xin chào', account: { username: 'một' } } },
    },
    {
      query: '{ node(id: "a1") { __typename ... on Account { id username chats { text } } } }',
      data: {
        node: {
          __typename: 'Account',
          id: 'a1',
          username: 'một',
          chats: [{ text: 'xin chào' }, { text: 'tạm biệt' }],
        },
      },
    },
    { query: '{ node(id: "none") { id } }', data: { node: null } },
  ],
};
