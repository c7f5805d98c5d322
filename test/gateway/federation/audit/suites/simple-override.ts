import { byKey, fed2, type Suite } from '../suite.ts';

const posts = [{ id: 'p1', createdAt: 'b-ngày' }];

export const simpleOverride: Suite = {
  name: 'simple-override',
  subgraphs: [
    fed2(
      'a',
      `type Query { feed: [Post] aFeed: [Post] } type Post @key(fields: "id") { id: ID! createdAt: String! title: String }`,
      {
        Query: { feed: () => [{ id: 'NEVER', createdAt: 'NEVER' }], aFeed: () => posts },
        Post: { __resolveReference: byKey(posts, 'id'), createdAt: () => 'NEVER', title: () => 'tựa' },
      },
    ),
    fed2(
      'b',
      `type Query { feed: [Post] @override(from: "a") bFeed: [Post] } type Post @key(fields: "id") { id: ID! createdAt: String! @override(from: "a") }`,
      {
        Query: { feed: () => posts, bFeed: () => posts },
        Post: { __resolveReference: byKey(posts, 'id') },
      },
    ),
  ],
  cases: [
    { query: '{ feed { createdAt } }', data: { feed: [{ createdAt: 'b-ngày' }] } },
    {
      query: '{ aFeed { createdAt title } bFeed { title createdAt } }',
      data: {
        aFeed: [{ createdAt: 'b-ngày', title: 'tựa' }],
        bFeed: [{ title: 'tựa', createdAt: 'b-ngày' }],
      },
    },
  ],
};
