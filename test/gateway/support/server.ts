import { mkdtemp } from 'node:fs/promises';
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
  socket(
    params?: Record<string, unknown>,
    onClosed?: (event: { code: number; reason: string }) => void,
  ): Client;
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
