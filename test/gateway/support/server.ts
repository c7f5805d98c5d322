import { mkdtemp } from 'node:fs/promises';
import { type IncomingHttpHeaders, request as sendRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Client, createClient } from 'graphql-ws';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import { createGateway } from '../../../src/gateway/gateway.ts';
import type { ServerOptions } from '../../../src/gateway/server/options.ts';
import { createServer, type RunningServer } from '../../../src/gateway/server/server.ts';
import type { LocalSubgraph } from '../../../src/gateway/subgraph.ts';
import { silentLog } from '../../../src/kernel/log.ts';

export interface TestServer extends RunningServer {
  metrics: Registry;
  post(
    body: unknown,
    headers?: Record<string, string>,
    // biome-ignore lint/suspicious/noExplicitAny: whatever JSON came back
  ): Promise<{ status: number; headers: Headers; body: any }>;
  /** One request as it is written here, on a connection of its own; the body comes back undecoded. */
  raw(options: RawRequest): Promise<RawAnswer>;
  socket(
    params?: Record<string, unknown>,
    onClosed?: (event: { code: number; reason: string }) => void,
  ): Client;
}

export interface RawRequest {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

export function sendRaw(port: number, { body, ...options }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = sendRequest({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, bytes, text: bytes.toString('utf8') });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A hub's server over a small graph, on a free port. */
export async function startTestServer(
  subgraphs: LocalSubgraph[],
  options: Partial<ServerOptions> = {},
): Promise<TestServer> {
  const metrics = new Registry();
  const server = await createServer({
    gateway: options.gateway ?? createGateway({ subgraphs }),
    createContext: async ({ headers }) => ({ user: headers.authorization ?? null }),
    port: 0,
    host: '127.0.0.1',
    health: () => ({ ready: true, reasons: [] }),
    metrics,
    log: silentLog,
    ...options,
  });
  return {
    ...server,
    metrics,
    post: async (body, headers = {}) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text ? JSON.parse(text) : undefined,
      };
    },
    raw: (request) => sendRaw(server.port, request),
    socket: (connectionParams, onClosed) =>
      createClient({
        url: `${server.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        ...(connectionParams ? { connectionParams } : {}),
        on: { closed: (event) => onClosed?.(event as { code: number; reason: string }) },
      }),
  };
}

export function makeTempFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'hub-gateway-'));
}

/** Waits until a condition holds; fails after two seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 2_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('the condition did not come true');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
