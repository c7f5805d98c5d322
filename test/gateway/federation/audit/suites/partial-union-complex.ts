import { byKey, fed2, type Suite } from '../suite.ts';

const items = [
  { __typename: 'Car', id: 'x1', plate: 'X-1', owner: { __typename: 'Firm', tax: 't1' } },
  { __typename: 'Bike', id: 'x2', gears: 7, owner: { __typename: 'Person', id: 'n1' } },
  { __typename: 'Boat', id: 'x3', owner: null },
];

/** Partial unions within partial unions, in lists, with members that are entities in one subgraph only. */
export const partialUnionComplex: Suite = {
  name: 'partial-union-complex',
  subgraphs: [
    fed2(
      'a',
      `type Query { items: [[Item]!] }
       union Item = Car | Bike | Boat
       union Owner = Firm | Person
       type Car @key(fields: "id") { id: ID! owner: Owner @shareable }
       type Bike @key(fields: "id") { id: ID! owner: Owner @shareable }
       type Boat @key(fields: "id") { id: ID! owner: Owner }
       type Firm @key(fields: "tax") { tax: ID! }
       type Person @key(fields: "id") { id: ID! }`,
      {
        Query: { items: () => [[items[0], items[1]], [], [null, items[2]]] },
        Car: { __resolveReference: byKey(items, 'id') },
        Bike: { __resolveReference: byKey(items, 'id') },
      },
    ),
    fed2(
      'b',
      `union Item = Car | Bike
       union Owner = Firm | Person | Nobody
       type Nobody { why: String }
       type Car @key(fields: "id") { id: ID! plate: String! like: [Item] owner: Owner @shareable }
       type Bike @key(fields: "id") { id: ID! gears: Int like: [Item] owner: Owner @shareable }
       type Firm @key(fields: "tax") { tax: ID! name: String has: [Item!]! }
       type Person @key(fields: "id") { id: ID! name: String has: [Item!]! }`,
      {
        Car: { __resolveReference: byKey(items, 'id'), like: () => [items[1]] },
        Bike: { __resolveReference: byKey(items, 'id'), like: () => [items[0], null] },
        Firm: {
          __resolveReference: ({ tax }: { tax: string }) => ({ tax, name: `công ty ${tax}` }),
          has: () => [items[0]],
        },
        Person: {
          __resolveReference: ({ id }: { id: string }) => ({ id, name: `người ${id}` }),
          has: () => [items[1], items[0]],
        },
      },
    ),
  ],
  cases: [
    {
      query:
        '{ items { __typename ... on Car { plate } ... on Bike { gears like { ... on Car { plate } } } ... on Boat { id } } }',
      data: {
        items: [
          [
            { __typename: 'Car', plate: 'X-1' },
            { __typename: 'Bike', gears: 7, like: [{ plate: 'X-1' }, null] },
          ],
          [],
          [null, { __typename: 'Boat', id: 'x3' }],
        ],
      },
    },
    {
      query:
        '{ items { ... on Car { owner { ...O } } ... on Bike { owner { ...O } } ... on Boat { owner { __typename } } } } fragment O on Owner { __typename ... on Firm { name } ... on Person { n: name has { ... on Bike { gears } ... on Car { plate } } } ... on Nobody { why } }',
      data: {
        items: [
          [
            { owner: { __typename: 'Firm', name: 'công ty t1' } },
            { owner: { __typename: 'Person', n: 'người n1', has: [{ gears: 7 }, { plate: 'X-1' }] } },
          ],
          [],
          [null, { owner: null }],
        ],
      },
    },
  ],
};
