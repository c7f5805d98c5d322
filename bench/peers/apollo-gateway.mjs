// Apollo Server 5 with @apollo/gateway. MODE http or local, PORT, SUPERGRAPH; FORWARD=1 hands on who asks.
import { readFileSync } from 'node:fs';
import { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { subgraphs } from '../gateway/graph/subgraphs.ts';

const { MODE, PORT, SUPERGRAPH, FORWARD } = process.env;
const local = (name) => {
  const { sdl, resolvers } = subgraphs[name];
  return new LocalGraphQLDataSource(buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }));
};
const forwarding = (url) =>
  new RemoteGraphQLDataSource({
    url,
    willSendRequest: ({ request, context }) => {
      for (const [name, value] of Object.entries(context.headers ?? {}))
        request.http?.headers.set(name, value);
    },
  });
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(SUPERGRAPH, 'utf8'),
  ...(MODE === 'local' ? { buildService: ({ name }) => local(name) } : {}),
  ...(FORWARD ? { buildService: ({ url }) => forwarding(url) } : {}),
});
const server = new ApolloServer({ gateway, nodeEnv: 'production' });
await startStandaloneServer(server, {
  listen: { port: Number(PORT), host: '127.0.0.1' },
  context: async ({ req: { headers } }) => ({
    headers: Object.fromEntries(
      ['authorization', 'x-hub-case'].flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])),
    ),
  }),
});
