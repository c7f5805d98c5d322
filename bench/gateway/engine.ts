import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, graphql, parse } from 'graphql';
import type { SubgraphClient, SubgraphRequest } from '../../src/gateway/client.ts';
import { composeSupergraph } from '../../src/gateway/compose.ts';
import { createEngine } from '../../src/gateway/execute/engine.ts';
import { compileOperation, findOperation } from '../../src/gateway/execute/operation.ts';
import { createRun } from '../../src/gateway/execute/run.ts';
import { createQueryPlanner } from '../../src/gateway/plan.ts';
import { QUERY, subgraphs } from './graph/subgraphs.ts';

/**
 * The engine alone, one query after another: no HTTP, and subgraphs that give the text of a kept answer. Processor time of
 * a query, and of the JSON in it (answers parsed, the answer written), which no engine can be without.
 */
const RUNS = 1_500;
const ROUNDS = 6;

const kept = new Map<string, string>();
const clients = Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const execute = async ({ query, variables }: SubgraphRequest): Promise<ExecutionResult> => {
    const asked = JSON.stringify([name, query, variables]);
    const text =
      kept.get(asked) ?? JSON.stringify(await graphql({ schema, source: query, variableValues: variables }));
    kept.set(asked, text);
    return JSON.parse(text) as ExecutionResult;
  };
  return { name, execute } as Pick<SubgraphClient, 'name' | 'execute'> as SubgraphClient;
});
const composition = composeSupergraph(Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, sdl })));
const engine = createEngine(composition, clients, createQueryPlanner(composition.supergraphSdl));
const document = parse(QUERY);
const found = findOperation(document, null);
if (!('kind' in found)) throw found;
const operation = compileOperation(engine, document, found);

async function answer(): Promise<string> {
  const run = createRun({}, {}, undefined);
  await operation.runPlan(run);
  return JSON.stringify(operation.project(run));
}

async function measure(work: () => unknown): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let run = 0; run < RUNS; run++) await work();
    const { user, system } = process.cpuUsage(before);
    rounds.push((user + system) / 1_000 / RUNS);
  }
  return rounds.sort((a, b) => a - b)[ROUNDS / 2]!;
}

const result: unknown = JSON.parse(await answer());
const exchanged = [...kept].map(([question, text]) => ({ question: JSON.parse(question) as unknown, text }));
const whole = await measure(answer);
const json = await measure(() => {
  for (const { question, text } of exchanged) {
    JSON.stringify(question);
    JSON.parse(text);
  }
  JSON.stringify(result);
});
console.log(
  `${exchanged.length} calls, ms of processor a query: ${whole.toFixed(2)}, of it JSON ${json.toFixed(2)}`,
);
