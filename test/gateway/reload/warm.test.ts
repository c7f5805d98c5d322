import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../src/gateway/compose.ts';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { createQueryPlanner } from '../../../src/gateway/plan.ts';
import { readSupergraph } from '../../../src/gateway/supergraph.ts';
import { toSubgraph } from '../support/graph.ts';

const one = toSubgraph('one', 'type Query { a: Int }', { Query: { a: () => 1 } });
const two = toSubgraph('two', 'type Query { b: Int }', { Query: { b: () => 2 } });

describe('plans', () => {
  const planned: string[] = [];
  const create = () =>
    createGateway({
      subgraphs: [one],
      planner: (sdl) => {
        const { plan } = createQueryPlanner(sdl);
        return {
          plan: (query, name) => {
            planned.push(query);
            return plan(query, name);
          },
        };
      },
    });

  it('are made before they are needed', async () => {
    const gateway = create();
    const document = parse('{ a }');
    await gateway.warm([{ document, operationName: null }]);
    planned.length = 0;
    expect(await gateway.execute({ document, contextValue: {} })).toEqual({ data: { a: 1 } });
    expect(planned).toEqual([]);
  });

  it('of what was asked are ready when another graph takes over', async () => {
    const gateway = create();
    const document = parse('{ a }');
    await gateway.execute({ document, contextValue: {} });
    await gateway.reload({ subgraphs: [one, two] });
    planned.length = 0;
    expect(await gateway.execute({ document, contextValue: {} })).toEqual({ data: { a: 1 } });
    // Apollo Server parses every text anew after a reload.
    expect(await gateway.execute({ document: parse('{ a }'), contextValue: {} })).toEqual({ data: { a: 1 } });
    expect(planned).toEqual([]);
  });

  it('are kept, with their planner when another graph differs in addresses and descriptions alone', async () => {
    const planned: string[] = [];
    const planner = (sdl: string) => {
      const { plan } = createQueryPlanner(sdl);
      planned.push('a planner');
      return {
        plan: (query: string) => {
          planned.push(query);
          return plan(query);
        },
      };
    };
    const graph = (url: string, sdl: string) => {
      const { supergraphSdl } = composeSupergraph([toSubgraph('one', sdl), two]);
      const addressed = supergraphSdl.replace('(name: "one", url: "")', `(name: "one", url: "${url}")`);
      expect(addressed).toContain(url);
      return { supergraph: readSupergraph(addressed), members: [{ ...one, name: 'one' }, two] };
    };
    const sdl = 'type Query { a: Int }';
    const gateway = createGateway({ ...graph('http://127.0.0.1:1/', sdl), planner });
    const document = parse('{ a b }');
    await gateway.execute({ document, contextValue: {} });
    expect(planned).toHaveLength(2);
    await gateway.reload(graph('http://127.0.0.1:2/', 'type Query { "Số một. One." a: Int }'));
    expect(await gateway.execute({ document, contextValue: {} })).toEqual({ data: { a: 1, b: 2 } });
    expect(planned).toHaveLength(2);
    expect(gateway.apiSchema.getQueryType()?.getFields().a?.description).toBe('Số một. One.');

    // Another graph has another planner, and what it leaves alone has the plan it had.
    await gateway.reload(graph('http://127.0.0.1:2/', 'type Query { a: Int c: Int }'));
    expect(planned).toHaveLength(3);
    // What it does not, is planned ahead of the swap.
    await gateway.reload(graph('http://127.0.0.1:2/', 'type Query { a: Int! c: Int }'));
    expect(planned).toHaveLength(5);
  });

  it('that no longer fit do not hold up the new graph', async () => {
    const gateway = create();
    await gateway.execute({ document: parse('{ a }'), contextValue: {} });
    await gateway.reload({ subgraphs: [two] });
    expect(await gateway.execute({ document: parse('{ b }'), contextValue: {} })).toEqual({ data: { b: 2 } });
    expect(gateway.documents()).toHaveLength(1);
  });
});
