import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { buildSchema } from 'graphql';
import { composeSupergraph } from '../../src/gateway/compose.ts';
import { type PlanNode, toOperations } from '../../src/gateway/plan-node.ts';
import { createOwnPlanner } from '../../src/gateway/planner/own/planner.ts';
import { readGraph } from '../../src/gateway/planner/read-graph.ts';
import { createSecondOpinion } from '../../src/gateway/planner/second-opinion.ts';
import { createRandomGraph } from '../../test/gateway/support/random-graph.ts';
import { toRandomQuery } from '../../test/gateway/support/random-query.ts';

/**
 * Our planner beside the native one, under its supervision: calls of subgraphs over random graphs, `--seed 1000 --graphs 20
 * --per-graph 60`. Each graph has a process of its own, for the native one may end it, or not come back within 30 s.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1000' },
    graphs: { type: 'string', default: '20' },
    'per-graph': { type: 'string', default: '60' },
  },
});
const perGraph = Number(values['per-graph']);

if (positionals[0] === 'one') console.log(JSON.stringify(planOne(Number(values.seed))));
else await planAll();

async function planAll(): Promise<void> {
  const total = { graphs: 0, ended: 0, queries: 0, ours: 0, native: 0 };
  const program = ['--import', 'tsx', fileURLToPath(import.meta.url), 'one', '--per-graph', String(perGraph)];
  for (let at = 0; at < Number(values.graphs); at++) {
    const seed = String(Number(values.seed) + at);
    const child = promisify(execFile)(process.execPath, [...program, '--seed', seed], { timeout: 30_000 });
    const counted = await child
      .then(({ stdout }) => JSON.parse(stdout) as typeof total)
      .catch(() => undefined);
    total.graphs++;
    if (!counted) total.ended++;
    for (const name of ['queries', 'ours', 'native'] as const) total[name] += counted?.[name] ?? 0;
  }
  console.log(JSON.stringify(total));
}

function planOne(seed: number): { queries: number; ours: number; native: number } {
  const counted = { queries: 0, ours: 0, native: 0 };
  const made = createRandomGraph(seed);
  if (!made) return counted;
  const { supergraphSdl, apiSdl } = composeSupergraph(made.subgraphs);
  const schema = buildSchema(apiSdl);
  const { supergraph, model } = readGraph(supergraphSdl);
  const ours = createOwnPlanner(model);
  const native = createSecondOpinion(supergraph, model);
  const count = (node: PlanNode | null | undefined) => toOperations(node ?? undefined).length;
  for (let at = 0; at < perGraph; at++) {
    const query = toRandomQuery(schema, seed * 10_000 + at, 2 + (at % 4), true, 'query');
    const plan = native(query);
    if (!plan) continue;
    counted.queries++;
    counted.ours += count(ours.plan(query).node);
    counted.native += count(plan.node);
  }
  return counted;
}
