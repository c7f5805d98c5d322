// Apollo Server 5 with @apollo/gateway. MODE http or local, PORT, SUPERGRAPH.
import { readFileSync } from 'node:fs';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { subgraphs } from '../gateway/graph/subgraphs.ts';

const { MODE, PORT, SUPERGRAPH } = process.env;
const local = (name) => {
  const { sdl, resolvers } = subgraphs[name];
  return new LocalGraphQLDataSource(buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }));
};
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(SUPERGRAPH, 'utf8'),
  ...(MODE === 'local' ? { buildService: ({ name }) => local(name) } : {}),
});
const server = new ApolloServer({ gateway, nodeEnv: 'production' });
await startStandaloneServer(server, { listen: { port: Number(PORT), host: '127.0.0.1' } });
