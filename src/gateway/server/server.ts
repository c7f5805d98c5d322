import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Problem } from '../../kernel/problem.ts';
import { START_PORT_BUSY } from '../../kernel/problems/http.ts';
import { createAnswerTexts } from '../answer-texts.ts';
import { missingNativePlanner } from '../planner/native.ts';
import { createCachePlugin } from '../plugins/cache.ts';
import { createPlugins, withPlugins } from '../plugins/index.ts';
import { createErrorFormatter } from '../plugins/problems.ts';
import { createDocuments } from './documents.ts';
import { createGraphQLHttp } from './graphql-http.ts';
import { createGraphQLSse } from './graphql-sse.ts';
import { createGraphQLWs } from './graphql-ws.ts';
import { createInFlight } from './in-flight.ts';
import { createOperations } from './operations.ts';
import type { ServerOptions } from './options.ts';
import { createOriginPolicy } from './origin.ts';
import { DEFAULT_PATIENCE, toServerTimeouts } from './patience.ts';
import { toUrl } from './respond.ts';
import { createRouter } from './router.ts';

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Takes nothing new, finishes what is in the making, tells sockets to connect again, then closes. */
  close(): Promise<void>;
}

const DRAIN_LIMIT = 10_000;
const CACHE_BYTES = 32 * 1024 * 1024;

/** The hub's one port: GraphQL over HTTP and WebSocket, pages, probes, metrics. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  if (missingNativePlanner)
    options.log.info(
      { area: 'gateway', reason: missingNativePlanner },
      'no native query planner: what our own finds no way to is refused',
    );
  const texts = createAnswerTexts();
  const cache = createCachePlugin(options.gateway, texts, options.metrics, options.cacheBytes ?? CACHE_BYTES);
  options.onChange?.(cache.invalidate);
  const gateway = withPlugins(options.gateway, createPlugins(options.gateway, cache, texts, options));
  const documents = createDocuments(() => gateway.apiSchema, options.limits);
  const formatError = createErrorFormatter(options.log);
  const inFlight = createInFlight();
  const origins = createOriginPolicy(options.originAllowList);
  const patience = { ...DEFAULT_PATIENCE, ...options.patience };
  const operations = createOperations(gateway, documents, inFlight);
  const graphqlSse = createGraphQLSse(operations, formatError, origins, patience, options);
  const graphqlHttp = await createGraphQLHttp(
    gateway,
    texts,
    documents,
    formatError,
    origins,
    graphqlSse,
    options,
  );
  const graphqlWs = createGraphQLWs(gateway, operations, formatError, options);
  const router = createRouter(graphqlHttp, origins, inFlight, formatError, patience, options);
  const server = createHttpServer(toServerTimeouts(patience), router.listen);
  server.on('upgrade', (request, socket, head) => {
    if (toUrl(request).pathname !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
    if (!origins.isAllowed(request)) return refuseUpgrade(socket, '403 Forbidden');
    if (inFlight.stopping) return refuseUpgrade(socket, '503 Service Unavailable');
    graphqlWs.handleUpgrade(request, socket, head);
  });

  const port = await listen(server, options.port, options.host);
  let closing: Promise<void> | undefined;
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    port,
    close: () => {
      closing ??= stop();
      return closing;
    },
  };

  async function stop(): Promise<void> {
    // The port stays open meanwhile: who comes now is told to come again, which beats a refused connection.
    const draining = inFlight.drain(options.drainMs ?? DRAIN_LIMIT);
    router.closeConnections();
    graphqlSse.stop();
    await draining;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await graphqlWs.stop();
    // Nothing is under way any more, or its time is over. "Idle" would not do: a connection on which nothing was ever
    // asked does not count as that, and a browser keeps some in reserve.
    server.closeAllConnections();
    await closed;
    await graphqlHttp.stop();
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Problem(START_PORT_BUSY, { port, host }, { cause: error }) : error,
      );
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
