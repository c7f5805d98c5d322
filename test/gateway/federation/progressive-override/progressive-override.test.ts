import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createGateway } from '../../../../src/gateway/gateway.ts';
import { createQueryPlanner } from '../../../../src/gateway/plan.ts';
import { toSubgraph } from '../../support/graph.ts';

const old = toSubgraph(
  'old',
  'type Query { x: X } type X @key(fields: "id") { id: ID! slow: String fast: String beta: String }',
  { Query: { x: () => ({ id: '1', slow: 'old', fast: 'old', beta: 'old' }) } },
);
const fresh = toSubgraph(
  'fresh',
  `type X @key(fields: "id") {
     id: ID!
     slow: String @override(from: "old", label: "percent(20)")
     fast: String @override(from: "old", label: "percent(60)")
     beta: String @override(from: "old", label: "beta")
   }`,
  {
    X: {
      __resolveReference: ({ id }: { id: string }) => ({ id, slow: 'fresh', fast: 'fresh', beta: 'fresh' }),
    },
  },
);
const document = parse('{ x { slow fast beta } }');

describe('progressive @override', () => {
  it.each([
    [0, 'fresh', 'fresh'],
    [19.9, 'fresh', 'fresh'],
    [20, 'old', 'fresh'],
    [59.9, 'old', 'fresh'],
    [60, 'old', 'old'],
    [99.9, 'old', 'old'],
  ])('at %s of 100 takes each field from where it is by then', async (rolled, slow, fast) => {
    const gateway = createGateway({ subgraphs: [old, fresh], roll: () => rolled });
    const { data } = await gateway.execute({ document, contextValue: {} });
    expect(data).toEqual({ x: { slow, fast, beta: 'old' } });
  });

  it('rolls for each request, and plans no more often than there are steps', async () => {
    let rolled = 0;
    let plans = 0;
    const gateway = createGateway({
      subgraphs: [old, fresh],
      roll: () => rolled++ % 100,
      planner: (sdl) => {
        const planner = createQueryPlanner(sdl);
        return {
          ...planner,
          plan: (...asked) => {
            plans += 1;
            return planner.plan(...asked);
          },
        };
      },
    });
    const seen = { slow: 0, fast: 0 };
    for (let request = 0; request < 100; request++) {
      const { data } = await gateway.execute({ document, contextValue: {} });
      const { x } = data as { x: Record<'slow' | 'fast', string> };
      if (x.slow === 'fresh') seen.slow += 1;
      if (x.fast === 'fresh') seen.fast += 1;
    }
    expect(seen).toEqual({ slow: 20, fast: 60 });
    expect(plans).toBe(3);
  });

  it('follows a label where the context names it', async () => {
    const gateway = createGateway({ subgraphs: [old, fresh], roll: () => 99 });
    const ask = async (overrideLabels: string[]) =>
      (await gateway.execute({ document, contextValue: { overrideLabels } })).data;
    expect(await ask(['beta'])).toEqual({ x: { slow: 'old', fast: 'old', beta: 'fresh' } });
    expect(await ask(['other'])).toEqual({ x: { slow: 'old', fast: 'old', beta: 'old' } });
  });
});
