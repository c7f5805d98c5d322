import type { Readable } from 'node:stream';
import nodeFetch, { type RequestInit, type Response } from 'node-fetch';
import { ConnectorError, type ConnectorErrorKind } from '../contract.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import {
  arrivingBody,
  type BodyReader,
  beginningOf,
  collect,
  type StreamOptions,
  streamBody,
  wholeBody,
} from './body.ts';
import type { Agents } from './connect-agent.ts';
import { ADDRESS_REFUSED, type Network } from './network.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Headers that prove who we are, for exactly this request: a signature covers the URL, so each hop has its own. */
export type Authorize = (url: URL, request: HttpRequest) => Promise<Record<string, string>>;

/** One request and its answer, or a ConnectorError. Knows nothing of retries. */
export type Exchange = (url: URL, request: HttpRequest, authorize?: Authorize) => Promise<HttpResponse>;

export interface ExchangeOptions {
  source: string;
  agents: Agents;
  network: Network;
  /** Whole exchange; of a streamed one, until its head is there. Milliseconds. */
  totalMs: number;
  /** Streamed: longest silence, and longest time spent waiting for the source in all. Milliseconds. */
  idleMs: number;
  streamMs: number;
  maxBytes: number;
  signal: AbortSignal;
  fetch?: Fetch | undefined;
}

const MAX_REDIRECTS = 5;

/** Enough to hold what a refusal says; a source that refuses does not fill memory. */
const MAX_REFUSAL_BYTES = 1 << 20;

/** The other side does not take our certificate, or asked for one and got none. */
const OUR_CERTIFICATE = /^ERR_SSL_.*ALERT_.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/;
const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;

/** A certificate that does not hold stays so until somebody acts: trying again is no use. */
function kindOf(code: string): ConnectorErrorKind {
  if (OUR_CERTIFICATE.test(code)) return 'auth';
  return TLS_CODE.test(code) ? 'config' : 'transient';
}

/** How a URL may appear in a message or a log line: no query, no user, because either may hold a secret. */
export function describeUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
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
  const { source, agents, network, totalMs, idleMs, streamMs, signal } = options;
  const fetch: Fetch = options.fetch ?? ((url, init) => nodeFetch(url, init));

  return async (first, request, authorize) => {
    signal.throwIfAborted();
    const controller = new AbortController();
    const method = request.method ?? 'GET';
    let url = first;
    let late = false;
    const stop = () => controller.abort();
    signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(() => {
      late = true;
      stop();
    }, totalMs);
    /** Frees the socket, also of an answer that was refused half way. */
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      stop();
    };
    const broken = (error: unknown, reason?: string): unknown => {
      if (signal.aborted) return signal.reason;
      if (error instanceof ConnectorError) return error;
      // The library's own message quotes the whole URL; only its code is safe to repeat.
      const code = (error as { code?: string }).code ?? (error as Error).name;
      if (code === ADDRESS_REFUSED) return network.refusalOf(url.hostname) ?? error;
      const said = reason ?? (late ? `no answer within ${totalMs} ms` : code);
      const kind = kindOf(code);
      return new ConnectorError(kind, `${source}: ${method} ${describeUrl(url)} failed: ${said}`);
    };
    const tooLarge = (max: number) =>
      new ConnectorError('config', `${source}: ${describeUrl(url)}: the answer is larger than ${max} bytes`);
    const reading: StreamOptions = {
      maxBytes: request.maxBytes ?? options.maxBytes,
      idleMs: totalMs,
      streamMs: totalMs,
      abort: end,
      isAborted: () => controller.signal.aborted,
      faults: { broken, tooLarge },
    };
    const finish = (response: Response, body: BodyReader): HttpResponse => ({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      url: url.href,
      ...body,
    });

    try {
      for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
        network.assertLiteral(url.hostname);
        const response = await fetch(url.href, {
          method,
          headers: { ...request.headers, ...(await authorize?.(url, request)) },
          ...(request.body === undefined ? {} : { body: request.body }),
          redirect: 'manual',
          agent: agents.for(url),
          signal: controller.signal,
        } as RequestInit);
        const target = nextHop(response, url, method, source);
        const body = (response.body ?? []) as AsyncIterable<Uint8Array>;
        if (request.streaming && response.ok && !target) {
          clearTimeout(timer);
          // Whoever never reads the body does not keep the socket.
          const unread = setTimeout(end, idleMs).unref();
          return finish(
            response,
            arrivingBody(() => {
              clearTimeout(unread);
              return streamBody(body, { ...reading, idleMs, streamMs });
            }),
          );
        }
        if (target) {
          // Nobody wants the body of a redirect, and it may be endless.
          (response.body as Readable | null)?.destroy();
          url = target;
          continue;
        }
        if (request.judge && response.status >= 400) {
          const said = streamBody(body, { ...reading, maxBytes: Number.POSITIVE_INFINITY });
          return finish(response, wholeBody(await beginningOf(said, MAX_REFUSAL_BYTES)));
        }
        return finish(response, wholeBody(await collect(streamBody(body, reading))));
      }
      throw new ConnectorError('config', `${source}: ${describeUrl(first)} redirects in a circle`);
    } catch (error) {
      end();
      throw broken(error);
    }
  };
}
