import { fed2, type Suite } from '../suite.ts';

const authors = [{ __typename: 'Editor', id: 'e1', name: 'Biên tập', desk: 'giao thông' }];

/** A field added to an interface object, on a type that takes part in it by a union and by another interface. */
export const interfaceObjectIndirectExtension: Suite = {
  name: 'interface-object-indirect-extension',
  subgraphs: [
    fed2(
      'a',
      `type Query { feed: [Item!]! author: Author }
       union Item = Article | Note
       type Article { by: Author title: String }
       type Note { by: Editor }
       interface Author @key(fields: "id") { id: ID! name: String }
       type Editor implements Author @key(fields: "id") { id: ID! name: String desk: String }`,
      {
        Query: {
          feed: () => [
            { __typename: 'Article', title: 'Bài', by: authors[0] },
            { __typename: 'Note', by: authors[0] },
          ],
          author: () => authors[0],
        },
        Author: { __resolveReference: () => authors[0] },
        Editor: { __resolveReference: () => authors[0] },
      },
    ),
    fed2(
      'b',
      `type Query { anyAuthor: Author authors: [Author] }
       type Author @interfaceObject @key(fields: "id") { id: ID! followers: Int! friend: Author }`,
      {
        Query: { anyAuthor: () => ({ id: 'e1' }), authors: () => [{ id: 'e1' }, null] },
        Author: {
          __resolveReference: (reference: object) => reference,
          followers: () => 7,
          friend: () => ({ id: 'e1' }),
        },
      },
    ),
  ],
  cases: [
    {
      query:
        '{ feed { ... on Article { title by { name followers } } ... on Note { by { desk followers } } } }',
      data: {
        feed: [
          { title: 'Bài', by: { name: 'Biên tập', followers: 7 } },
          { by: { desk: 'giao thông', followers: 7 } },
        ],
      },
    },
    { query: '{ anyAuthor { id followers } }', data: { anyAuthor: { id: 'e1', followers: 7 } } },
    {
      query: '{ anyAuthor { __typename followers name ... on Editor { desk } } }',
      data: { anyAuthor: { __typename: 'Editor', followers: 7, name: 'Biên tập', desk: 'giao thông' } },
    },
    {
      query: '{ authors { friend { name friend { followers __typename } } } }',
      data: {
        authors: [{ friend: { name: 'Biên tập', friend: { followers: 7, __typename: 'Editor' } } }, null],
      },
    },
    {
      query: '{ author { ... on Editor { followers friend { ... on Editor { desk } } } } }',
      data: { author: { followers: 7, friend: { desk: 'giao thông' } } },
    },
    {
      query: '{ authors { ... on Editor { followers } } }',
      data: { authors: [{ followers: 7 }, null] },
    },
  ],
};
