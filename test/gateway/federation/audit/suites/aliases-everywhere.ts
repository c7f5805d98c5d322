import { byKey, fed2, type Suite } from '../suite.ts';

const roads = [
  { id: 'r1', name: 'QL1', length: 10, to: 'r2' },
  { id: 'r2', name: 'QL18', length: 20, to: 'r1' },
];

/** Aliases that are named like keys, required fields, `__typename`'s neighbours and each other. */
export const aliasesEverywhere: Suite = {
  name: 'aliases-everywhere',
  subgraphs: [
    fed2(
      'a',
      `type Query { road(id: ID!): Road roads: [Road!]! } type Road @key(fields: "id") { id: ID! name(upper: Boolean = false, suffix: String): String to: Road! }`,
      {
        Query: {
          road: (_: unknown, { id }: { id: string }) => roads.find((road) => road.id === id),
          roads: () => roads,
        },
        Road: {
          __resolveReference: byKey(roads, 'id'),
          name: ({ name }: { name: string }, { upper, suffix }: { upper: boolean; suffix?: string | null }) =>
            (upper ? name.toLowerCase() : name) + (suffix ?? (suffix === null ? '~' : '')),
          to: ({ to }: { to: string }) => roads.find(({ id }) => id === to),
        },
      },
    ),
    fed2(
      'b',
      `type Road @key(fields: "id") { id: ID! name(upper: Boolean = false, suffix: String): String @external length(unit: Unit! = KM): Int label: String @requires(fields: "name(upper: true)") } enum Unit { KM M }`,
      {
        Road: {
          __resolveReference: (reference: object) => reference,
          length: ({ id }: { id: string }, { unit }: { unit: string }) =>
            byKey(roads, 'id')({ id } as never)!.length * (unit === 'M' ? 1000 : 1),
          label: ({ name }: { name: string }) => `[${name}]`,
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ id: road(id: "r1") { name: id id: label length: name to { id: length } } }',
      data: { id: { name: 'r1', id: '[ql1]', length: 'QL1', to: { id: 20 } } },
    },
    {
      oracleDiffers: 'it hands over the required field with the arguments of the client',
      query:
        'query($s: String, $u: Unit! = M) { roads { name(suffix: $s) a: name(suffix: null) b: name(upper: true, suffix: "x") length(unit: $u) km: length to { name(suffix: $s) label to: label } } }',
      variables: { s: '!' },
      data: {
        roads: [
          {
            name: 'QL1!',
            a: 'QL1~',
            b: 'ql1x',
            length: 10_000,
            km: 10,
            to: { name: 'QL18!', label: '[ql18]', to: '[ql18]' },
          },
          {
            name: 'QL18!',
            a: 'QL18~',
            b: 'ql18x',
            length: 20_000,
            km: 20,
            to: { name: 'QL1!', label: '[ql1]', to: '[ql1]' },
          },
        ],
      },
    },
    {
      query: 'query($s: String) { roads { name(suffix: $s) } }',
      data: { roads: [{ name: 'QL1' }, { name: 'QL18' }] },
    },
    {
      query: 'query($s: String = "d") { road(id: "r2") { n: name(suffix: $s) label } }',
      variables: { s: null },
      data: { road: { n: 'QL18~', label: '[ql18]' } },
    },
    {
      query: '{ a: road(id: "r1") { label } b: road(id: "r2") { label x: to { label x: to { length } } } }',
      data: { a: { label: '[ql1]' }, b: { label: '[ql18]', x: { label: '[ql1]', x: { length: 20 } } } },
    },
    { query: '{ road(id: "none") { label length } }', data: { road: null } },
    {
      query: '{ _entities: road(id: "r1") { _service: label representations: length } }',
      data: { _entities: { _service: '[ql1]', representations: 10 } },
    },
  ],
};
