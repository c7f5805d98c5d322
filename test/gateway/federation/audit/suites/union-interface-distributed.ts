import { byKey, fed2, type Suite } from '../suite.ts';

const nodes = [
  { __typename: 'Oven', id: 'o1', warranty: 1 },
  { __typename: 'Toaster', id: 't1', warranty: 2 },
];
const find = { __resolveReference: byKey(nodes, 'id') };

/** An interface whose implementations lie in different subgraphs, met through a union. */
export const unionInterfaceDistributed: Suite = {
  name: 'union-interface-distributed',
  subgraphs: [
    fed2(
      'a',
      `type Query { products: [Product] node(id: ID!): Node nodes: [Node] toasters: [Toaster] }
       union Product = Oven | Toaster
       interface Node { id: ID! }
       type Oven @key(fields: "id") { id: ID! }
       type Toaster implements Node @key(fields: "id") { id: ID! warranty: Int }`,
      {
        Query: {
          products: () => nodes,
          node: (_: unknown, { id }: { id: string }) =>
            nodes.find((node) => node.id === id && node.__typename === 'Toaster'),
          nodes: () => [nodes[1]],
          toasters: () => [nodes[1]],
        },
        Oven: find,
        Toaster: find,
      },
    ),
    fed2(
      'b',
      `interface Node { id: ID! } type Oven implements Node @key(fields: "id") { id: ID! warranty: Int }`,
      { Oven: find },
    ),
  ],
  cases: [
    {
      query: '{ products { ... on Node { id } } }',
      data: { products: [{ id: 'o1' }, { id: 't1' }] },
    },
    {
      query: '{ products { ... on Oven { warranty } ... on Toaster { warranty } } }',
      data: { products: [{ warranty: 1 }, { warranty: 2 }] },
    },
    {
      query: '{ nodes { id ... on Toaster { warranty } ... on Oven { warranty } } }',
      data: { nodes: [{ id: 't1', warranty: 2 }] },
    },
    {
      query:
        '{ node(id: "t1") { __typename ... on Node { id } } toasters { ... on Node { __typename id } } }',
      data: { node: { __typename: 'Toaster', id: 't1' }, toasters: [{ __typename: 'Toaster', id: 't1' }] },
    },
    {
      query: '{ products { ...F } } fragment F on Node { __typename ... on Oven { w: warranty } }',
      data: { products: [{ __typename: 'Oven', w: 1 }, { __typename: 'Toaster' }] },
    },
  ],
};
