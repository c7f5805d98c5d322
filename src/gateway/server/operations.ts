import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import { Problem } from '../../kernel/problem.ts';
import { HTTP_STOPPING } from '../../kernel/problems/http.ts';
import { findOperation } from '../execute/operation.ts';
import type { Gateway } from '../gateway.ts';
import { mayIntrospect } from '../plugins/introspection.ts';
import { toGraphQLError, withoutSuggestions } from '../plugins/problems.ts';
import type { AnswerContext } from './answer-context.ts';
import { superviseStream } from './answer-stream.ts';
import type { Documents } from './documents.ts';
import type { InFlight } from './in-flight.ts';

/** What a client sends to have something answered. */
export interface OperationRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** An operation that may run: judged, validated, its context open. */
export interface Operation {
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown> | null;
  readonly operationName: string | null;
  readonly contextValue: object;
  readonly opened: AnswerContext;
  /** Makes a fresh context, rights checked again. */
  readonly open: () => Promise<AnswerContext>;
}

export type AnswerStream = AsyncIterableIterator<ExecutionResult>;

/** Operations over what stays open (WebSocket, server-sent events): the same limits, rights and plugins. */
export interface Operations {
  /** Errors instead of an operation: it may not run. Throws what `open` throws. */
  prepare(
    request: OperationRequest,
    open: () => Promise<AnswerContext>,
  ): Promise<Operation | readonly GraphQLError[]>;
  /** Answers a query or mutation. Never throws. */
  execute(operation: Operation): Promise<ExecutionResult>;
  /** Answers a subscription; a result instead of a stream means that it did not start. Never throws. */
  subscribe(operation: Operation): Promise<AnswerStream | ExecutionResult>;
  kindOf(operation: Operation): 'query' | 'mutation' | 'subscription' | undefined;
}

export function createOperations(gateway: Gateway, documents: Documents, inFlight: InFlight): Operations {
  return {
    prepare: async ({ query, variables = null, operationName = null }, open) => {
      if (inFlight.stopping) throw new Problem(HTTP_STOPPING, {});
      const opened = await open();
      const { contextValue } = opened;
      const document = documents.prepare(query);
      if ('kind' in document) return { document, variables, operationName, contextValue, opened, open };
      opened.release();
      return mayIntrospect(contextValue) ? document : document.map(toUnsuggestive);
    },
    execute: (operation) =>
      inFlight
        .track(() => gateway.execute(toRequest(operation)))
        .catch(toFailure)
        .finally(operation.opened.release),
    subscribe: async (operation) => {
      const { opened, open } = operation;
      let event: AnswerContext | undefined;
      const eventContext = async () => {
        event = await open();
        return event.contextValue;
      };
      const stream = await gateway.subscribe({ ...toRequest(operation), eventContext }).catch(toFailure);
      if (!(Symbol.asyncIterator in stream)) {
        opened.release();
        return stream;
      }
      opened.stopClock();
      return superviseStream(stream, { onAnswer: () => event?.release(), onEnd: opened.release });
    },
    kindOf: ({ document, operationName }) => {
      const found = findOperation(document, operationName);
      return found instanceof GraphQLError ? undefined : found.operation;
    },
  };
}

function toRequest({ document, variables, operationName, contextValue }: Operation) {
  return { document, variables, operationName, contextValue };
}

function toFailure(error: unknown): ExecutionResult {
  return { errors: [toGraphQLError(error)] };
}

function toUnsuggestive(error: GraphQLError): GraphQLError {
  const { message } = withoutSuggestions(error.toJSON());
  return new GraphQLError(message, { nodes: error.nodes ?? null, extensions: error.extensions });
}
