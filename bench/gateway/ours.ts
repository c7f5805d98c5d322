import { readFile } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { Registry } from 'prom-client';
import { createGateway } from '../../src/gateway/gateway.ts';
import { createServer } from '../../src/gateway/server/server.ts';
import { serveSupergraph } from '../../src/gateway/standalone/serve.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { subgraphs } from './graph/subgraphs.ts';

/** Our gateway as a contender: MODE http or local, SHARE=0 without sharing of equal questions, PORT, SUPERGRAPH. */
const { MODE, SHARE, PORT, SUPERGRAPH } = process.env;
const port = Number(PORT);
const host = '127.0.0.1';
const shareAnswers = SHARE !== '0';

if (MODE === 'http') {
  const supergraphSdl = await readFile(SUPERGRAPH!, 'utf8');
  await serveSupergraph({ supergraphSdl, port, host, shareAnswers, log: silentLog });
} else {
  const local = Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => ({
    name,
    sdl,
    schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never }),
  }));
  await createServer({
    gateway: createGateway({ subgraphs: local }),
    createContext: async ({ signal }) => ({ signal, askerKey: '' }),
    port,
    host,
    shareAnswers,
    health: () => ({ ready: true, reasons: [] }),
    metrics: new Registry(),
    log: silentLog,
  });
}
