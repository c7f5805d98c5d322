import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer as serveWebSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_OPERATIONS_EXCEEDED } from '../../kernel/problems/gateway.ts';
import { HTTP_STOPPING } from '../../kernel/problems/http.ts';
import type { Gateway } from '../gateway.ts';
import { mayIntrospect } from '../plugins/introspection.ts';
import { type ErrorFormatter, toGraphQLError, withoutSuggestions } from '../plugins/problems.ts';
import { DEFAULT_TIME_LIMIT_MS } from '../plugins/timeout.ts';
import type { AnswerContext } from './answer-context.ts';
import { BODY_LIMIT } from './body.ts';
import type { Documents } from './documents.ts';
import type { InFlight } from './in-flight.ts';
import type { ServerOptions } from './options.ts';
import { type Connection, createConnections, type WsContext } from './ws-connection.ts';
import { superviseStream } from './ws-stream.ts';

export interface GraphQLWs {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every socket with 1001: the client is to connect again. */
  stop(): Promise<void>;
}

const INIT_DEADLINE_MS = 5_000;
const CLOSE_DEADLINE_MS = 2_000;
/** At a time, for each connection. */
const OPERATION_LIMIT = 100;

/** What graphql-ws hands from `onSubscribe` to `execute` and `subscribe`. */
interface Operation extends ExecutionArgs {
  readonly contextValue: object;
  readonly opened: AnswerContext;
  readonly open: () => Promise<AnswerContext>;
}

/** GraphQL over WebSocket (graphql-transport-ws): the same gateway, limits, plugins and problems as over HTTP. */
export function createGraphQLWs(
  gateway: Gateway,
  documents: Documents,
  formatError: ErrorFormatter,
  inFlight: InFlight,
  { createContext, timeLimitMs = DEFAULT_TIME_LIMIT_MS }: ServerOptions,
): GraphQLWs {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: BODY_LIMIT });
  const connections = createConnections(createContext, timeLimitMs);

  const prepare = async (
    ctx: WsContext,
    payload: SubscribePayload,
  ): Promise<Operation | readonly GraphQLError[]> => {
    if (inFlight.stopping) throw new Problem(HTTP_STOPPING, {});
    if (Object.keys(ctx.subscriptions).length > OPERATION_LIMIT)
      throw new Problem(GATEWAY_OPERATIONS_EXCEEDED, { limit: OPERATION_LIMIT });
    const open = () => connections.open(ctx);
    const opened = await open();
    const { contextValue } = opened;
    const document = documents.prepare(payload.query);
    if (!('kind' in document)) {
      opened.release();
      return mayIntrospect(contextValue) ? document : document.map(toUnsuggestive);
    }
    const { variables: variableValues = null, operationName = null } = payload;
    return { schema: gateway.apiSchema, document, variableValues, operationName, contextValue, opened, open };
  };

  const execute = (args: Operation): Promise<ExecutionResult> =>
    inFlight
      .track(() => gateway.execute(toRequest(args)))
      .catch(toFailure)
      .finally(args.opened.release);

  const subscribe = async (args: Operation) => {
    const { opened, open } = args;
    let event: AnswerContext | undefined;
    const eventContext = async () => {
      event = await open();
      return event.contextValue;
    };
    const stream = await gateway.subscribe({ ...toRequest(args), eventContext }).catch(toFailure);
    if (!(Symbol.asyncIterator in stream)) {
      opened.release();
      return stream;
    }
    opened.stopClock();
    return superviseStream(stream, { onAnswer: () => event?.release(), onEnd: opened.release });
  };

  const server = serveWebSockets<Record<string, unknown>, { connection?: Connection }>(
    {
      isProd: true,
      connectionInitWaitTimeout: INIT_DEADLINE_MS,
      onConnect: connections.connect,
      onClose: connections.disconnect,
      onSubscribe: (ctx, _id, payload) => prepare(ctx, payload).catch((error) => [toGraphQLError(error)]),
      execute: (args) => execute(args as Operation),
      subscribe: (args) => subscribe(args as Operation),
      onNext: (_ctx, _id, _payload, _args, result) => toFormatted(result, formatError),
      onError: (_ctx, _id, _payload, errors) => errors.map(formatError),
    },
    sockets,
  );

  return {
    handleUpgrade: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request)),
    stop: async () => {
      for (const client of sockets.clients) client.close(1001, 'reconnect');
      const impatience = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, CLOSE_DEADLINE_MS);
      await server.dispose();
      clearTimeout(impatience);
    },
  };
}

function toFormatted(
  { errors, ...rest }: { readonly errors?: readonly GraphQLError[] | undefined },
  formatError: ErrorFormatter,
): FormattedExecutionResult {
  return errors ? { errors: errors.map(formatError), ...rest } : rest;
}

function toRequest({ document, variableValues: variables, operationName, contextValue }: Operation) {
  return { document, variables, operationName, contextValue };
}

function toFailure(error: unknown): ExecutionResult {
  return { errors: [toGraphQLError(error)] };
}

function toUnsuggestive(error: GraphQLError): GraphQLError {
  const { message } = withoutSuggestions(error.toJSON());
  return new GraphQLError(message, { nodes: error.nodes ?? null, extensions: error.extensions });
}
