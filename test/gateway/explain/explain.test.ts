import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countRows } from '../../../src/gateway/explain/count-rows.ts';
import { toPlanTree } from '../../../src/gateway/explain/plan-tree.ts';
import { printPlan } from '../../../src/gateway/explain/print-plan.ts';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { createOpenGraph, type OpenGraph } from '../support/open-graph.ts';
import { provinceSubgraphs } from '../support/province.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('a plan, printed', () => {
  const gateway = createGateway({ subgraphs: provinceSubgraphs() });
  const print = (query: string) => printPlan(toPlanTree(gateway.plan(parse(query))!));

  it('shows calls, entities and their order', () => {
    expect(print('{ me { name home { name } debts { amount } } }')).toBe(
      [
        'Sequence (lần lượt / one after another)',
        '├─ Fetch people',
        '└─ Parallel (cùng lúc / at once)',
        '   ├─ Fetch places  Place(code) @ me.home',
        '   └─ Fetch fees  Person(id) @ me',
      ].join('\n'),
    );
  });

  it('names places as the client does, though fields with arguments travel under another name', () => {
    const shown = print('{ vehicles(first: 1) { plate fee weight(unit: KG) owner { name } } }');
    expect(shown).toContain('@ vehicles');
    expect(shown).not.toContain('_hub_');
  });

  it('shows composite keys and conditions', () => {
    const shown = print('query($y: Boolean!) { me { name ... @include(if: $y) { vehicles { plate } } } }');
    expect(shown).toContain('Person(card { series number }) @ me');
    expect(shown).toMatch(/Condition \$y\n.*true: /);
  });

  it('is none for introspection, and an error for an operation that is not there', () => {
    expect(gateway.plan(parse('{ __schema { queryType { name } } }'))).toBeUndefined();
    expect(() => gateway.plan(parse('{ me { id } }'), 'Missing')).toThrow('Missing');
  });
});

describe('rows of an answer', () => {
  it.each([
    [{ _entities: [{ a: [1, 2] }, null, { a: [{}] }] }, true, 2],
    [{ a: [{}, {}], b: { nodes: [{ c: [{}] }] } }, false, 4],
    [{ a: 'x', b: null }, false, 1],
    [null, false, 0],
    [undefined, true, 0],
  ])('%j', (data, isEntities, rows) => expect(countRows(data, isEntities)).toBe(rows));
});

describe('a plan, asked for over HTTP', () => {
  let graph: OpenGraph;
  let server: TestServer;
  beforeAll(async () => {
    graph = createOpenGraph();
    server = await startTestServer(graph.subgraphs, {
      createContext: async ({ headers }) => ({
        principal: {
          subsystem: 's',
          role: 'r',
          grants: [],
          actions: headers.authorization ? ['seePlan'] : [],
        },
      }),
    });
  });
  afterAll(() => server.close());
  const query = '{ roads { nodes { id name length } } }';

  it('comes with calls, entities, rows and times, and is never kept nor taken from what is kept', async () => {
    await server.post({ query });
    const { runs } = graph;
    const { body, headers } = await server.post({ query }, { authorization: 'x', 'hub-plan': '1' });
    expect(graph.runs).toBe(runs + 1);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.data.roads.nodes).toEqual([{ id: '1', name: 'QL1', length: 10 }]);
    const { tree, ms } = body.extensions.plan;
    expect(ms).toBeGreaterThan(0);
    expect(tree).toMatchObject({
      kind: 'Sequence',
      steps: [
        {
          kind: 'Fetch',
          subgraph: 'roads',
          entities: [],
          figures: { calls: 1, entities: 0, rows: 1, errors: 0 },
        },
        {
          kind: 'Fetch',
          subgraph: 'lengths',
          entities: [{ type: 'Road', key: 'id', path: 'roads.nodes[]' }],
          figures: { calls: 1, entities: 1, rows: 1, errors: 0, ms: expect.any(Number) },
        },
      ],
    });
    expect(printPlan(tree)).toMatch(
      /└─ Fetch lengths {2}Road\(id\) @ roads\.nodes\[\] {2}\[1 × · 1 entities → 1 · \d/,
    );
  });

  it('can be asked for without running anything', async () => {
    const { runs } = graph;
    const { body } = await server.post({ query }, { authorization: 'x', 'hub-plan': 'only' });
    expect(body.data).toBeNull();
    expect(body.extensions.plan.tree.steps.map((step: { subgraph: string }) => step.subgraph)).toEqual([
      'roads',
      'lengths',
    ]);
    expect(body.extensions.plan.ms).toBeUndefined();
    expect(graph.runs).toBe(runs);
  });

  it('is not shown to who may not see it, nor to who did not ask', async () => {
    for (const headers of [{ 'hub-plan': '1' }, { 'hub-plan': 'only' }, { authorization: 'x' }] as Record<
      string,
      string
    >[]) {
      const { body } = await server.post({ query }, headers);
      expect(body.data.roads.nodes).toHaveLength(1);
      expect(body.extensions).toBeUndefined();
    }
  });
});
