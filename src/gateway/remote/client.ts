import type { ExecutionResult } from 'graphql';
import { Pool } from 'undici';
import { isProblem, Problem } from '../../kernel/problem.ts';
import { SUBGRAPH_BUSY, SUBGRAPH_RESTING, SUBGRAPH_TIMEOUT } from '../../kernel/problems/subgraph.ts';
import type { SubgraphClient, SubgraphRequest } from '../client.ts';
import type { RemoteSettings } from '../subgraph.ts';
import { toResult } from './answer.ts';
import { createBreaker } from './breaker.ts';
import { type CallClock, startCallClock } from './call-clock.ts';
import { TooLargeError, toProblem } from './failure.ts';
import { toHeaders } from './headers.ts';
import { type HttpAnswer, post } from './post.ts';
import { subscribeRemote } from './subscribe.ts';

const DEFAULTS = { timeoutMs: 10_000, retries: 1, concurrency: 64, queue: 1_000, maxBytes: 32 * 2 ** 20 };
const BREAKER = { failures: 8, restMs: 5_000 };
const RETRY_AFTER_MS = 50;

/** Statuses by which a proxy says that the subgraph behind it did not answer. */
const GATEWAY_STATUSES = new Set([502, 503, 504]);

/**
 * Calls a subgraph over HTTP. Every failure is one problem of the catalogue, in bounded time and memory; queries are
 * tried again once, mutations never.
 */
export function createRemoteClient(subgraph: RemoteSettings & { readonly name: string }): SubgraphClient {
  const { name } = subgraph;
  const timeoutMs = subgraph.timeoutMs ?? DEFAULTS.timeoutMs;
  const retries = subgraph.retries ?? DEFAULTS.retries;
  const concurrency = subgraph.concurrency ?? DEFAULTS.concurrency;
  const queue = subgraph.queue ?? DEFAULTS.queue;
  const maxBytes = subgraph.maxBytes ?? DEFAULTS.maxBytes;
  const url = new URL(subgraph.url);
  const path = `${url.pathname}${url.search}`;
  const pool = new Pool(url.origin, {
    connections: concurrency,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    // The call's own clock is the only one.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: Math.min(timeoutMs, 5_000), ...subgraph.tls },
  });
  const breaker = subgraph.breaker === false ? undefined : createBreaker({ ...BREAKER, ...subgraph.breaker });
  let running = 0;

  const attempt = async (request: SubgraphRequest, clock: CallClock): Promise<HttpAnswer> => {
    const headers = toHeaders(subgraph.headers, request.contextValue);
    headers['content-type'] = 'application/json';
    headers.accept = 'application/graphql-response+json, application/json';
    const body = JSON.stringify({ query: request.query, variables: request.variables });
    return post(pool, { path, headers, body, maxBytes, clock });
  };

  const ask = async (request: SubgraphRequest, clock: CallClock): Promise<ExecutionResult> => {
    let left = request.kind === 'mutation' ? 0 : retries;
    for (;;) {
      try {
        const answer = await attempt(request, clock);
        if (left === 0 || !GATEWAY_STATUSES.has(answer.status)) return toResult(name, answer);
      } catch (error) {
        if (left === 0 || clock.ended || isProblem(error) || error instanceof TooLargeError) throw error;
      }
      left -= 1;
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    }
  };

  const execute = async (request: SubgraphRequest): Promise<ExecutionResult> => {
    if (running >= concurrency + queue) throw new Problem(SUBGRAPH_BUSY, { subgraph: name, limit: queue });
    const rest = breaker?.restMs() ?? 0;
    if (rest > 0) throw new Problem(SUBGRAPH_RESTING, { subgraph: name, seconds: Math.ceil(rest / 1_000) });
    const { signal: caller } = request;
    const toTimeout = () => new Problem(SUBGRAPH_TIMEOUT, { subgraph: name, seconds: timeoutMs / 1_000 });
    const clock = startCallClock(timeoutMs, toTimeout, caller);
    running += 1;
    try {
      const result = await ask(request, clock);
      breaker?.succeeded();
      return result;
    } catch (error) {
      if (caller?.aborted) breaker?.abandoned();
      else breaker?.failed();
      throw toProblem(name, error);
    } finally {
      running -= 1;
      clock.stop();
    }
  };

  return {
    name,
    execute,
    subscribe: (request) => subscribeRemote(subgraph, request),
    failingSince: () => breaker?.failingSince,
    close: () => pool.close(),
  };
}
