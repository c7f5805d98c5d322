// Apollo Server 5 with @graphql-tools/federation. MODE http or local, PORT, SUPERGRAPH.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { createLocalExecutors } from './local-schemas.mjs';

const { MODE, PORT, SUPERGRAPH } = process.env;
const executors = MODE === 'local' ? createLocalExecutors() : undefined;
const schema = getStitchedSchemaFromSupergraphSdl({
  supergraphSdl: readFileSync(SUPERGRAPH, 'utf8'),
  batch: true,
  ...(executors
    ? {
        onSubschemaConfig: (config) => {
          config.executor = executors.get(config.name.toLowerCase());
        },
      }
    : {}),
});
const server = new ApolloServer({ schema, nodeEnv: 'production' });
await startStandaloneServer(server, { listen: { port: Number(PORT), host: '127.0.0.1' } });
