import { byKey, fed2, type Suite } from '../suite.ts';

const book = { __typename: 'Book', id: '1', title: 'Sách', aTitle: 'a', bTitle: 'b' };
const movie = { __typename: 'Movie', id: '2', title: 'Phim' };
const song = { __typename: 'Song', id: '3', title: 'Hát' };

/** One field of a union type in two subgraphs, whose members overlap only in part. */
export const unionIntersection: Suite = {
  name: 'union-intersection',
  subgraphs: [
    fed2(
      'a',
      `type Query { media: Media @shareable book: Media @shareable song: Media viewer: Viewer @shareable }
       type Viewer { media: ViewerMedia @shareable book: ViewerMedia @shareable }
       union Media = Book | Song
       union ViewerMedia = Book | Song
       type Book @key(fields: "id") { id: ID! title: String! @shareable aTitle: String! @shareable }
       type Song @key(fields: "id") { id: ID! title: String! @shareable aTitle: String! @shareable }`,
      {
        Query: {
          media: () => book,
          book: () => book,
          song: () => ({ ...song, aTitle: 'a' }),
          viewer: () => ({ media: book, book }),
        },
        Book: { __resolveReference: () => book },
        Song: { __resolveReference: byKey([{ ...song, aTitle: 'a' }], 'id') },
      },
    ),
    fed2(
      'b',
      `type Query { media: Media @shareable book: Media @shareable viewer: Viewer @shareable movies: [Media!]! }
       type Viewer { media: ViewerMedia @shareable book: ViewerMedia @shareable }
       union Media = Book | Movie
       union ViewerMedia = Book | Movie
       type Book @key(fields: "id") { id: ID! title: String! @shareable bTitle: String! }
       type Movie @key(fields: "id") { id: ID! title: String! @shareable bTitle: String! }`,
      {
        Query: {
          media: () => book,
          book: () => book,
          viewer: () => ({ media: book, book }),
          movies: () => [{ ...movie, bTitle: 'b2' }, book],
        },
        Book: { __resolveReference: () => book },
      },
    ),
  ],
  cases: [
    {
      query: '{ media { ... on Book { title aTitle bTitle } } }',
      data: { media: { title: 'Sách', aTitle: 'a', bTitle: 'b' } },
    },
    {
      query: '{ media { __typename ... on Song { title } ... on Movie { title } } }',
      data: { media: { __typename: 'Book' } },
    },
    {
      query:
        '{ viewer { media { ... on Book { title bTitle } ... on Movie { bTitle } ... on Song { aTitle } } } }',
      data: { viewer: { media: { title: 'Sách', bTitle: 'b' } } },
    },
    {
      query: '{ song { ... on Book { bTitle } ... on Song { aTitle title } ... on Movie { bTitle } } }',
      data: { song: { aTitle: 'a', title: 'Hát' } },
    },
    {
      query:
        '{ movies { __typename ... on Movie { title bTitle } ... on Book { aTitle } ... on Song { aTitle } } }',
      data: {
        movies: [
          { __typename: 'Movie', title: 'Phim', bTitle: 'b2' },
          { __typename: 'Book', aTitle: 'a' },
        ],
      },
    },
    {
      query: '{ book { ... on Book { aTitle } } viewer { book { __typename } } }',
      data: { book: { aTitle: 'a' }, viewer: { book: { __typename: 'Book' } } },
    },
  ],
};
