import { byKey, fed2, type Suite } from '../suite.ts';

const posts = [
  { __typename: 'ImagePost', id: 'i1', createdAt: 'hôm nay' },
  { __typename: 'TextPost', id: 't1', createdAt: 'hôm qua', body: 'chữ' },
];

/** A field that is overridden for one implementation of an interface only. */
export const overrideTypeInterface: Suite = {
  name: 'override-type-interface',
  subgraphs: [
    fed2(
      'a',
      `type Query { feed: [Post] }
       interface Post { id: ID! createdAt: String! }
       type ImagePost implements Post @key(fields: "id") { id: ID! createdAt: String! }
       type TextPost implements Post @key(fields: "id") { id: ID! createdAt: String! body: String! }`,
      {
        Query: { feed: () => posts.map((post) => ({ ...post, createdAt: 'NEVER' })) },
        ImagePost: { __resolveReference: () => posts[0], createdAt: () => 'NEVER' },
        TextPost: { __resolveReference: byKey(posts, 'id'), createdAt: () => 'hôm qua' },
      },
    ),
    fed2(
      'b',
      `type Query { anotherFeed: [AnotherPost] }
       interface AnotherPost { id: ID! createdAt: String! }
       type ImagePost implements AnotherPost @key(fields: "id") { id: ID! createdAt: String! @override(from: "a") }`,
      { Query: { anotherFeed: () => [posts[0]] }, ImagePost: { __resolveReference: byKey(posts, 'id') } },
    ),
  ],
  cases: [
    {
      query: '{ feed { id createdAt } }',
      data: {
        feed: [
          { id: 'i1', createdAt: 'hôm nay' },
          { id: 't1', createdAt: 'hôm qua' },
        ],
      },
    },
    {
      query: '{ feed { ... on TextPost { id body } } }',
      data: { feed: [{}, { id: 't1', body: 'chữ' }] },
    },
    {
      query: '{ anotherFeed { createdAt id ... on ImagePost { at: createdAt } } }',
      data: { anotherFeed: [{ createdAt: 'hôm nay', id: 'i1', at: 'hôm nay' }] },
    },
    {
      query: '{ feed { __typename ... on ImagePost { createdAt } } anotherFeed { __typename } }',
      data: {
        feed: [{ __typename: 'ImagePost', createdAt: 'hôm nay' }, { __typename: 'TextPost' }],
        anotherFeed: [{ __typename: 'ImagePost' }],
      },
    },
  ],
};
