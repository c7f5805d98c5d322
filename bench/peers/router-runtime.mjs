// Apollo Server 5 with Hive's router-runtime. MODE http or local, PORT, SUPERGRAPH.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { buildSchema, getOperationAST } from 'graphql';
import { createLocalExecutors } from './local-schemas.mjs';

const { MODE, PORT, SUPERGRAPH } = process.env;
const sdl = readFileSync(SUPERGRAPH, 'utf8');
const urls = new Map(
  [...sdl.matchAll(/@join__graph\(name: "([^"]+)", url: "([^"]+)"/g)].map(([, name, url]) => [name, url]),
);
const executors =
  MODE === 'local'
    ? createLocalExecutors()
    : new Map([...urls].map(([name, endpoint]) => [name, buildHTTPExecutor({ endpoint })]));
const { executor, unifiedGraph } = unifiedGraphHandler({
  unifiedGraph: buildSchema(sdl, { assumeValid: true, assumeValidSDL: true }),
  getUnifiedGraphSDL: () => sdl,
  onSubgraphExecute: (name, request) => executors.get(name.toLowerCase())(request),
});
const gateway = {
  onSchemaLoadOrUpdate: (listener) => {
    listener({ apiSchema: unifiedGraph, coreSupergraphSdl: sdl });
    return () => undefined;
  },
  load: async () => ({
    executor: ({ document, request, context }) =>
      executor({
        document,
        variables: request.variables ?? {},
        operationName: request.operationName,
        operationType: getOperationAST(document, request.operationName).operation,
        context,
      }),
  }),
  stop: async () => undefined,
};
const server = new ApolloServer({ gateway, nodeEnv: 'production' });
await startStandaloneServer(server, { listen: { port: Number(PORT), host: '127.0.0.1' } });
