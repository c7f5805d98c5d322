import { byKey, fed2, type Suite } from '../suite.ts';

const posts = [{ id: 'p1', createdAt: 'ngày', author: 'tác giả' }];

/** `@override` from a subgraph that does not exist, and from one that has not the field: both are as without it. */
export const unavailableOverride: Suite = {
  name: 'unavailable-override',
  subgraphs: [
    fed2(
      'a',
      `type Query { feed: [Post] @shareable } type Post @key(fields: "id") { id: ID! author: String }`,
      {
        Query: { feed: () => posts },
        Post: { __resolveReference: byKey(posts, 'id') },
      },
    ),
    fed2(
      'b',
      `type Query { feed: [Post] @shareable bFeed: [Post] } type Post @key(fields: "id") { id: ID! createdAt: String! @override(from: "gone") note: String @override(from: "a") }`,
      {
        Query: { feed: () => posts, bFeed: () => posts },
        Post: { __resolveReference: byKey(posts, 'id'), note: () => 'ghi' },
      },
    ),
  ],
  cases: [
    { query: '{ feed { id createdAt } }', data: { feed: [{ id: 'p1', createdAt: 'ngày' }] } },
    {
      query: '{ bFeed { createdAt author note } }',
      data: { bFeed: [{ createdAt: 'ngày', author: 'tác giả', note: 'ghi' }] },
    },
  ],
};
