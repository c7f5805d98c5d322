import { describe, expect, it } from 'vitest';
import { createTestGraph, toSubgraph } from '../../support/graph.ts';

describe('@interfaceObject', () => {
  const nodes = [
    { __typename: 'Camera', id: '1', lens: 'wide' },
    { __typename: 'Loop', id: '2', lanes: 4 },
  ];
  const graph = createTestGraph([
    toSubgraph(
      'devices',
      `type Query { devices: [Device!]! }
       interface Device @key(fields: "id") { id: ID! }
       type Camera implements Device @key(fields: "id") { id: ID! lens: String }
       type Loop implements Device @key(fields: "id") { id: ID! lanes: Int }`,
      {
        Query: { devices: () => nodes },
        Device: { __resolveReference: ({ id }: { id: string }) => nodes.find((node) => node.id === id) },
        Camera: { __resolveReference: ({ id }: { id: string }) => nodes.find((node) => node.id === id) },
        Loop: { __resolveReference: ({ id }: { id: string }) => nodes.find((node) => node.id === id) },
      },
    ),
    toSubgraph(
      'health',
      `type Query { worst: Device all: [Device] }
       type Device @interfaceObject @key(fields: "id") { id: ID! score: Int! }`,
      {
        Query: { worst: () => ({ id: '2' }), all: () => [{ id: '1' }, { id: '2' }, { id: 'gone' }] },
        Device: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          score: ({ id }: { id: string }) => Number(id) * 10,
        },
      },
    ),
  ]);

  it.each([
    [
      'its field for any implementation',
      '{ devices { id score } }',
      {
        devices: [
          { id: '1', score: 10 },
          { id: '2', score: 20 },
        ],
      },
    ],
    [
      'beside fields of implementations',
      '{ devices { __typename score ... on Camera { lens } ... on Loop { lanes score } } }',
      {
        devices: [
          { __typename: 'Camera', score: 10, lens: 'wide' },
          { __typename: 'Loop', score: 20, lanes: 4 },
        ],
      },
    ],
    [
      'an object whose type it does not know, without asking',
      '{ worst { id score } }',
      { worst: { id: '2', score: 20 } },
    ],
    [
      'the type, asked elsewhere',
      '{ worst { t: __typename score ... on Loop { lanes } ... on Camera { lens } } }',
      {
        worst: { t: 'Loop', score: 20, lanes: 4 },
      },
    ],
    [
      'in a fragment',
      '{ devices { ... on Camera { score } ... F } } fragment F on Device { id }',
      {
        devices: [{ score: 10, id: '1' }, { id: '2' }],
      },
    ],
  ])('adds %s', async (_, query, data) => {
    expect((await graph.ask(query)).result).toEqual({ data });
  });

  it('says so when the type is needed and nobody knows it', async () => {
    const { result } = await graph.ask('{ all { __typename id } }');
    expect(result.data!.all).toEqual([
      { __typename: 'Camera', id: '1' },
      { __typename: 'Loop', id: '2' },
      null,
    ]);
    expect(result.errors).toHaveLength(1);
    expect(result.errors![0]!.path!.slice(0, 2)).toEqual(['all', 2]);
  });
});
