import { byKey, fed2, type Suite } from '../suite.ts';

const users = [
  { id: 'u1', name: 'Một', address: { __typename: 'HomeAddress', id: 'a1', city: 'Bắc Ninh' } },
  { id: 'u2', name: 'Hai', address: { __typename: 'WorkAddress', id: 'a2', city: 'Hà Nội' } },
];
const addresses = users.map(({ address }) => address);
const told = ({ address }: { address: { __typename: string; city?: string; id: string } }) =>
  `${address.__typename}:${address.id}:${address.city ?? '-'}`;

/** Requirements that go through an interface, with and without fragments. */
export const requiresInterface: Suite = {
  name: 'requires-interface',
  subgraphs: [
    fed2(
      'a',
      `type Query { a: User }
       interface Address { id: ID! }
       type HomeAddress implements Address @key(fields: "id") { id: ID! city: String @shareable }
       type WorkAddress implements Address @key(fields: "id") { id: ID! city: String @shareable }
       type User @key(fields: "id") {
         id: ID! name: String! @shareable address: Address @external
         city: String @requires(fields: "address { __typename id ... on HomeAddress { city } ... on WorkAddress { city } }")
         home: String @requires(fields: "address { __typename id ... on HomeAddress { city } }")
         country: String @requires(fields: "address { id __typename }")
       }`,
      {
        Query: { a: () => ({ id: 'u1', name: 'Một' }) },
        User: {
          __resolveReference: (reference: object) => reference,
          city: told,
          home: told,
          country: ({ address }: { address: { id: string; __typename: string } }) =>
            `${address.__typename}/${address.id}`,
        },
        HomeAddress: { __resolveReference: byKey(addresses, 'id') },
        WorkAddress: { __resolveReference: byKey(addresses, 'id') },
      },
    ),
    fed2(
      'b',
      `type Query { b: User list: [User!]! }
       interface Address { id: ID! }
       type HomeAddress implements Address @key(fields: "id") { id: ID! city: String @shareable }
       type WorkAddress implements Address @key(fields: "id") { id: ID! city: String @shareable }
       type User @key(fields: "id") { id: ID! name: String! @shareable address: Address @shareable }`,
      {
        Query: { b: () => users[1], list: () => users },
        User: { __resolveReference: byKey(users, 'id') },
        HomeAddress: { __resolveReference: byKey(addresses, 'id') },
        WorkAddress: { __resolveReference: byKey(addresses, 'id') },
      },
    ),
  ],
  cases: [
    { query: '{ a { city } }', data: { a: { city: 'HomeAddress:a1:Bắc Ninh' } } },
    { query: '{ b { city } }', data: { b: { city: 'WorkAddress:a2:Hà Nội' } } },
    { query: '{ b { home country } }', data: { b: { home: 'WorkAddress:a2:-', country: 'WorkAddress/a2' } } },
    {
      query:
        '{ list { country address { __typename ... on WorkAddress { c: city } } } a { country address { id } } }',
      data: {
        list: [
          { country: 'HomeAddress/a1', address: { __typename: 'HomeAddress' } },
          { country: 'WorkAddress/a2', address: { __typename: 'WorkAddress', c: 'Hà Nội' } },
        ],
        a: { country: 'HomeAddress/a1', address: { id: 'a1' } },
      },
    },
    {
      query: '{ list { home } }',
      data: { list: [{ home: 'HomeAddress:a1:Bắc Ninh' }, { home: 'WorkAddress:a2:-' }] },
    },
  ],
};
