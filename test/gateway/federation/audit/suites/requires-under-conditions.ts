import { byKey, fed2, type Suite } from '../suite.ts';

const roads = [{ id: 'r1', length: 10, width: 3 }];
const required = (value: number | undefined) => (value === undefined ? -1 : value);

/** Two requirements of one subgraph under different conditions: what is skipped is not waited for. */
export const requiresUnderConditions: Suite = {
  name: 'requires-under-conditions',
  subgraphs: [
    fed2('a', 'type Query { road: Road } type Road @key(fields: "id") { id: ID! length: Int width: Int! }', {
      Query: { road: () => roads[0] },
      Road: { __resolveReference: byKey(roads, 'id') },
    }),
    fed2(
      'b',
      `type Road @key(fields: "id") {
         id: ID! length: Int @external width: Int! @external
         far: Int @requires(fields: "length") wide: Int @requires(fields: "width")
       }`,
      {
        Road: {
          __resolveReference: (reference: object) => reference,
          far: ({ length }: { length?: number }) => required(length),
          wide: ({ width }: { width?: number }) => required(width),
        },
      },
    ),
  ],
  cases: [
    {
      query: 'query($no: Boolean!) { road { far @skip(if: $no) wide @include(if: $no) } }',
      variables: { no: true },
      data: { road: { wide: 3 } },
    },
    {
      query: 'query($no: Boolean!) { road { far @skip(if: $no) wide @include(if: $no) } }',
      variables: { no: false },
      data: { road: { far: 10 } },
    },
    {
      query: 'query($no: Boolean!) { road { far wide @include(if: $no) } }',
      variables: { no: false },
      data: { road: { far: 10 } },
    },
    {
      query:
        'query($no: Boolean!) { road { ... @include(if: $no) { far } ...W @skip(if: $no) } } fragment W on Road { wide far }',
      variables: { no: false },
      data: { road: { wide: 3, far: 10 } },
    },
  ],
};
