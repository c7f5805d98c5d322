import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { isProblem, Problem } from '../../kernel/problem.ts';
import {
  GATEWAY_BATCH_EXCEEDED,
  GATEWAY_BATCH_REFUSED,
  GATEWAY_CANCELLED,
} from '../../kernel/problems/gateway.ts';
import { HTTP_METHOD_REFUSED } from '../../kernel/problems/http.ts';
import type { WrittenAnswer } from '../answer-notes.ts';
import { notesOf } from '../answer-notes.ts';
import type { AnswerTexts } from '../answer-texts.ts';
import type { Gateway } from '../gateway.ts';
import { type ErrorFormatter, toGraphQLError } from '../plugins/problems.ts';
import { createDeadline, DEFAULT_TIME_LIMIT_MS } from '../plugins/timeout.ts';
import { makeContext } from './answer-context.ts';
import { startApollo } from './apollo.ts';
import { readJson } from './body.ts';
import type { Documents } from './documents.ts';
import { assertNotForged } from './forgery.ts';
import { isKnown, toCacheHeaders } from './freshness.ts';
import { type GraphQLSse, wantsEvents } from './graphql-sse.ts';
import type { ServerOptions } from './options.ts';
import type { OriginPolicy } from './origin.ts';
import { respond, respondPacked, respondUnchanged, toHeaders } from './respond.ts';

export interface GraphQLHttp {
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  stop(): Promise<void>;
}

/** One answer, not yet sent. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly written?: WrittenAnswer | undefined;
}

/** GraphQL over HTTP: POST, GET for queries, and batches where the operator allows them. */
export async function createGraphQLHttp(
  gateway: Gateway,
  texts: Pick<AnswerTexts, 'toText'>,
  documents: Documents,
  formatError: ErrorFormatter,
  origins: OriginPolicy,
  sse: GraphQLSse,
  { createContext, log, timeLimitMs = DEFAULT_TIME_LIMIT_MS, batchLimit = 0 }: ServerOptions,
): Promise<GraphQLHttp> {
  const apollo = await startApollo(gateway, texts, formatError, log);

  const answer = async (
    request: IncomingMessage,
    url: URL,
    body: unknown,
    signal: AbortSignal,
  ): Promise<Answer> => {
    admit(documents, body, url);
    const headers = toHeaders(request);
    let contextValue: object | undefined;
    const open = async (): Promise<object> => {
      try {
        contextValue = await makeContext(createContext, { headers, transport: 'http', signal });
        return contextValue;
      } catch (error) {
        throw toGraphQLError(error);
      }
    };
    const { method = 'POST' } = request;
    const httpGraphQLRequest = { method, headers: toHeaderMap(headers), search: url.search, body };
    const answered = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: open });
    return {
      ...toAnswer(answered, contextValue && toCacheHeaders(method, contextValue)),
      written: contextValue && notesOf(contextValue)?.written,
    };
  };

  /** One after another: a batch holds no more of the hub at a time than one query does, and no longer. */
  const answerBatch = async (request: IncomingMessage, url: URL, bodies: unknown[], signal: AbortSignal) => {
    if (batchLimit === 0) throw new Problem(GATEWAY_BATCH_REFUSED, {});
    if (bodies.length === 0 || bodies.length > batchLimit)
      throw new Problem(GATEWAY_BATCH_EXCEEDED, { measured: bodies.length, limit: batchLimit });
    const answers: Answer[] = [];
    for (const body of bodies)
      answers.push(
        await answer(request, url, body, signal).catch((error: unknown) =>
          refuse(error, request, formatError),
        ),
      );
    return joinAnswers(answers);
  };

  const handle: GraphQLHttp['handle'] = async (request, response, url) => {
    const deadline = createDeadline(timeLimitMs);
    response.on('close', () => {
      if (!response.writableFinished) deadline.end(new Problem(GATEWAY_CANCELLED, {}));
    });
    const produce = async (): Promise<Answer> => {
      assertNotForged(request, origins);
      const body = request.method === 'POST' ? await readJson(request) : undefined;
      return Array.isArray(body)
        ? answerBatch(request, url, body, deadline.signal)
        : answer(request, url, body, deadline.signal);
    };
    try {
      const answered = await produce().catch((error) => refuse(error, request, formatError));
      const { status, headers, text, written } = answered;
      if (response.destroyed) return;
      if (status === 200 && isKnown(request, headers.etag)) respondUnchanged(response, headers);
      else await respondPacked(response, status, text, headers, written);
    } finally {
      deadline.clear();
    }
  };

  return {
    handle: async (request, response, url) => {
      if (request.method === 'POST' || request.method === 'GET') {
        if (!wantsEvents(request)) return handle(request, response, url);
        return sse.handle(request, response, url).catch((error) => {
          const { status, headers, text } = refuse(error, request, formatError);
          return respondPacked(response, status, text, headers);
        });
      }
      const problem = new Problem(HTTP_METHOD_REFUSED, { method: request.method!, allowed: 'GET, POST' });
      const { status, headers, text } = refuse(problem, request, formatError);
      respond(response, status, headers['content-type']!, text, { ...headers, allow: 'GET, POST' });
    },
    stop: () => apollo.stop(),
  };
}

function admit(documents: Documents, body: unknown, url: URL): void {
  const query = (body as { query?: unknown } | null | undefined)?.query ?? url.searchParams.get('query');
  if (typeof query === 'string') documents.admit(query);
}

function toHeaderMap(headers: Record<string, string | undefined>): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, value);
  return map;
}

function toAnswer(
  { status = 200, headers, body }: HTTPGraphQLResponse,
  cacheHeaders: Readonly<Record<string, string>> = {},
): Answer {
  const own = status === 401 ? { 'www-authenticate': 'Bearer' } : cacheHeaders;
  const text = body.kind === 'complete' ? body.string : '';
  return { status, text, headers: { 'content-type': JSON_TYPE, ...Object.fromEntries(headers), ...own } };
}

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** The answer to what is refused before GraphQL sees it. Throws on what is no Problem. */
function refuse(error: unknown, request: IncomingMessage, formatError: ErrorFormatter): Answer {
  if (!isProblem(error)) throw error;
  const accepted = request.headers.accept ?? '';
  return {
    status: error.status,
    headers: {
      ...(error.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      'content-type': accepted.includes('application/graphql-response+json') ? GRAPHQL_TYPE : JSON_TYPE,
      // The rest of a body that was refused is not read.
      ...(request.complete ? {} : { connection: 'close' }),
    },
    text: JSON.stringify({ errors: [formatError(error)] }),
  };
}

/** A batch's status is that of its answers where they agree: a refused key is 401 here too. */
function joinAnswers(answers: readonly Answer[]): Answer {
  const [first] = answers;
  const agree = answers.every(({ status }) => status === first!.status);
  return {
    status: agree ? first!.status : 200,
    headers: { 'content-type': first!.headers['content-type']! },
    text: `[${answers.map(({ text }) => text.trimEnd()).join(',')}]`,
  };
}
