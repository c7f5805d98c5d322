import { type ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import { isProblem, Problem, toError } from '../../kernel/problem.ts';
import { GATEWAY_CANCELLED } from '../../kernel/problems/gateway.ts';
import type { SubgraphClient } from '../client.ts';
import { type SourceReport, toSourceReport } from '../source-report.ts';
import type { Entity } from './path-walker.ts';

/** A call of a subgraph that is about to be made. */
export interface FetchInfo {
  /** What is sent, as the plan has it. */
  readonly operation: string;
  /** Entities asked for; 0 for root fields. */
  readonly entities: number;
  /** Of the answer that it is made for. */
  readonly contextValue: object;
}

/** Follows one call. */
export interface FetchWatch {
  /** Makes the call, e.g. within a span. */
  within?<T>(call: () => T): T;
  end?(result: ExecutionResult): void;
}

export type FetchHook = (subgraph: string, fetch: FetchInfo) => FetchWatch | undefined;

/** One execution of a plan: what has arrived, what went wrong, and for whom it runs. */
export interface Run {
  readonly data: Entity;
  readonly errors: GraphQLError[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly contextValue: object;
  /** Ends the waiting, not the work: what has not answered becomes null, with the signal's reason as the error. */
  readonly signal: AbortSignal | undefined;
  readonly onFetch: FetchHook | undefined;
  /** Subgraphs elsewhere that failed in this run, by name. */
  readonly failed: Map<string, SourceReport>;
  /** Shared by all fetches of the run. */
  aborted?: Promise<ExecutionResult>;
}

/** A compiled node of a plan. */
export type Step = (run: Run) => Promise<void>;

/** Calls a subgraph. Never throws: whatever goes wrong is a result with errors. */
export async function callSubgraph(
  run: Run,
  client: SubgraphClient,
  { query, kind = OperationTypeNode.QUERY }: { query: string; kind?: OperationTypeNode | undefined },
  variables: Record<string, unknown>,
  entities = 0,
): Promise<ExecutionResult> {
  const { signal, contextValue } = run;
  if (signal?.aborted) return toAbortResult(signal);
  const watch = run.onFetch?.(client.name, { operation: query, entities, contextValue });
  const call = () => client.execute({ query, kind, variables, contextValue, signal });
  const result = await settle(run, client, watch?.within ? () => watch.within!(call) : call);
  watch?.end?.(result);
  return result;
}

type Call = () => ReturnType<SubgraphClient['execute']>;

async function settle(run: Run, client: SubgraphClient, call: Call): Promise<ExecutionResult> {
  const { signal } = run;
  try {
    const result = call();
    if (!signal || !(result instanceof Promise)) return await result;
    run.aborted ??= new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(toAbortResult(signal)), { once: true });
    });
    return await Promise.race([result, run.aborted]);
  } catch (thrown) {
    if (client.failingSince && !signal?.aborted)
      run.failed.set(client.name, toSourceReport(client.name, thrown, client.failingSince()));
    return { errors: [toGraphQLError(thrown)] };
  }
}

function toAbortResult(signal: AbortSignal): ExecutionResult {
  const problem = isProblem(signal.reason) ? signal.reason : new Problem(GATEWAY_CANCELLED, {});
  return { errors: [toGraphQLError(problem)] };
}

export function toGraphQLError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const originalError = toError(thrown);
  return new GraphQLError(originalError.message, { originalError });
}

/** The variables that an operation declares, as far as the client gave them. */
export function pickVariables(run: Run, names: readonly string[] | undefined): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  if (names) for (const name of names) if (name in run.variables) picked[name] = run.variables[name];
  return picked;
}

export function createRun(
  variables: Readonly<Record<string, unknown>>,
  contextValue: object,
  onFetch: FetchHook | undefined,
): Run {
  const { signal: given } = contextValue as { signal?: unknown };
  const signal = given instanceof AbortSignal ? given : undefined;
  return { data: {}, errors: [], variables, contextValue, signal, onFetch, failed: new Map() };
}

/** The answer, with what is to be said of subgraphs elsewhere that failed. */
export function withReports(run: Run, result: ExecutionResult): ExecutionResult {
  return run.failed.size === 0
    ? result
    : { ...result, extensions: { ...result.extensions, sources: [...run.failed.values()] } };
}
