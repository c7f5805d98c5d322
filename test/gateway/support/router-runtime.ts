import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildASTSchema, type ExecutionResult, execute, parse } from 'graphql';
import type { LocalSubgraph } from '../../../src/gateway/subgraph.ts';
import type { Ask } from './ask.ts';

/** Another engine over the same planner and the same subgraphs, with an executor that shares no code with ours. */
export async function createRouterRuntime(
  supergraphSdl: string,
  subgraphs: readonly LocalSubgraph[],
): Promise<Ask> {
  const unifiedGraph = buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true, assumeValid: true });
  const schemas = new Map(subgraphs.map(({ name, schema }) => [name, schema]));
  const toSchema = (name: string) =>
    schemas.get(name) ?? schemas.get(name.toLowerCase().replaceAll('_', '-'));
  const { executor } = (await unifiedGraphHandler({
    unifiedGraph,
    getUnifiedGraphSDL: () => supergraphSdl,
    onSubgraphExecute: (name, { document, variables }) => {
      const schema = toSchema(name);
      if (!schema) throw new Error(`no subgraph ${name}`);
      // A copy, as if it had come over the wire: that engine merges into what it is given.
      const clone = (result: ExecutionResult) => JSON.parse(JSON.stringify(result)) as ExecutionResult;
      const result = execute({ schema, document, variableValues: variables ?? {} });
      return result instanceof Promise ? result.then(clone) : clone(result);
    },
  } as Parameters<typeof unifiedGraphHandler>[0])) as { executor: (request: object) => unknown };
  return async (query, variables = {}) =>
    JSON.parse(JSON.stringify(await executor({ document: parse(query), variables: { ...variables } })));
}
