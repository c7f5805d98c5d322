import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { subgraphs } from '../gateway/graph/subgraphs.ts';

/** Subgraph name in any case → what executes it in this process. */
export function createLocalExecutors() {
  return new Map(
    Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => {
      const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
      return [name, ({ document, variables }) => execute({ schema, document, variableValues: variables })];
    }),
  );
}
