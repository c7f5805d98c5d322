import { byKey, fed2, type Suite } from '../suite.ts';

const posts = [
  { id: 'p1', byNovice: false },
  { id: 'p2', byNovice: true },
];

/** Two subgraphs require from each other: the author's experience, then the post's judgement on it. */
export const requiresCircular: Suite = {
  name: 'requires-circular',
  subgraphs: [
    fed2(
      'a',
      `type Query { feed: [Post] }
       type Post @key(fields: "id") { id: ID! byNovice: Boolean! byExpert: Boolean! @requires(fields: "author { yearsOfExperience }") author: Author! @external }
       type Author { yearsOfExperience: Int! @external }`,
      {
        Query: { feed: () => posts },
        Post: {
          __resolveReference: ({ id, ...rest }: { id: string }) => ({
            ...byKey(posts, 'id')({ id } as never),
            ...rest,
          }),
          byExpert: ({ author }: { author: { yearsOfExperience: number } }) => author.yearsOfExperience >= 10,
        },
      },
    ),
    fed2(
      'b',
      `type Post @key(fields: "id") { id: ID! byNovice: Boolean! @external author: Author! @requires(fields: "byNovice") }
       type Author { yearsOfExperience: Int! name: String }`,
      {
        Post: {
          __resolveReference: (reference: object) => reference,
          author: ({ byNovice }: { byNovice: boolean }) => ({
            yearsOfExperience: byNovice ? 1 : 20,
            name: byNovice ? 'mới' : 'cũ',
          }),
        },
      },
    ),
  ],
  cases: [
    { query: '{ feed { byNovice } }', data: { feed: [{ byNovice: false }, { byNovice: true }] } },
    { query: '{ feed { byExpert } }', data: { feed: [{ byExpert: true }, { byExpert: false }] } },
    {
      query: '{ feed { byExpert author { name } } }',
      data: {
        feed: [
          { byExpert: true, author: { name: 'cũ' } },
          { byExpert: false, author: { name: 'mới' } },
        ],
      },
    },
  ],
};
