import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { Registry } from 'prom-client';
import { createGateway } from '../../src/gateway/gateway.ts';
import { createServer } from '../../src/gateway/server/server.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { subgraphs } from './graph/subgraphs.ts';

/** Our gateway as a contender with the subgraphs in its process: SHARE=0 without sharing of equal questions, PORT. */
const { SHARE, PORT } = process.env;

const local = Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => ({
  name,
  sdl,
  schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never }),
}));
await createServer({
  gateway: createGateway({ subgraphs: local }),
  createContext: async ({ signal }) => ({ signal, askerKey: '' }),
  port: Number(PORT),
  host: '127.0.0.1',
  shareAnswers: SHARE !== '0',
  health: () => ({ ready: true, reasons: [] }),
  metrics: new Registry(),
  log: silentLog,
});
