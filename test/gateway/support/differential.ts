import { isDeepStrictEqual } from 'node:util';
import { isProblem } from '../../../src/kernel/problem.ts';
import type { Ask } from './ask.ts';
import { createOracle, createTestGraph } from './graph.ts';
import { createRandomGraph } from './random-graph.ts';
import { toRandomQuery } from './random-query.ts';
import { createRouterRuntime } from './router-runtime.ts';

/** What came of comparing random queries over random graphs. */
export interface Tally {
  graphs: number;
  /** Random graphs that are no federated ones. */
  uncomposable: number;
  queries: number;
  /** Queries for which there is no plan: said, not answered wrong. */
  refused: string[];
  /** Answers that are not those of one schema. */
  different: string[];
  /** Where the other engine over the same planner answers otherwise than one schema does. */
  otherEngineDiffers: number;
}

export interface DifferentialOptions {
  readonly firstSeed: number;
  /** How many queries at least; the last graph is asked all of its own. */
  readonly queries: number;
  readonly perGraph: number;
  readonly otherEngine: boolean;
  /** Graphs with value types over several subgraphs, and with mutations: every fourth operation is one. */
  readonly extended?: boolean;
}

/**
 * Asks seeded graphs seeded queries: co-located (compiled, interpreted), the other engine, and one plain schema.
 */
export async function runDifferential(options: DifferentialOptions): Promise<Tally> {
  const tally: Tally = {
    graphs: 0,
    uncomposable: 0,
    queries: 0,
    refused: [],
    different: [],
    otherEngineDiffers: 0,
  };
  for (let seed = options.firstSeed; tally.queries < options.queries; seed++)
    await runGraph(seed, options, tally);
  return tally;
}

async function runGraph(
  seed: number,
  { perGraph, otherEngine, extended = false }: DifferentialOptions,
  tally: Tally,
): Promise<void> {
  const made = createRandomGraph(seed, extended);
  if (!made) {
    tally.uncomposable++;
    return;
  }
  tally.graphs++;
  const compiled = createTestGraph(made.subgraphs, { compileAfter: 0 });
  const interpreted = createTestGraph(made.subgraphs, { compileAfter: Number.POSITIVE_INFINITY });
  const { apiSchema, supergraphSdl } = compiled.gateway;
  const oracle = createOracle(apiSchema, made.resolvers);
  const other: Ask | undefined = otherEngine
    ? await createRouterRuntime(supergraphSdl, made.subgraphs)
    : undefined;

  for (let at = 0; at < perGraph; at++) {
    const kind = extended && at % 4 === 3 ? 'mutation' : 'query';
    const query = toRandomQuery(apiSchema, seed * 10_000 + at, 2 + (at % 4), true, kind);
    const variables = { yes: true, no: at % 2 === 0, n: at % 5, r: at % 3 === 0 ? null : { n: at } };
    const name = `graph ${seed}, query ${at}: ${query} ${JSON.stringify(variables)}`;
    const expected = await oracle(query, variables);
    const ran = made.journal.splice(0);
    if (expected.errors) throw new Error(`${name}: ${expected.errors[0]!.message}`);
    tally.queries++;
    for (const graph of [compiled, interpreted]) {
      try {
        const { result } = await graph.ask(query, { variables });
        if (!isDeepStrictEqual([result, made.journal.splice(0)], [expected, ran])) tally.different.push(name);
      } catch (error) {
        if (!isProblem(error) || error.code !== 'HUB_GATEWAY_PLAN_FAILED') throw error;
        tally.refused.push(`${name}: ${error.message}`);
      }
    }
    if (!other || kind === 'mutation') continue;
    const answer = await other(query, variables).catch(() => undefined);
    if (!isDeepStrictEqual(answer?.data, expected.data)) tally.otherEngineDiffers++;
  }
}
