import { ConnectorError, type Ctx } from './contract.ts';
import type { HttpAuth } from './http/auth.ts';
import { createAuthorizer } from './http/authorizer.ts';
import { backoffMs, retryAfterMs } from './http/backoff.ts';
import { type BreakerState, createBreaker } from './http/breaker.ts';
import { createAgents } from './http/connect-agent.ts';
import { createExchange, describeUrl, type Fetch } from './http/exchange.ts';
import { createNetwork, type Network } from './http/network.ts';
import { createPace } from './http/pace.ts';
import type { ClientTls } from './http/tls.ts';
import type { HttpClient, HttpRequest, HttpResponse } from './http.ts';
import { wait } from './wait.ts';

export interface HttpClientOptions {
  source: string;
  auth?: HttpAuth;
  /** Origins (`https://host:port`) it may call; anything else is refused before a byte leaves. */
  origins: readonly string[];
  /** Client certificate and own CA, for every https host of the source including its token server. */
  tls?: ClientTls;
  /** Which addresses may be reached; default: public ones. */
  network?: Network;
  /**
   * Milliseconds: to connect (3 s), and for the whole exchange including the body (30 s; of a streamed answer until its
   * head). Streamed: longest silence (30 s), and longest time spent waiting for the source in all (1 h).
   */
  timeouts?: { connectMs?: number; totalMs?: number; idleMs?: number; streamMs?: number };
  /** Further attempts of an idempotent request after the first. */
  retries?: number;
  backoff?: { baseMs?: number; maxMs?: number };
  /** Longest Retry-After that is waited out here; a longer one is handed to the caller. */
  maxWaitMs?: number;
  rateLimit?: { perSecond: number; burst?: number };
  breaker?: { threshold?: number; coolOffMs?: number };
  maxBytes?: number;
  log: Ctx['log'];
  signal: AbortSignal;
  now?: () => number;
  fetch?: Fetch;
}

/** The client of one source. */
export interface SourceHttpClient extends HttpClient {
  readonly breaker: BreakerState;
  close(): void;
}

/** 429 and everything from 500 on is the source's failure; the rest is an answer. */
function toFailure(response: HttpResponse, where: string, now: number): ConnectorError | undefined {
  const { status } = response;
  if (status !== 429 && status < 500) return undefined;
  const after =
    status === 429 || status === 503 ? retryAfterMs(response.headers['retry-after'], now) : undefined;
  return new ConnectorError(status === 429 ? 'rate_limited' : 'transient', `${where} answered ${status}`, {
    ...(after === undefined ? {} : { retryAfterMs: after }),
  });
}

/** What the answer is a failure for: as the request's own judge says, else by its status. */
async function judgeAnswer(
  response: HttpResponse,
  request: HttpRequest,
  where: string,
  now: number,
): Promise<ConnectorError | undefined> {
  const byStatus = toFailure(response, where, now);
  if (!request.judge || response.status < 400 || response.status === 429) return byStatus;
  try {
    await request.judge(response);
    return byStatus;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { retryAfterMs } = byStatus ?? {};
    if (error.retryAfterMs !== undefined || retryAfterMs === undefined) return error;
    return new ConnectorError(error.kind, error.message, { retryAfterMs, cause: error });
  }
}

/** Each attempt has a body of its own where the request asks for it. */
function withBody({ makeBody, ...request }: HttpRequest): HttpRequest {
  return makeBody ? { ...request, body: makeBody() } : request;
}

function isIdempotent(request: HttpRequest): boolean {
  return request.idempotent ?? (request.method ?? 'GET').match(/^(GET|HEAD|PUT|DELETE)$/) !== null;
}

/** HTTP for connectors: auth, timeouts, retries, pace, breaker, size cap and same-host rule in one place. */
export function createHttpClient(options: HttpClientOptions): SourceHttpClient {
  const { source, log, signal, retries = 3, maxWaitMs = 30_000, now = Date.now } = options;
  const network = options.network ?? createNetwork({ source });
  const agents = createAgents({ connectMs: options.timeouts?.connectMs ?? 3_000, network, tls: options.tls });
  const exchange = createExchange({
    source,
    agents,
    network,
    totalMs: options.timeouts?.totalMs ?? 30_000,
    idleMs: options.timeouts?.idleMs ?? 30_000,
    streamMs: options.timeouts?.streamMs ?? 3_600_000,
    maxBytes: options.maxBytes ?? 32 * 1024 * 1024,
    signal,
    fetch: options.fetch,
  });
  const authorizer = createAuthorizer(options.auth ?? { type: 'none' }, exchange, now);
  const pace = createPace({ source, limit: options.rateLimit, maxWaitMs, now });
  const breaker = createBreaker({
    source,
    ...options.breaker,
    now,
    onChange: (state) => log(state === 'closed' ? 'info' : 'warn', 'circuit breaker', { state }),
  });
  const origins = new Set(options.origins.map((origin) => new URL(origin).origin));

  /** One attempt, with one more when the source says that the token is no longer good. */
  const send = async (url: URL, request: HttpRequest): Promise<HttpResponse> => {
    const once = () => exchange(url, withBody(request), authorizer.headers);
    const response = await once();
    return response.status === 401 && authorizer.renew() ? once() : response;
  };

  const attempt = async (url: URL, request: HttpRequest): Promise<HttpResponse | ConnectorError> => {
    breaker.assertOpenForCalls();
    try {
      await pace.turn(signal);
      const response = await send(url, request);
      const failure = await judgeAnswer(response, request, `${source}: ${describeUrl(url)}`, now());
      if (failure && failure.kind !== 'transient' && failure.kind !== 'rate_limited') throw failure;
      if (failure?.kind === 'transient') breaker.failed();
      else breaker.succeeded();
      if (failure?.kind === 'rate_limited') pace.refused();
      else if (!failure) pace.accepted();
      return failure ?? response;
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        breaker.abandoned();
        throw error;
      }
      if (error.kind !== 'transient') {
        breaker.succeeded(); // it answered: what is wrong is not that the source is away
        throw error;
      }
      breaker.failed();
      return error;
    }
  };

  const client = async (target: string | URL, request: HttpRequest = {}): Promise<HttpResponse> => {
    const url = new URL(target);
    if (!origins.has(url.origin))
      throw new ConnectorError('config', `${source} may not call ${url.origin}: not in its configuration`);
    const attempts = isIdempotent(request) ? retries + 1 : 1;
    for (let tried = 1; ; tried++) {
      const outcome = await attempt(url, request);
      if (!(outcome instanceof ConnectorError)) return outcome;
      // What one call is told holds for all: the pause is kept by whoever comes next.
      if (outcome.retryAfterMs !== undefined) pace.pause(outcome.retryAfterMs);
      if (tried >= attempts || (outcome.retryAfterMs ?? 0) > maxWaitMs) throw outcome;
      log('debug', 'trying again', { attempt: tried, kind: outcome.kind, path: url.pathname });
      if (outcome.retryAfterMs === undefined) await wait(backoffMs(tried, options.backoff), signal);
    }
  };

  const close = () => agents.destroy();
  signal.addEventListener('abort', close, { once: true });
  return Object.defineProperties(client, {
    breaker: { get: () => breaker.state },
    close: { value: close },
  }) as SourceHttpClient;
}
