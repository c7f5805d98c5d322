import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { createLocalClient, type LocalClientOptions } from './client.ts';
import { composeSupergraph } from './compose.ts';
import { createEngine, type Engine } from './execute/engine.ts';
import { joinFetchHooks } from './execute/fetch-hooks.ts';
import { type CompiledOperation, compileOperation, findOperation } from './execute/operation.ts';
import { type FetchHook, pickVariables, type Run } from './execute/run.ts';
import { planOf } from './explain/plan-of.ts';
import { mapEvents } from './map-events.ts';
import { createQueryPlanner, type QueryPlanner } from './plan.ts';
import type { PlanNode } from './plan-node.ts';
import type { LocalSubgraph } from './subgraph.ts';
import { withPlanSpan } from './tracing/plan-span.ts';

export type GatewayInterface = ApolloServerOptionsWithGateway<object>['gateway'];
type SchemaListener = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];

export interface GatewayOptions {
  readonly subgraphs: readonly LocalSubgraph[];
  /** Default: Hive Router's planner over the composed supergraph. */
  readonly planner?: (supergraphSdl: string) => QueryPlanner;
  readonly client?: LocalClientOptions;
  /** Called once for each call of a subgraph, by any request. */
  readonly onFetch?: FetchHook;
}

interface GatewayRequest {
  /** Valid against `apiSchema`; compiled once for each document object, so pass the same one again. */
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
  /** Handed to every resolver as it is. The gateway reads only `signal?: AbortSignal` of it. */
  readonly contextValue: object;
  readonly onFetch?: FetchHook;
}

/** Wraps the making of one answer. */
type Around = (contextValue: object, answer: () => Promise<ExecutionResult>) => Promise<ExecutionResult>;

interface GatewaySubscription extends GatewayRequest {
  /**
   * Makes a context for each event, so that nothing loaded for one event answers the next and rights are checked
   * again. What it throws ends the stream. Default: the context of the subscription.
   */
  readonly eventContext?: () => object | Promise<object>;
  /** Wraps the answer to each event. */
  readonly around?: Around;
}

export type SubscriptionResult = AsyncIterableIterator<ExecutionResult> | ExecutionResult;

export interface Gateway {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** What the graph is composed of. */
  readonly subgraphs: readonly Pick<LocalSubgraph, 'name' | 'sdl'>[];
  /** The plan that a valid operation runs by; undefined when it asks no subgraph. Throws as `planOf` does. */
  plan(document: DocumentNode, operationName?: string | null): PlanNode | undefined;
  execute(request: GatewayRequest): Promise<ExecutionResult>;
  subscribe(request: GatewaySubscription): Promise<SubscriptionResult>;
  /** For `new ApolloServer({ gateway })`. */
  gatewayInterface(): GatewayInterface;
}

/** One graph over the subgraphs: composed, planned and executed here. */
export function createGateway(options: GatewayOptions): Gateway {
  const composition = composeSupergraph(options.subgraphs);
  const clients = options.subgraphs.map((subgraph) => createLocalClient(subgraph, options.client));
  const planner = (options.planner ?? createQueryPlanner)(composition.supergraphSdl);
  const engine = createEngine(composition, clients, planner);
  const compiled = new WeakMap<DocumentNode, Map<string, CompiledOperation>>();

  const prepare = (request: GatewayRequest): { operation: CompiledOperation; run: Run } | ExecutionResult => {
    const operation = toCompiled(engine, compiled, request);
    if (operation instanceof GraphQLError) return { errors: [operation] };
    const variables = operation.coerceVariables(request.variables ?? {});
    if ('errors' in variables) return { errors: variables.errors };
    const onFetch = joinHooks(options.onFetch, request.onFetch);
    return { operation, run: createRun(variables.coerced, request.contextValue, onFetch) };
  };

  const gateway: Gateway = {
    apiSchema: engine.apiSchema,
    supergraphSdl: composition.supergraphSdl,
    subgraphs: options.subgraphs,
    plan: (document, operationName) => planOf(engine, document, operationName),
    execute: async (request) => {
      const prepared = prepare(request);
      if (!('run' in prepared)) return prepared;
      const { operation, run } = prepared;
      if (operation.operation.operation === 'subscription')
        return { errors: [new GraphQLError('Subscriptions need a WebSocket (graphql-transport-ws).')] };
      await operation.runPlan(run);
      return operation.project(run);
    },
    subscribe: async (request) => {
      const prepared = prepare(request);
      if (!('run' in prepared)) return prepared;
      const { operation, run } = prepared;
      if (!operation.source) return gateway.execute(request);
      return openStream(operation, run, request);
    },
    gatewayInterface: () => toGatewayInterface(gateway),
  };
  return gateway;
}

function toCompiled(
  engine: Engine,
  cache: WeakMap<DocumentNode, Map<string, CompiledOperation>>,
  { document, operationName }: GatewayRequest,
): CompiledOperation | GraphQLError {
  let operations = cache.get(document);
  if (!operations) {
    operations = new Map();
    cache.set(document, operations);
  }
  const known = operations.get(operationName ?? '');
  if (known) return known;
  const operation = findOperation(document, operationName);
  if (operation instanceof GraphQLError) return operation;
  const compiled = withPlanSpan(() => compileOperation(engine, document, operation));
  operations.set(operationName ?? '', compiled);
  return compiled;
}

function createRun(
  variables: Readonly<Record<string, unknown>>,
  contextValue: object,
  onFetch: FetchHook | undefined,
): Run {
  const { signal } = contextValue as { signal?: unknown };
  return {
    data: {},
    errors: [],
    variables,
    contextValue,
    signal: signal instanceof AbortSignal ? signal : undefined,
    onFetch,
  };
}

async function openStream(
  operation: CompiledOperation,
  opening: Run,
  { eventContext, around }: GatewaySubscription,
): Promise<SubscriptionResult> {
  const { client, fetch, mergeEvent } = operation.source!;
  const variables = pickVariables(opening, fetch.variableUsages);
  const { contextValue } = opening;
  const watch = opening.onFetch?.(client.name, { operation: fetch.operation, entities: 0, contextValue });
  const call = () => client.subscribe({ query: fetch.operation, variables, contextValue });
  const stream = await (watch?.within ? watch.within(call) : call());
  watch?.end?.(Symbol.asyncIterator in stream ? {} : stream);
  if (!(Symbol.asyncIterator in stream)) {
    mergeEvent(opening, { errors: stream.errors ?? [] });
    return { errors: opening.errors };
  }
  return mapEvents(stream, async (event) => {
    const run = createRun(opening.variables, (await eventContext?.()) ?? contextValue, opening.onFetch);
    const answer = async (): Promise<ExecutionResult> => {
      mergeEvent(run, await event.resolve(run.contextValue));
      await operation.runPlan(run);
      return operation.project(run);
    };
    return around ? around(run.contextValue, answer) : answer();
  });
}

function joinHooks(first: FetchHook | undefined, second: FetchHook | undefined): FetchHook | undefined {
  if (!first || !second) return first ?? second;
  return joinFetchHooks([first, second]);
}

/** Apollo Server asks for the schema by a callback registered before `load`. */
export function toGatewayInterface(
  gateway: Pick<Gateway, 'apiSchema' | 'supergraphSdl' | 'execute'>,
): GatewayInterface {
  const listeners = new Set<SchemaListener>();
  return {
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: async () => {
      const { apiSchema, supergraphSdl: coreSupergraphSdl } = gateway;
      for (const listener of listeners) listener({ apiSchema, coreSupergraphSdl });
      return {
        executor: ({ document, request: { variables, operationName }, context }) =>
          gateway.execute({ document, variables, operationName, contextValue: context }),
      };
    },
    stop: async () => listeners.clear(),
  };
}
