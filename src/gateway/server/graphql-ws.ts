import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, FormattedExecutionResult, GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer as serveWebSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_OPERATIONS_EXCEEDED } from '../../kernel/problems/gateway.ts';
import type { Gateway } from '../gateway.ts';
import { type ErrorFormatter, toGraphQLError } from '../plugins/problems.ts';
import { DEFAULT_TIME_LIMIT_MS } from '../plugins/timeout.ts';
import { BODY_LIMIT } from './body.ts';
import type { Operation, Operations } from './operations.ts';
import type { ServerOptions } from './options.ts';
import { type Connection, createConnections, type WsContext } from './ws-connection.ts';

export interface GraphQLWs {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every socket with 1012 (service restart): the client is to connect again. */
  stop(): Promise<void>;
}

const INIT_DEADLINE_MS = 5_000;
const CLOSE_DEADLINE_MS = 2_000;
/** At a time, for each connection. */
const OPERATION_LIMIT = 100;
/** RFC 6455 registry: the service is restarting, come back. Clients of graphql-ws retry after it. */
const SERVICE_RESTART = 1012;

/** What graphql-ws hands from `onSubscribe` to `execute` and `subscribe`. */
type Arguments = ExecutionArgs & { readonly prepared: Operation };

/** GraphQL over WebSocket (graphql-transport-ws): the same gateway, limits, plugins and problems as over HTTP. */
export function createGraphQLWs(
  gateway: Pick<Gateway, 'apiSchema'>,
  operations: Operations,
  formatError: ErrorFormatter,
  { createContext, timeLimitMs = DEFAULT_TIME_LIMIT_MS }: ServerOptions,
): GraphQLWs {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: BODY_LIMIT });
  const connections = createConnections(createContext, timeLimitMs);

  const prepare = async (
    ctx: WsContext,
    payload: SubscribePayload,
  ): Promise<Arguments | readonly GraphQLError[]> => {
    if (Object.keys(ctx.subscriptions).length > OPERATION_LIMIT)
      throw new Problem(GATEWAY_OPERATIONS_EXCEEDED, { limit: OPERATION_LIMIT });
    const prepared = await operations.prepare(payload, () => connections.open(ctx));
    if (!('document' in prepared)) return prepared;
    const { document, operationName } = prepared;
    return { schema: gateway.apiSchema, document, operationName, prepared };
  };

  const server = serveWebSockets<Record<string, unknown>, { connection?: Connection }>(
    {
      isProd: true,
      connectionInitWaitTimeout: INIT_DEADLINE_MS,
      onConnect: connections.connect,
      onClose: connections.disconnect,
      onSubscribe: (ctx, _id, payload) => prepare(ctx, payload).catch((error) => [toGraphQLError(error)]),
      execute: (args) => operations.execute((args as Arguments).prepared),
      subscribe: (args) => operations.subscribe((args as Arguments).prepared),
      onNext: (_ctx, _id, _payload, _args, result) => toFormatted(result, formatError),
      onError: (_ctx, _id, _payload, errors) => errors.map(formatError),
    },
    sockets,
  );

  return {
    handleUpgrade: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request)),
    stop: async () => {
      for (const client of sockets.clients) client.close(SERVICE_RESTART, 'reconnect');
      const impatience = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, CLOSE_DEADLINE_MS);
      await server.dispose();
      clearTimeout(impatience);
    },
  };
}

/** A result with its errors as a client may read them. */
export function toFormatted(
  { errors, ...rest }: { readonly errors?: readonly GraphQLError[] | undefined },
  formatError: ErrorFormatter,
): FormattedExecutionResult {
  return errors ? { errors: errors.map(formatError), ...rest } : rest;
}
