import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { useServer as serveLive } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { createMadeUpSchema } from './made-up-schema.ts';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** What a page of ministries' closed networks may do: talk to its own origin. Monaco styles its lines inline. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ');

export interface FakeEndpoint {
  readonly url: string;
  readonly key: string;
  /** Headers of the GraphQL requests so far, and payloads of `connection_init`. */
  readonly requests: Record<string, unknown>[];
  /** Laid over every answer to an operation that is not introspection. */
  answerWith(overlay: Partial<ExecutionResult>): void;
  close(): Promise<void>;
}

/** The built pages and a graph of the given schema whose values are made up: tests the pages without the hub. */
export async function startFakeEndpoint({
  sdl,
  pages,
}: {
  sdl: string;
  pages: string;
}): Promise<FakeEndpoint> {
  const schema = createMadeUpSchema(sdl);
  const key = 'fake-key';
  const requests: Record<string, unknown>[] = [];
  let overlay: Partial<ExecutionResult> = {};

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    requests.push({ ...request.headers });
    const body = JSON.parse(await toText(request)) as GraphRequest;
    const result = await execute(schema, body);
    const shown = body.operationName === 'IntrospectionQuery' ? result : { ...result, ...overlay };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(shown));
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://fake');
    (pathname === '/graphql' ? answer(request, response) : sendPage(pages, pathname, response)).catch(
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const live = serveLive(
    {
      schema,
      onConnect: ({ connectionParams }) => {
        requests.push({ ...connectionParams });
        return connectionParams?.authorization === `Bearer ${key}`;
      },
    },
    sockets,
  );

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    requests,
    answerWith: (next) => {
      overlay = next;
    },
    close: async () => {
      await live.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface GraphRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

function execute(schema: GraphQLSchema, request: GraphRequest): Promise<ExecutionResult> {
  return graphql({
    schema,
    source: request.query,
    variableValues: request.variables,
    operationName: request.operationName,
  });
}

async function toText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

async function sendPage(pages: string, pathname: string, response: ServerResponse): Promise<void> {
  const asked = normalize(join(pages, extname(pathname) === '' ? join(pathname, 'index.html') : pathname));
  const content = asked.startsWith(pages) ? await readFile(asked).catch(() => undefined) : undefined;
  if (content === undefined) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, {
      'content-type': mediaTypes[extname(asked)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
    })
    .end(content);
}
