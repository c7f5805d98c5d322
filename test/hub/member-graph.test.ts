import { expect, it } from 'vitest';
import { startMemberGraph } from '../../src/hub/member-graph.ts';
import type { RegisteredSubgraph, SubgraphRegistry } from '../../src/hub/member-subgraphs.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { toSubgraph } from '../gateway/support/graph.ts';

const own = toSubgraph('own', 'type Query { own: Int }', { Query: { own: () => 1 } });

function member(name: string, field: string, day: number): RegisteredSubgraph {
  return {
    name,
    version: 1,
    owner: 'VN-BN/GOV/TEST',
    sdl: toSubgraph(name, `type Query { ${field}: Int }`).sdl,
    settings: { url: 'http://127.0.0.1:1/graphql' },
    publishedBy: 'test',
    publishedAt: new Date(2026, 0, day),
  };
}

it('leaves out the member that does not fit, at start and later, and takes those that do', async () => {
  const listed = [member('clash', 'own', 1), member('fits', 'a', 2)];
  let revision = 0;
  const registry: SubgraphRegistry = {
    list: async () => listed,
    revision: async () => String(revision),
    publish: async () => ({ version: 1 }),
    withdraw: async () => true,
  };
  const graph = await startMemberGraph({
    local: [own],
    configured: [],
    registry,
    environment: {},
    log: silentLog,
    everyMs: 60_000,
  });
  const fields = () => Object.keys(graph.gateway.apiSchema.getQueryType()!.getFields()).sort();
  expect(fields()).toEqual(['a', 'own']);
  expect(await graph.refresh()).toBe(false);

  listed.push(member('clash-too', 'a', 3), member('fits-too', 'b', 4));
  listed.push({
    ...member('no-secret', 'c', 5),
    settings: { url: 'http://127.0.0.1:1/', headers: { x: { env: 'NOT_SET' } } },
  });
  revision += 1;
  expect(await graph.refresh()).toBe(true);
  expect(fields()).toEqual(['a', 'b', 'own']);
  await graph.stop();
});
