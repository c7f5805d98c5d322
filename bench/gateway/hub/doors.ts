import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalClient } from '../../../src/gateway/client.ts';
import { toHeaders } from '../../../src/gateway/server/respond.ts';
import type { Subgraph } from '../../../src/graphql/subgraph.ts';
import type { RequestHead } from '../../../src/hub/request.ts';

type CreateContext = (request: RequestHead) => Promise<object>;

/**
 * Each of the hub's subgraphs at an address of its own, as if its ministry ran it: the same compiled execution, the same
 * rights and loaders, one context for each call. Name → address.
 */
export async function openDoors(
  subgraphs: readonly Subgraph[],
  createContext: CreateContext,
): Promise<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const subgraph of subgraphs) {
    const client = createLocalClient(subgraph);
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', async () => {
        const { query, variables = {} } = JSON.parse(Buffer.concat(chunks).toString());
        const { signal } = new AbortController();
        const contextValue = await createContext({ headers: toHeaders(request), signal });
        const result = await client.execute({ query, variables, contextValue, kind: 'query' as never });
        const answer = Buffer.from(JSON.stringify(result));
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
        response.end(answer);
      });
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    urls[subgraph.name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
  return urls;
}
