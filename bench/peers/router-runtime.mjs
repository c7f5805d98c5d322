// Apollo Server 5 over @graphql-hive/router-runtime. MODE http or local, PORT, SUPERGRAPH. No loader: with one, two copies
// of graphql would meet here.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';

// The copy that Apollo Server's and the executor's own imports come to.
const require = createRequire(import.meta.url);
const { buildASTSchema, parse } = require('graphql');
const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');

const { PORT, SUPERGRAPH } = process.env;
const supergraphSdl = readFileSync(SUPERGRAPH, 'utf8');
const executors = new Map(
  [...supergraphSdl.matchAll(/@join__graph\(name: "([^"]+)", url: "([^"]+)"\)/g)].map(
    ([, name, endpoint]) => [
      name.toLowerCase(),
      buildHTTPExecutor({ endpoint, deduplicateInflightRequests: false }),
    ],
  ),
);
const handler = await unifiedGraphHandler({
  unifiedGraph: buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true, assumeValid: true }),
  getUnifiedGraphSDL: () => supergraphSdl,
  onSubgraphExecute: (name, request) => executors.get(name.toLowerCase())(request),
});
const gateway = {
  onSchemaLoadOrUpdate: (listener) => {
    gateway.listener = listener;
    return () => undefined;
  },
  load: async () => {
    gateway.listener({ apiSchema: handler.unifiedGraph, coreSupergraphSdl: supergraphSdl });
    return {
      executor: ({ document, request, operationName }) =>
        handler.executor({
          document,
          variables: request.variables ?? {},
          operationName: operationName ?? undefined,
        }),
    };
  },
  stop: async () => undefined,
};
const server = new ApolloServer({ gateway, nodeEnv: 'production' });
await startStandaloneServer(server, { listen: { port: Number(PORT), host: '127.0.0.1' } });
