import { parse } from 'graphql';
import type { SubgraphClient } from '../client.ts';
import type { FetchNode } from '../plan-node.ts';
import { compileMerge, toShape } from './merge.ts';
import type { Entity } from './path-walker.ts';
import { relocateError } from './relocate.ts';
import { compileRewrites } from './rewrite.ts';
import { callSubgraph, pickVariables, type Run, type Step } from './run.ts';
import type { TypeMap } from './type-map.ts';

/** Takes a subgraph's answer to root fields into the run. */
export type RootMerge = (run: Run, result: { data?: unknown; errors?: readonly unknown[] }) => void;

export function compileRootMerge(
  node: Pick<FetchNode, 'operation' | 'outputRewrites'>,
  subgraph: string,
  types: TypeMap,
): RootMerge {
  const { take } = compileMerge(toShape(parse(node.operation, { noLocation: true })), types);
  const rewriteOutput = compileRewrites(node.outputRewrites, types);
  return (run, { data, errors }) => {
    if (data) {
      rewriteOutput?.(data);
      take(run.data, data as Entity);
    }
    if (errors)
      for (const error of errors as Parameters<typeof relocateError>[0][])
        run.errors.push(relocateError(error, subgraph, error.path));
  };
}

/** Root fields of one subgraph. */
export function compileFetch(node: FetchNode, client: SubgraphClient, types: TypeMap): Step {
  const mergeResult = compileRootMerge(node, client.name, types);
  return async (run) => {
    const variables = pickVariables(run, node.variableUsages);
    mergeResult(
      run,
      await callSubgraph(run, client, { query: node.operation, kind: node.operationKind }, variables),
    );
  };
}
