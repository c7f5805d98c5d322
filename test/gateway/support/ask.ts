import type { ExecutionResult } from 'graphql';

/** A graph, however it is reached: the answer as a client sees it. */
export type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<ExecutionResult>;
