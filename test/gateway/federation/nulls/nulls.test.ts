import { describe, expect, it } from 'vitest';
import { createTestGraph, toSubgraph } from '../../support/graph.ts';
import { createChannel, trafficSubgraphs } from '../../support/traffic.ts';

describe('nulls', () => {
  const holder = toSubgraph(
    'holder',
    `type Query { road: Road must: Road! list: [Road!] open: [Road] deep: Deep }
     type Deep { inner: Inner! }
     type Inner { road: Road! }
     type Road @key(fields: "id", resolvable: false) { id: ID! }`,
    {
      Query: {
        road: () => ({ id: 'missing' }),
        must: () => ({ id: 'missing' }),
        list: () => [{ id: '0' }, { id: 'missing' }],
        open: () => [{ id: '0' }, { id: 'missing' }],
        deep: () => ({ inner: { road: { id: 'missing' } } }),
      },
    },
  );
  const roads = trafficSubgraphs(createChannel()).find(({ name }) => name === 'roads')!;
  const graph = createTestGraph([holder, roads]);

  it.each([
    ['stay where a field is nullable', '{ road { name } }', { road: { name: null } }, undefined],
    ['rise to the nullable parent', '{ road { id surface } }', { road: null }, ['road', 'surface']],
    [
      'take a list of non-null items with them',
      '{ list { surface } }',
      { list: null },
      ['list', 1, 'surface'],
    ],
    [
      'stop at a nullable item',
      '{ open { surface } }',
      { open: [{ surface: 'nhựa' }, null] },
      ['open', 1, 'surface'],
    ],
    [
      'rise through non-null objects',
      '{ deep { inner { road { surface } } } }',
      { deep: null },
      ['deep', 'inner', 'road', 'surface'],
    ],
    [
      'take the whole answer when nothing on the way is nullable',
      '{ must { surface } }',
      null,
      ['must', 'surface'],
    ],
  ])('%s', async (_, query, data, path) => {
    const { result } = await graph.ask(query);
    expect(result.data).toEqual(data);
    expect(result.errors?.map((error) => error.path)).toEqual(path && [path]);
  });
});
