import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isProblem, Problem } from '../../kernel/problem.ts';
import { HTTP_NOT_FOUND, HTTP_STOPPING } from '../../kernel/problems/http.ts';
import { type ErrorFormatter, toGraphQLError } from '../plugins/problems.ts';
import type { GraphQLHttp } from './graphql-http.ts';
import type { InFlight } from './in-flight.ts';
import type { ServerOptions } from './options.ts';
import type { OriginPolicy } from './origin.ts';
import { createPages } from './pages.ts';
import { type Patience, waitUntilSent } from './patience.ts';
import { handlePush } from './push.ts';
import { respond, respondPacked, respondProblem, toUrl } from './respond.ts';

/** Seconds. A restart takes some; a load balancer knows another hub by then. */
const RETRY_AFTER = '5';
const JSON_TYPE = 'application/json; charset=utf-8';

export interface Router {
  readonly listen: RequestListener;
  /** Answers that are still to come end their connections: stopping has begun. */
  closeConnections(): void;
}

/** Every HTTP address of the hub. */
export function createRouter(
  graphql: GraphQLHttp,
  origins: OriginPolicy,
  inFlight: InFlight,
  formatError: ErrorFormatter,
  patience: Patience,
  { pages: mounts = {}, health, metrics, receivePush }: ServerOptions,
): Router {
  const pages = createPages(mounts);

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = toUrl(request);
    switch (url.pathname) {
      case '/graphql':
        for (const [name, value] of Object.entries(origins.headersFor(request)))
          response.setHeader(name, value);
        if (request.method === 'OPTIONS') return respond(response, 204, 'text/plain', '');
        return graphql.handle(request, response, url);
      case '/health/live':
        return respond(response, 200, JSON_TYPE, '{"live":true}');
      case '/health':
      case '/health/ready': {
        const { ready, reasons } = inFlight.stopping
          ? { ready: false, reasons: ['stopping'] }
          : await health();
        return respond(response, ready ? 200 : 503, JSON_TYPE, JSON.stringify({ ready, reasons }));
      }
      case '/metrics':
        return respondPacked(response, 200, await metrics.metrics(), { 'content-type': metrics.contentType });
      default:
        if (url.pathname.startsWith('/push/'))
          return handlePush(request, response, url.pathname, receivePush);
        // A page streams while it is read.
        response.setTimeout(patience.answerMs, () => response.destroy());
        if (!(await pages.handle(request, response, url.pathname)))
          respondProblem(response, new Problem(HTTP_NOT_FOUND, { path: url.pathname }));
    }
  };

  const open = new Set<ServerResponse>();
  const listen: RequestListener = (request, response) => {
    if (inFlight.stopping) {
      response.setHeader('connection', 'close');
      // Probes and figures are answered to the end.
      if (!/^\/(health|metrics)\b/.test(request.url ?? ''))
        return respondProblem(response, new Problem(HTTP_STOPPING, {}), { 'retry-after': RETRY_AFTER });
    }
    open.add(response);
    response.once('close', () => open.delete(response));
    inFlight
      .track(async () => {
        await route(request, response);
        // Answered, but perhaps not sent yet.
        await waitUntilSent(response, patience.answerMs);
      })
      .catch((error: unknown) => {
        if (response.headersSent || response.destroyed) {
          response.destroy();
          return;
        }
        if (isProblem(error)) return respondProblem(response, error);
        const { message, extensions } = formatError(toGraphQLError(error));
        respond(
          response,
          500,
          'application/problem+json; charset=utf-8',
          JSON.stringify({ message, ...extensions }),
        );
      });
  };
  return {
    listen,
    closeConnections: () => {
      for (const response of open) response.shouldKeepAlive = false;
    },
  };
}
