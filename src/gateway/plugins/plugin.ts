import type { DocumentNode, ExecutionResult } from 'graphql';
import type { FetchHook } from '../execute/run.ts';

/** One answer in the making: to a query, to a mutation, or to one event of a subscription. */
export interface AnswerScope {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly contextValue: object;
}

/** Something that happens around every answer, over HTTP and WebSocket alike. */
export interface GatewayPlugin {
  readonly name: string;
  around?(scope: AnswerScope, next: () => Promise<ExecutionResult>): Promise<ExecutionResult>;
  /** A subgraph is about to be called. */
  readonly onFetch?: FetchHook;
}
