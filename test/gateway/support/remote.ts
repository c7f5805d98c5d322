import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { graphql, parse, subscribe } from 'graphql';
import { useServer as serveWebSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { LocalSubgraph, RemoteSettings, RemoteSubgraph } from '../../../src/gateway/subgraph.ts';

/** Answers in the subgraph's place; `undefined` lets the subgraph answer. */
export type Fault = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;

export interface ServedSubgraph {
  readonly url: string;
  /** Requests that came, over HTTP. */
  readonly calls: { readonly query: string; readonly headers: IncomingMessage['headers'] }[];
  /** Streams that are open, over WebSocket and SSE. */
  readonly streams: () => number;
  fault: Fault | undefined;
  /** Cuts every connection, WebSockets too. */
  cut(): void;
  /** Stops listening and cuts; `start` listens on the same port again. */
  stop(): Promise<void>;
  start(): Promise<void>;
  toRemote(settings?: Omit<RemoteSettings, 'url'>): RemoteSubgraph;
}

/** A subgraph behind HTTP, graphql-transport-ws and SSE on a free port of loopback. */
export async function serveSubgraph(subgraph: LocalSubgraph): Promise<ServedSubgraph> {
  const { name, sdl, schema } = subgraph;
  const calls: ServedSubgraph['calls'] = [];
  const sockets = new Set<Socket>();
  let streams = 0;
  let fault: Fault | undefined;
  let server: Server;
  let port = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    calls.push({ query, headers: request.headers });
    if (fault && (await fault(request, response, body)) !== undefined) return;
    if (request.headers.accept?.includes('text/event-stream')) {
      await stream(response, query, variables);
      return;
    }
    const contextValue = { headers: request.headers };
    const result = await graphql({ schema, source: query, variableValues: variables, contextValue });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(result));
  };
  const stream = async (response: ServerResponse, query: string, variableValues: Record<string, unknown>) => {
    const events = await subscribe({ schema, document: parse(query), variableValues });
    if (!(Symbol.asyncIterator in events)) {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(events));
      return;
    }
    streams += 1;
    response.on('close', () => {
      streams -= 1;
      void events.return?.();
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    for await (const event of events) response.write(`event: next\ndata: ${JSON.stringify(event)}\n\n`);
    response.end('event: complete\ndata:\n\n');
  };

  const start = async () => {
    server = createServer((request, response) => {
      void answer(request, response).catch(() => response.destroy());
    });
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    const ws = new WebSocketServer({ server });
    serveWebSockets(
      {
        schema,
        onSubscribe: () => {
          streams += 1;
        },
        onComplete: () => {
          streams -= 1;
        },
      },
      ws,
    );
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  await start();
  const url = `http://127.0.0.1:${port}/graphql`;
  return {
    url,
    calls,
    streams: () => streams,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
    },
    cut,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
    start,
    toRemote: (settings = {}) => ({ ...settings, name, sdl, url }),
  };
}
