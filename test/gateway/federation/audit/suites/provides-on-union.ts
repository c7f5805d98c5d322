import { byKey, fed2, type Suite } from '../suite.ts';

const media = [
  { __typename: 'Book', id: 'm1', title: 'Luật đường bộ' },
  { __typename: 'Movie', id: 'm2', title: 'Phim' },
];

export const providesOnUnion: Suite = {
  name: 'provides-on-union',
  subgraphs: [
    fed2(
      'a',
      `type Query { media: [Media] @shareable @provides(fields: "... on Book { title }") bare: [Media] }
       union Media = Book | Movie
       type Book @key(fields: "id") { id: ID! title: String @external }
       type Movie @key(fields: "id") { id: ID! }`,
      {
        Query: { media: () => media, bare: () => media.map(({ __typename, id }) => ({ __typename, id })) },
        Book: { __resolveReference: (reference: object) => reference },
      },
    ),
    fed2(
      'b',
      `type Query { media: [Media] @shareable @provides(fields: "... on Book { title } ... on Movie { title }") }
       union Media = Book | Movie
       type Book @key(fields: "id") { id: ID! title: String @external }
       type Movie @key(fields: "id") { id: ID! title: String @external }`,
      { Query: { media: () => media } },
    ),
    fed2(
      'c',
      `type Book @key(fields: "id") { id: ID! title: String @shareable }
       type Movie @key(fields: "id") { id: ID! title: String @shareable }`,
      { Book: { __resolveReference: byKey(media, 'id') }, Movie: { __resolveReference: byKey(media, 'id') } },
    ),
  ],
  cases: [
    {
      query: '{ media { ... on Book { id title } ... on Movie { id } } }',
      data: { media: [{ id: 'm1', title: 'Luật đường bộ' }, { id: 'm2' }] },
    },
    {
      query: '{ media { ... on Movie { id title } ... on Book { title } } }',
      data: { media: [{ title: 'Luật đường bộ' }, { id: 'm2', title: 'Phim' }] },
    },
    {
      query: '{ bare { ... on Movie { title } ... on Book { t: title } } media { __typename } }',
      data: {
        bare: [{ t: 'Luật đường bộ' }, { title: 'Phim' }],
        media: [{ __typename: 'Book' }, { __typename: 'Movie' }],
      },
    },
  ],
};
