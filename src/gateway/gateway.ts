import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { type GatewayInterface, toGatewayInterface } from './apollo.ts';
import type { LocalClientOptions, SubgraphClient } from './client.ts';
import { type Composition, composeSupergraph } from './compose.ts';
import { joinFetchHooks } from './execute/fetch-hooks.ts';
import type { CompiledOperation } from './execute/operation.ts';
import { createRun, type FetchHook, type Run, withReports } from './execute/run.ts';
import { planOf } from './explain/plan-of.ts';
import { createGraph, type Graph, type HotDocument } from './graph.ts';
import { type KeptPlanner, keepPlanner } from './kept-plans/keep-planner.ts';
import { createMembers, type Member } from './members.ts';
import { createQueryPlanner, type QueryPlanner } from './plan.ts';
import type { PlanNode } from './plan-node.ts';
import { type Around, openStream, type SubscriptionResult } from './stream.ts';
import type { Subgraph } from './subgraph.ts';
import type { Supergraph } from './supergraph.ts';

/** What a graph is made from: subgraphs to compose, or a supergraph composed elsewhere and how to call its members. */
export type GraphInput =
  | { readonly subgraphs: readonly Subgraph[] }
  | { readonly supergraph: Supergraph; readonly members: readonly Member[] };

export type GatewayOptions = GraphInput & {
  /** Default: Hive Router's planner over the composed supergraph. */
  readonly planner?: (supergraphSdl: string) => QueryPlanner;
  readonly client?: LocalClientOptions;
  /** Called once for each call of a subgraph, by any request. */
  readonly onFetch?: FetchHook;
  /** Chooses for `@override(label: "percent(n)")`, 0 ≤ … < 100 [at random]. */
  readonly roll?: () => number;
};

interface GatewayRequest {
  /** Valid against `apiSchema`; compiled once for each document object, so pass the same one again. */
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
  /** Handed to every resolver as it is. The gateway reads only `signal?: AbortSignal` of it. */
  readonly contextValue: object;
  readonly onFetch?: FetchHook | undefined;
}

interface GatewaySubscription extends GatewayRequest {
  /**
   * Makes a context for each event, so that nothing loaded for one event answers the next and rights are checked
   * again. What it throws ends the stream. Default: the context of the subscription.
   */
  readonly eventContext?: () => object | Promise<object>;
  /** Wraps the answer to each event. */
  readonly around?: Around;
}

export interface Gateway {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** What the graph is composed of; empty for a supergraph that was composed elsewhere. */
  readonly subgraphs: readonly Pick<Subgraph, 'name' | 'sdl'>[];
  /** The plan that a valid operation runs by; undefined when it asks no subgraph. Throws as `planOf` does. */
  plan(document: DocumentNode, operationName?: string | null): PlanNode | undefined;
  execute(request: GatewayRequest): Promise<ExecutionResult>;
  subscribe(request: GatewaySubscription): Promise<SubscriptionResult>;
  /**
   * Takes another graph: schema, planner and clients change together, between two requests. Requests and
   * subscriptions under way end on the graph they began on. Throws when the new one cannot be used, and then nothing
   * has changed.
   */
  reload(input: GraphInput): Promise<void>;
  /** Compiles operations before somebody asks them. Those that do not fit the graph are passed over. */
  warm(documents: readonly HotDocument[]): Promise<void>;
  /** What has been asked of the present graph, at most 500. */
  documents(): readonly HotDocument[];
  /** Called after each reload. */
  onChange(listener: () => void): () => void;
  /** For `new ApolloServer({ gateway })`. */
  gatewayInterface(): GatewayInterface;
  /** Ends the connections to subgraphs elsewhere. */
  close(): Promise<void>;
}

/** One graph over the subgraphs: composed, planned and executed here. */
export function createGateway(options: GatewayOptions): Gateway {
  const members = createMembers(options.client);
  const toPlanner = options.planner ?? createQueryPlanner;
  const build = (
    composition: Composition,
    clients: readonly SubgraphClient[],
    { planner }: KeptPlanner,
    isFirst: boolean,
  ): Graph => createGraph(composition, clients, planner, isFirst, options.roll);
  const listeners = new Set<() => void>();
  const first = members.prepare(toMembers(options));
  const composed = toComposition(options);
  let kept = keepPlanner(composed.supergraphSdl, undefined, toPlanner);
  let present = build(composed, first.clients, kept, true);
  first.commit();
  let subgraphs = toSubgraphs(options);
  /** For documents that were validated just before a reload and no longer fit. */
  let previous: Graph | undefined;
  let reloading: Promise<void> = Promise.resolve();

  const compile = ({
    document,
    operationName,
    contextValue,
  }: GatewayRequest): CompiledOperation | GraphQLError => {
    const compiled = present.compile(document, operationName, contextValue);
    if (!(compiled instanceof GraphQLError) || !previous) return compiled;
    const before = previous.compile(document, operationName, contextValue);
    return before instanceof GraphQLError ? compiled : before;
  };

  const prepare = (request: GatewayRequest): { operation: CompiledOperation; run: Run } | ExecutionResult => {
    const operation = compile(request);
    if (operation instanceof GraphQLError) return { errors: [operation] };
    const variables = operation.coerceVariables(request.variables ?? {});
    if ('errors' in variables) return { errors: variables.errors };
    const onFetch = joinFetchHooks([options.onFetch, request.onFetch].filter((hook) => hook !== undefined));
    return { operation, run: createRun(variables.coerced, request.contextValue, onFetch) };
  };

  const replace = async (input: GraphInput): Promise<void> => {
    const composition = toComposition(input);
    const next = members.prepare(toMembers(input));
    const planner = keepPlanner(composition.supergraphSdl, kept, toPlanner);
    const graph = build(composition, next.clients, planner, false);
    await warm(graph, present.documents());
    next.commit();
    previous = present;
    present = graph;
    kept = planner;
    subgraphs = toSubgraphs(input);
    for (const listener of listeners) listener();
  };

  const gateway: Gateway = {
    get apiSchema() {
      return present.engine.apiSchema;
    },
    get supergraphSdl() {
      return present.supergraphSdl;
    },
    get subgraphs() {
      return subgraphs;
    },
    plan: (document, operationName) => planOf(present.engine, document, operationName),
    execute: async (request) => {
      const prepared = prepare(request);
      if (!('run' in prepared)) return prepared;
      const { operation, run } = prepared;
      if (operation.operation.operation === 'subscription')
        return {
          errors: [
            new GraphQLError(
              'Subscriptions need a WebSocket (graphql-transport-ws) or server-sent events (accept: text/event-stream).',
            ),
          ],
        };
      await operation.runPlan(run);
      return withReports(run, operation.project(run));
    },
    subscribe: async (request) => {
      const prepared = prepare(request);
      if (!('run' in prepared)) return prepared;
      const { operation, run } = prepared;
      if (!operation.source) return gateway.execute(request);
      return openStream(operation, run, request);
    },
    reload: (input) => {
      // One after another: each is made beside the graph that the one before has left.
      const turn = reloading.then(() => replace(input));
      reloading = turn.catch(() => undefined);
      return turn;
    },
    warm: (documents) => warm(present, documents),
    documents: () => present.documents(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    gatewayInterface: () => toGatewayInterface(gateway),
    close: () => members.close(),
  };
  return gateway;
}

function toComposition(input: GraphInput): Composition {
  return 'subgraphs' in input ? composeSupergraph(input.subgraphs) : input.supergraph;
}

function toSubgraphs(input: GraphInput): readonly Pick<Subgraph, 'name' | 'sdl'>[] {
  return 'subgraphs' in input ? input.subgraphs : [];
}

function toMembers(input: GraphInput): readonly Member[] {
  return 'subgraphs' in input ? input.subgraphs : input.members;
}

/** Planning takes a millisecond each: between two of them, requests under way go on. */
async function warm(graph: Graph, documents: readonly HotDocument[]): Promise<void> {
  for (const document of documents) {
    try {
      graph.warm(document);
    } catch {
      // It fitted the graph before this one, or another schema: whoever asks it again is told why it does not now.
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
