import nodeFetch, { type RequestInit, type Response } from 'node-fetch';
import { ConnectorError } from '../contract.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import type { Agents } from './connect-agent.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One request and its whole answer, or a ConnectorError. Knows nothing of retries or auth. */
export type Exchange = (url: URL, request: HttpRequest) => Promise<HttpResponse>;

export interface ExchangeOptions {
  source: string;
  agents: Agents;
  totalMs: number;
  maxBytes: number;
  signal: AbortSignal;
  fetch?: Fetch | undefined;
}

const MAX_REDIRECTS = 5;

/** A certificate that does not hold stays so until somebody acts: trying again is no use. */
const TLS_CODE = /^(CERT_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;

/** How a URL may appear in a message or a log line: no query, no user, because either may hold a secret. */
export function describeUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

async function readBody(response: Response, maxBytes: number, describe: () => string): Promise<string> {
  if (!response.body) return '';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Counted after decompression, so a small gzip of a huge body is stopped as well.
    if (size > maxBytes)
      throw new ConnectorError('config', `${describe()}: the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

function toResponse(response: Response, url: URL, body: string): HttpResponse {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    url: url.href,
    text: async () => body,
    json: async () => JSON.parse(body) as unknown,
  };
}

/** A redirect is followed on the same host only: credentials and data of a source never go elsewhere. */
function nextHop(response: Response, url: URL, method: string, source: string): URL | undefined {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return undefined;
  const target = new URL(location, url);
  if (target.origin !== url.origin)
    throw new ConnectorError('config', `${source}: ${describeUrl(url)} redirects to ${target.origin}`);
  if (method !== 'GET' && method !== 'HEAD')
    throw new ConnectorError('config', `${source}: ${describeUrl(url)} redirects a ${method}`);
  return target;
}

export function createExchange(options: ExchangeOptions): Exchange {
  const { source, agents, totalMs, maxBytes, signal } = options;
  const fetch: Fetch = options.fetch ?? ((url, init) => nodeFetch(url, init));

  return async (first, request) => {
    signal.throwIfAborted();
    const controller = new AbortController();
    const stop = () => controller.abort();
    const timer = setTimeout(stop, totalMs);
    signal.addEventListener('abort', stop, { once: true });
    const method = request.method ?? 'GET';
    let url = first;
    try {
      for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
        const response = await fetch(url.href, {
          method,
          ...(request.headers ? { headers: request.headers } : {}),
          ...(request.body === undefined ? {} : { body: request.body }),
          redirect: 'manual',
          agent: agents.for(url),
          signal: controller.signal,
        } as RequestInit);
        const target = nextHop(response, url, method, source);
        const body = await readBody(response, maxBytes, () => `${source}: ${describeUrl(url)}`);
        if (!target) return toResponse(response, url, body);
        url = target;
      }
      throw new ConnectorError('config', `${source}: ${describeUrl(first)} redirects in a circle`);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ConnectorError) throw error;
      // The library's own message quotes the whole URL; only its code is safe to repeat.
      const code = (error as { code?: string }).code ?? (error as Error).name;
      const reason = controller.signal.aborted ? `no answer within ${totalMs} ms` : code;
      const kind = TLS_CODE.test(code) ? 'config' : 'transient';
      throw new ConnectorError(kind, `${source}: ${method} ${describeUrl(url)} failed: ${reason}`);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      controller.abort(); // frees the socket of an answer that was refused half way
    }
  };
}
