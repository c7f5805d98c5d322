import { fed2, type Suite } from '../suite.ts';

/** Input types whose fields differ between subgraphs; defaults; nested; variables inside. */
export const inputObjectIntersection: Suite = {
  name: 'input-object-intersection',
  subgraphs: [
    fed2(
      'a',
      `type Query { usersInA(filter: UsersFilter!): [User!] paged(by: [Page!]! = [{ size: 2 }]): [Int!] }
       type User @key(fields: "id") { id: ID! }
       input UsersFilter { offset: Int first: Int! }
       input Page { size: Int! = 3 next: Page }`,
      {
        Query: {
          usersInA: (_: unknown, { filter }: { filter: { first: number } }) =>
            [{ id: 'u1' }, { id: 'u2' }].slice(0, filter.first),
          paged: (_: unknown, { by }: { by: { size: number; next?: { size: number } }[] }) =>
            by.flatMap(({ size, next }) => [size, next?.size ?? -1]),
        },
        User: { __resolveReference: (reference: object) => reference },
      },
    ),
    fed2(
      'b',
      `type Query { usersInB(filter: UsersFilter!): [User!] }
       type User @key(fields: "id") { id: ID! named(by: UsersFilter): String }
       input UsersFilter { first: Int! }`,
      {
        Query: {
          usersInB: (_: unknown, { filter }: { filter: { first: number } }) =>
            [{ id: 'u3' }, { id: 'u4' }].slice(0, filter.first),
        },
        User: {
          __resolveReference: (reference: object) => reference,
          named: ({ id }: { id: string }, { by }: { by?: { first: number } }) => `${id}/${by?.first}`,
        },
      },
    ),
  ],
  cases: [
    { query: '{ usersInA(filter: { first: 1 }) { id } }', data: { usersInA: [{ id: 'u1' }] } },
    {
      query:
        'query($filter: UsersFilter!) { usersInA(filter: $filter) { id named(by: $filter) } usersInB(filter: $filter) { id } }',
      variables: { filter: { first: 1 } },
      data: { usersInA: [{ id: 'u1', named: 'u1/1' }], usersInB: [{ id: 'u3' }] },
    },
    {
      query:
        'query($n: Int! = 2) { usersInB(filter: { first: $n }) { named(by: { first: $n }) none: named } }',
      data: {
        usersInB: [
          { named: 'u3/2', none: 'u3/undefined' },
          { named: 'u4/2', none: 'u4/undefined' },
        ],
      },
    },
    {
      query:
        'query($p: [Page!]! = [{}, { next: { size: 7 } }]) { paged a: paged(by: $p) b: paged(by: { size: 1 }) }',
      data: { paged: [2, -1], a: [3, -1, 3, 7], b: [1, -1] },
    },
  ],
};
