import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { isProblem, Problem } from '../../kernel/problem.ts';
import { GATEWAY_BATCH_REFUSED, GATEWAY_CANCELLED } from '../../kernel/problems/gateway.ts';
import { HTTP_METHOD_REFUSED } from '../../kernel/problems/http.ts';
import type { Gateway } from '../gateway.ts';
import { mayIntrospect } from '../plugins/introspection.ts';
import { type ErrorFormatter, toGraphQLError, withoutSuggestions } from '../plugins/problems.ts';
import { DEFAULT_TIME_LIMIT_MS } from '../plugins/timeout.ts';
import { type AnswerContext, openContext } from './answer-context.ts';
import { readJson } from './body.ts';
import type { Documents } from './documents.ts';
import type { ServerOptions } from './options.ts';
import { respond, toHeaders } from './respond.ts';

export interface GraphQLHttp {
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  stop(): Promise<void>;
}

/** GraphQL over HTTP by Apollo Server: POST, and GET for queries. Limits and problems are the hub's own. */
export async function createGraphQLHttp(
  gateway: Gateway,
  documents: Documents,
  formatError: ErrorFormatter,
  { createContext, log, timeLimitMs = DEFAULT_TIME_LIMIT_MS }: ServerOptions,
): Promise<GraphQLHttp> {
  const apollo = new ApolloServer<object>({
    gateway: gateway.gatewayInterface(),
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    // Who may introspect is decided for each caller: see plugins/introspection.ts.
    introspection: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: log,
    formatError: (formatted, error) => {
      const own = formatError(error);
      return { ...own, extensions: { ...formatted.extensions, ...own.extensions } };
    },
    plugins: [
      suggestionsPlugin,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();

  const handle: GraphQLHttp['handle'] = async (request, response, url) => {
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort(new Problem(GATEWAY_CANCELLED, {}));
    });
    let context: AnswerContext | undefined;
    try {
      const body = request.method === 'POST' ? await readJson(request) : undefined;
      admit(documents, body, url);
      const headers = toHeaders(request);
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method!,
          headers: toHeaderMap(headers),
          search: url.search,
          body,
        },
        context: async () => {
          try {
            context = await openContext(
              createContext,
              { headers, transport: 'http' },
              timeLimitMs,
              gone.signal,
            );
            return context.contextValue;
          } catch (error) {
            throw toGraphQLError(error);
          }
        },
      });
      if (!response.destroyed) send(response, answer);
    } catch (error) {
      if (!isProblem(error)) throw error;
      sendProblem(response, error, formatError);
    } finally {
      context?.release();
    }
  };

  return {
    handle: async (request, response, url) => {
      if (request.method === 'POST' || request.method === 'GET') return handle(request, response, url);
      const problem = new Problem(HTTP_METHOD_REFUSED, { method: request.method!, allowed: 'GET, POST' });
      sendProblem(response, problem, formatError, { allow: 'GET, POST' });
    },
    stop: () => apollo.stop(),
  };
}

function admit(documents: Documents, body: unknown, url: URL): void {
  if (Array.isArray(body)) throw new Problem(GATEWAY_BATCH_REFUSED, {});
  const query = (body as { query?: unknown } | null | undefined)?.query ?? url.searchParams.get('query');
  if (typeof query === 'string') documents.admit(query);
}

const suggestionsPlugin: ApolloServerPlugin<object> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response: { body } }) => {
      if (body.kind !== 'single' || !body.singleResult.errors || mayIntrospect(contextValue)) return;
      body.singleResult.errors = body.singleResult.errors.map(withoutSuggestions);
    },
  }),
};

function toHeaderMap(headers: Record<string, string | undefined>): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, value);
  return map;
}

function send(response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): void {
  const text = body.kind === 'complete' ? body.string : '';
  const { 'content-type': contentType = 'application/json; charset=utf-8', ...others } =
    Object.fromEntries(headers);
  if (status === 401) others['www-authenticate'] = 'Bearer';
  respond(response, status ?? 200, contentType, text, others);
}

function sendProblem(
  response: ServerResponse,
  problem: Problem,
  formatError: ErrorFormatter,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify({ errors: [formatError(problem)] });
  // The rest of a body that was refused is not read.
  const closing: Record<string, string> = response.req.complete ? {} : { connection: 'close' };
  respond(response, problem.status, 'application/json; charset=utf-8', body, { ...headers, ...closing });
}
