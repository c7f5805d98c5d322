import { expect, it, vi } from 'vitest';
import { composeSupergraph } from '../../../src/gateway/compose.ts';
import { toOperations } from '../../../src/gateway/plan-node.ts';
import { toSubgraph } from '../support/graph.ts';

// A platform for which there is no addon: importing the package throws.
vi.mock('@graphql-hive/router-query-planner', () => {
  throw new Error('no addon for this platform');
});

it('where the native planner is missing our own plans all the same, and the reason is kept for the log', async () => {
  const { createQueryPlanner } = await import('../../../src/gateway/plan.ts');
  const { missingNativePlanner } = await import('../../../src/gateway/planner/native.ts');
  expect(missingNativePlanner).toBeTypeOf('string');
  const { supergraphSdl } = composeSupergraph([
    toSubgraph('a', 'type Query { q: E } type E @key(fields: "id") { id: ID! }'),
    toSubgraph('b', 'type E @key(fields: "id") { id: ID! more: Int }'),
  ]);
  const { node } = createQueryPlanner(supergraphSdl).plan('{ q { more } }');
  expect(toOperations(node ?? undefined).map(({ serviceName }) => serviceName)).toEqual(['a', 'b']);
});
