import { byKey, fed2, type Suite } from '../suite.ts';

const posts = [
  { id: 'p1', author: { id: 'a1', yearsOfExperience: 5 }, votes: 3 },
  { id: 'p2', author: null, votes: 1 },
];

/** `extend type`, requirements through an object of another subgraph, and an external field through itself. */
export const fed2ExternalExtension: Suite = {
  name: 'fed2-external-extension',
  subgraphs: [
    fed2(
      'posts',
      `type Query { feed: [Post!] }
       type Post @key(fields: "id") { id: ID! author: Author votes: Int }
       type Author { id: ID! @shareable yearsOfExperience: Int! @shareable }`,
      { Query: { feed: () => posts }, Post: { __resolveReference: byKey(posts, 'id') } },
    ),
    fed2(
      'ranking',
      `extend type Post @key(fields: "id") {
         id: ID! @external author: Author @external votes: Int @external
         score: Int @requires(fields: "votes author { yearsOfExperience }")
         best: Boolean
       }
       type Author { id: ID! @shareable yearsOfExperience: Int! @shareable }`,
      {
        Post: {
          __resolveReference: (reference: object) => reference,
          score: ({ votes, author }: (typeof posts)[number]) => votes * (author?.yearsOfExperience ?? 1),
          best: ({ id }: { id: string }) => id === 'p1',
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ feed { id score } }',
      data: {
        feed: [
          { id: 'p1', score: 15 },
          { id: 'p2', score: 1 },
        ],
      },
    },
    {
      query: '{ feed { best author { id } score votes } }',
      data: {
        feed: [
          { best: true, author: { id: 'a1' }, score: 15, votes: 3 },
          { best: false, author: null, score: 1, votes: 1 },
        ],
      },
    },
  ],
};
