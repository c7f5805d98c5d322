import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { createQueryPlanner } from '../../../src/gateway/plan.ts';
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

  it('that no longer fit do not hold up the new graph', async () => {
    const gateway = create();
    await gateway.execute({ document: parse('{ a }'), contextValue: {} });
    await gateway.reload({ subgraphs: [two] });
    expect(await gateway.execute({ document: parse('{ b }'), contextValue: {} })).toEqual({ data: { b: 2 } });
    expect(gateway.documents()).toHaveLength(1);
  });
});
