import { byKey, fed2, type Suite } from '../suite.ts';

const books = [
  { id: '1', upc: 'b1', title: 'Một' },
  { id: '2', upc: 'b2', title: 'Hai' },
  { id: '3', upc: 'b3', title: 'Ba' },
];

/** Keys that are null on the way: what cannot be reached is null, what can is there. */
export const nullKeys: Suite = {
  name: 'null-keys',
  subgraphs: [
    fed2(
      'a',
      `type Query { bookContainers: [BookContainer] } type BookContainer { book: Book } type Book @key(fields: "upc") { upc: ID! }`,
      {
        Query: { bookContainers: () => books.map((book) => ({ book })) },
        Book: { __resolveReference: byKey(books, 'upc') },
      },
    ),
    fed2('b', `type Book @key(fields: "id") @key(fields: "upc") { id: ID! upc: ID! }`, {
      Book: {
        __resolveReference: ({ id, upc }: { id?: string; upc?: string }) =>
          upc === 'b3' || id === '3' ? null : books.find((book) => book.id === id || book.upc === upc),
      },
    }),
    fed2(
      'c',
      `type Book @key(fields: "id") { id: ID! author: Author } type Author @key(fields: "id") { id: ID! name: String }`,
      {
        Book: {
          __resolveReference: byKey(books, 'id'),
          author: ({ id }: { id: string }) => (id === '2' ? null : { id: 'a1', name: 'Tác giả' }),
        },
        Author: { __resolveReference: (reference: object) => reference },
      },
    ),
    fed2('d', `type Author @key(fields: "id") { id: ID! born: Int }`, {
      Author: { __resolveReference: (reference: object) => reference, born: () => 1975 },
    }),
  ],
  cases: [
    {
      query: '{ bookContainers { book { upc } } }',
      data: { bookContainers: books.map(({ upc }) => ({ book: { upc } })) },
    },
    {
      query: '{ bookContainers { book { upc author { name } } } }',
      data: {
        bookContainers: [
          { book: { upc: 'b1', author: { name: 'Tác giả' } } },
          { book: { upc: 'b2', author: null } },
          { book: { upc: 'b3', author: null } },
        ],
      },
    },
    {
      query: '{ bookContainers { book { author { id born } } } }',
      data: {
        bookContainers: [
          { book: { author: { id: 'a1', born: 1975 } } },
          { book: { author: null } },
          { book: { author: null } },
        ],
      },
    },
    {
      query: '{ bookContainers { book { id } } }',
      data: { bookContainers: [{ book: { id: '1' } }, { book: { id: '2' } }, { book: null }] },
      errors: true,
      oracleDiffers: 'it nulls without an error',
    },
  ],
};
