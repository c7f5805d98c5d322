import { byKey, fed2, type Suite } from '../suite.ts';

const animals = [
  { __typename: 'Dog', id: 'a1', name: 'Ki', age: 8 },
  { __typename: 'Cat', id: 'a2', name: 'Mun', age: 9 },
];
const books = [{ __typename: 'Book', id: 'm1', animals }];

export const providesOnInterface: Suite = {
  name: 'provides-on-interface',
  subgraphs: [
    fed2(
      'a',
      `type Query { media: Media @shareable book: Book @provides(fields: "animals { ... on Dog { name } }") }
       interface Media { id: ID! }
       interface Animal { id: ID! }
       type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @shareable }
       type Dog implements Animal @key(fields: "id") { id: ID! @external name: String @external }
       type Cat implements Animal @key(fields: "id") { id: ID! @external }`,
      {
        Query: { media: () => books[0], book: () => books[0] },
        Book: { __resolveReference: byKey(books, 'id') },
        Dog: { __resolveReference: byKey(animals, 'id') },
        Cat: { __resolveReference: byKey(animals, 'id') },
      },
    ),
    fed2(
      'b',
      `type Query { media: Media @shareable @provides(fields: "animals { id name }") }
       interface Media { id: ID! animals: [Animal] }
       interface Animal { id: ID! name: String }
       type Book implements Media @key(fields: "id") { id: ID! @shareable animals: [Animal] @external }
       type Dog implements Animal @key(fields: "id") { id: ID! @external name: String @external }
       type Cat implements Animal @key(fields: "id") { id: ID! @external name: String @external }`,
      { Query: { media: () => books[0] } },
    ),
    fed2(
      'c',
      `interface Media { id: ID! animals: [Animal] }
       interface Animal { id: ID! name: String }
       type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @shareable }
       type Dog implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }
       type Cat implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }`,
      {
        Book: { __resolveReference: byKey(books, 'id') },
        Dog: { __resolveReference: byKey(animals, 'id') },
        Cat: { __resolveReference: byKey(animals, 'id') },
      },
    ),
  ],
  cases: [
    {
      query: '{ media { id animals { id name } } }',
      data: { media: { id: 'm1', animals: animals.map(({ id, name }) => ({ id, name })) } },
    },
    {
      query: '{ media { id animals { id name ... on Cat { age } } } }',
      data: {
        media: {
          id: 'm1',
          animals: [
            { id: 'a1', name: 'Ki' },
            { id: 'a2', name: 'Mun', age: 9 },
          ],
        },
      },
    },
    {
      query: '{ book { animals { id ... on Dog { name age } ... on Cat { name } } } }',
      data: {
        book: {
          animals: [
            { id: 'a1', name: 'Ki', age: 8 },
            { id: 'a2', name: 'Mun' },
          ],
        },
      },
    },
    {
      query: '{ book { animals { name __typename } } }',
      data: {
        book: {
          animals: [
            { name: 'Ki', __typename: 'Dog' },
            { name: 'Mun', __typename: 'Cat' },
          ],
        },
      },
    },
  ],
};
