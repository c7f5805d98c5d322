import { byKey, fed2, type Suite } from '../suite.ts';

const hearts = [{ id: 'h1', beats: 60 }];
const actions = [
  { __typename: 'Heart', id: 'h1', beats: 60 },
  { __typename: 'Follow', user: { id: 'u1' } },
];

/** A union of which one subgraph knows some members only. */
export const partialUnion: Suite = {
  name: 'partial-union',
  subgraphs: [
    fed2(
      'a',
      `type Query { actions: [Action] }
       union Action = Heart | Follow
       type Heart @key(fields: "id") { id: ID! }
       type Follow { user: User }
       type User @key(fields: "id", resolvable: false) { id: ID! }`,
      {
        Query: { actions: () => actions },
        Heart: { __resolveReference: byKey(hearts, 'id') },
      },
    ),
    fed2(
      'b',
      `type Heart @key(fields: "id") { id: ID! beats: Int last: Action }
       union Action = Heart | Wave
       type Wave { strength: Int }
       type User @key(fields: "id") { id: ID! did: [Action!] }`,
      {
        Heart: { __resolveReference: byKey(hearts, 'id'), last: () => ({ __typename: 'Wave', strength: 3 }) },
        User: {
          __resolveReference: (reference: object) => reference,
          did: () => [
            { __typename: 'Wave', strength: 1 },
            { __typename: 'Heart', ...hearts[0] },
          ],
        },
      },
    ),
  ],
  cases: [
    {
      query:
        '{ actions { __typename ... on Heart { beats } ... on Wave { strength } ... on Follow { user { id } } } }',
      data: {
        actions: [
          { __typename: 'Heart', beats: 60 },
          { __typename: 'Follow', user: { id: 'u1' } },
        ],
      },
    },
    {
      query:
        '{ actions { ... on Heart { last { ... on Follow { user { id } } ... on Wave { strength } } } ... on Follow { user { did { ... on Heart { id last { __typename } } __typename } } } } }',
      data: {
        actions: [
          { last: { strength: 3 } },
          {
            user: {
              did: [{ __typename: 'Wave' }, { id: 'h1', last: { __typename: 'Wave' }, __typename: 'Heart' }],
            },
          },
        ],
      },
    },
    { query: '{ actions { ... on Wave { strength } } }', data: { actions: [{}, {}] } },
  ],
};
