import { describe, expect, it } from 'vitest';
import { createTestGraph, toSubgraph } from '../../support/graph.ts';
import { createChannel, trafficSubgraphs } from '../../support/traffic.ts';

describe('errors of subgraphs', () => {
  const [traffic, roads] = trafficSubgraphs(createChannel());
  const lists = toSubgraph(
    'lists',
    `type Query { left: [Road!]! right: Pair down: [Road] }
     type Pair { one: Road two: Road }
     type Road @key(fields: "id", resolvable: false) { id: ID! }`,
    {
      Query: {
        left: () => [{ id: '0' }, { id: '1' }],
        right: () => ({ one: { id: '1' }, two: { id: '1' } }),
        down: () => [{ id: 'closed' }, { id: '0' }],
      },
    },
  );
  const graph = createTestGraph([traffic!, roads!, lists]);

  it('stand at every place of the entity, with code and subgraph kept', async () => {
    const { result } = await graph.ask(
      '{ left { length } right { id: one { n: length } two { n: length } } }',
    );
    expect(result.data).toEqual({
      left: [{ length: 10 }, { length: null }],
      right: { id: { n: null }, two: { n: null } },
    });
    expect(result.errors!.map(({ path }) => path!.join('.')).sort()).toEqual([
      'left.1.length',
      'right.id.n',
      'right.two.n',
    ]);
    for (const error of result.errors!) expect(error.extensions).toEqual({ subgraph: 'roads' });
  });

  it('about one entity leave the others alone', async () => {
    const { result } = await graph.ask('{ down { id name } }');
    expect(result.data).toEqual({
      down: [
        { id: 'closed', name: null },
        { id: '0', name: 'Đường 0' },
      ],
    });
    expect(result.errors!.map(({ path }) => path)).toEqual([['down', 0]]);
  });

  it('explain nulls that rise: no second error', async () => {
    const { result } = await graph.ask('{ down { surface } }');
    expect(result.data).toEqual({ down: [null, { surface: 'nhựa' }] });
    expect(result.errors).toHaveLength(1);
  });

  it('about a whole call stand once, where its objects are', async () => {
    const broken = toSubgraph('roads', roads!.sdl.slice(roads!.sdl.indexOf('type Road')));
    broken.schema.getQueryType()!.getFields()._entities!.resolve = () => {
      throw new Error('down');
    };
    const { result } = await createTestGraph([traffic!, broken, lists]).ask(
      '{ roads { id name } left { name } }',
    );
    expect(result.data).toEqual({
      roads: [0, 1, 2].map((id) => ({ id: String(id), name: null })),
      left: [{ name: null }, { name: null }],
    });
    expect(result.errors!.map(({ path }) => path!.join('.')).sort()).toEqual(['left', 'roads']);
  });

  it('of a failed fetch keep the next from being asked with half a representation', async () => {
    const { calls, result } = await graph.ask('{ fails roads(first: 0) { name } }');
    expect(result.data).toEqual({ fails: null, roads: [] });
    expect(calls).toEqual(['traffic']);
  });
});
