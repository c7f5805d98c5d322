import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_CANCELLED, GATEWAY_STREAMS_EXCEEDED } from '../../kernel/problems/gateway.ts';
import { HTTP_BODY_INVALID, HTTP_METHOD_REFUSED } from '../../kernel/problems/http.ts';
import { type ErrorFormatter, toGraphQLError } from '../plugins/problems.ts';
import { DEFAULT_TIME_LIMIT_MS } from '../plugins/timeout.ts';
import { openContext } from './answer-context.ts';
import { readJson } from './body.ts';
import { type EventStream, openEventStream } from './event-stream.ts';
import { assertNotForged } from './forgery.ts';
import { toFormatted } from './graphql-ws.ts';
import type { Operation, OperationRequest, Operations } from './operations.ts';
import type { ServerOptions } from './options.ts';
import type { OriginPolicy } from './origin.ts';
import type { Patience } from './patience.ts';
import { toHeaders } from './respond.ts';

export interface GraphQLSse {
  /** Throws a Problem for what is refused before a stream begins. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  /** Ends every stream without completing it, and tells the clients to connect again. */
  stop(): void;
}

/** How soon a client is to come again after a restart. */
const RETRY_MS = 2_000;

/** Behind a proxy, whoever has no key shares its address. On one WebSocket there may be 100, and any number of sockets. */
const DEFAULT_STREAM_LIMIT = 1_000;

/** Whether a client asks for its answer as server-sent events. */
export function wantsEvents(request: IncomingMessage): boolean {
  return /\btext\/event-stream\b/i.test(request.headers.accept ?? '');
}

/**
 * GraphQL over server-sent events, distinct connections mode (the graphql-sse protocol): one request, one operation,
 * `next` for each answer, `complete` at the end. What GraphQL refuses is an answer; what HTTP refuses is a status.
 */
export function createGraphQLSse(
  operations: Operations,
  formatError: ErrorFormatter,
  origins: OriginPolicy,
  patience: Patience,
  { createContext, timeLimitMs = DEFAULT_TIME_LIMIT_MS, streamLimit = DEFAULT_STREAM_LIMIT }: ServerOptions,
): GraphQLSse {
  const streams = new Set<EventStream>();
  const held = new Map<string, number>();

  /** Counts one more for a client; returns what takes it off again. */
  const hold = (client: string): (() => void) => {
    const count = (held.get(client) ?? 0) + 1;
    if (count > streamLimit) throw new Problem(GATEWAY_STREAMS_EXCEEDED, { limit: streamLimit });
    held.set(client, count);
    return () => {
      const left = held.get(client)! - 1;
      if (left > 0) held.set(client, left);
      else held.delete(client);
    };
  };

  const run = async (operation: Operation, stream: EventStream, gone: AbortSignal): Promise<void> => {
    const next = (result: ExecutionResult) =>
      stream.send('next', JSON.stringify(toFormatted(result, formatError)));
    if (operations.kindOf(operation) !== 'subscription') return next(await operations.execute(operation));
    const answers = await operations.subscribe(operation);
    if (!(Symbol.asyncIterator in answers)) return next(answers);
    // A quiet source would not notice by itself that nobody listens any more.
    const leave = () => void answers.return?.();
    gone.addEventListener('abort', leave, { once: true });
    if (gone.aborted) leave();
    for await (const answer of answers) await next(answer);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const asked = await readOperation(request, url);
    const gone = new AbortController();
    response.once('close', () => gone.abort(new Problem(GATEWAY_CANCELLED, {})));
    const headers = toHeaders(request);
    const open = () => openContext(createContext, { headers, transport: 'sse' }, timeLimitMs, gone.signal);
    // The key is judged here: a refusal is a status, after which no browser tries again by itself.
    const prepared = await operations.prepare(asked, open);
    if ('document' in prepared && request.method === 'GET' && operations.kindOf(prepared) === 'mutation') {
      prepared.opened.release();
      throw new Problem(HTTP_METHOD_REFUSED, { method: 'GET', allowed: 'POST' });
    }
    response.setTimeout(patience.answerMs, () => response.destroy());
    const stream = openEventStream(response, patience.keepAliveMs);
    streams.add(stream);
    try {
      if ('document' in prepared) await run(prepared, stream, gone.signal);
      else await stream.send('next', JSON.stringify({ errors: prepared.map(formatError) }));
    } catch (error) {
      await stream.send('next', JSON.stringify({ errors: [formatError(toGraphQLError(error))] }));
    } finally {
      // Not there any more: it was told to come again.
      if (streams.delete(stream)) {
        await stream.send('complete');
        stream.end();
      }
    }
  };

  return {
    handle: async (request, response, url) => {
      assertNotForged(request, origins);
      const release = hold(toClient(request));
      // A client that has left holds nothing, whatever its source still does.
      response.once('close', release);
      await serve(request, response, url);
    },
    stop: () => {
      for (const stream of streams) stream.restart(RETRY_MS);
      streams.clear();
    },
  };
}

/** Who is counted: a key that is not valid gets no stream, so that making some up is no way round. */
function toClient({ headers, socket }: IncomingMessage): string {
  return headers.authorization ?? socket.remoteAddress ?? '';
}

/** The parameters of GraphQL over HTTP, from a JSON body or from the address. */
async function readOperation(request: IncomingMessage, url: URL): Promise<OperationRequest> {
  const given = request.method === 'POST' ? await readJson(request) : readSearch(url.searchParams);
  const { query, variables, operationName } = (given ?? {}) as Partial<
    Record<keyof OperationRequest, unknown>
  >;
  if (typeof query !== 'string' || query === '') throw new Problem(HTTP_BODY_INVALID, { reason: 'query: ?' });
  if (
    variables !== undefined &&
    variables !== null &&
    (typeof variables !== 'object' || Array.isArray(variables))
  )
    throw new Problem(HTTP_BODY_INVALID, { reason: 'variables: {…}?' });
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw new Problem(HTTP_BODY_INVALID, { reason: 'operationName: "…"?' });
  return { query, variables: variables as Record<string, unknown> | null | undefined, operationName };
}

function readSearch(search: URLSearchParams): Record<string, unknown> {
  const variables = search.get('variables');
  return {
    query: search.get('query'),
    operationName: search.get('operationName'),
    variables: variables ? parseVariables(variables) : null,
  };
}

function parseVariables(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      HTTP_BODY_INVALID,
      { reason: `variables: ${(error as Error).message}` },
      { cause: error },
    );
  }
}
