import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { graphql } from 'graphql';
import type { LocalSubgraph } from '../../../src/gateway/subgraph.ts';

/** Subgraphs behind one port of loopback, each at its path. Queries are validated, as a real subgraph would. */
export interface SubgraphServers {
  urlOf(subgraph: LocalSubgraph): string;
  close(): Promise<void>;
}

export async function serveSubgraphs(subgraphs: readonly LocalSubgraph[]): Promise<SubgraphServers> {
  const server = createServer(async (request, response) => {
    const { schema } = subgraphs[Number(request.url!.slice(1))]!;
    const { query: source, variables: variableValues } = JSON.parse(await text(request));
    const result = await graphql({ schema, source, variableValues });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (subgraph) => `http://127.0.0.1:${port}/${subgraphs.indexOf(subgraph)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
