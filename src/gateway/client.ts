import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  parse,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { createBoundedCache } from './bounded-cache.ts';
import { findSwitches, resolveSwitches, type Switches } from './inclusion.ts';
import { mapEvents } from './map-events.ts';
import { hasRecursiveVariable } from './recursive-input.ts';
import type { LocalSubgraph } from './subgraph.ts';

interface SubgraphRequest {
  /** Operation text exactly as the plan holds it: the key of every cache below. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly contextValue: object;
}

/** One event of a subscription, not yet resolved: every event is resolved with a context of its own. */
interface SubgraphEvent {
  resolve(contextValue: object): ExecutionResult | Promise<ExecutionResult>;
}

/** The gateway's only way to a subgraph, so that a subgraph elsewhere can be called as one here is. */
export interface SubgraphClient {
  readonly name: string;
  execute(request: SubgraphRequest): ExecutionResult | Promise<ExecutionResult>;
  /** A result instead of a stream means that the subscription did not start. */
  subscribe(request: SubgraphRequest): Promise<AsyncIterable<SubgraphEvent> | ExecutionResult>;
}

export interface LocalClientOptions {
  /**
   * How often an operation runs interpreted before it is compiled. Compiling costs more than one interpreted run,
   * so what is asked only once is not compiled. `Infinity` never compiles.
   */
  readonly compileAfter?: number;
}

interface Prepared {
  readonly document: DocumentNode;
  readonly switches: Switches;
  runs: number;
  /** By the values of the @skip/@include variables. */
  readonly compiled: Map<string, CompiledQuery['query'] | 'impossible'>;
}

/** Operations kept ready for each subgraph, and the variants of each. */
const PREPARED_LIMIT = 2_000;
const VARIANT_LIMIT = 16;

/** Calls a subgraph in the same process: compiled by graphql-jit when hot, interpreted by graphql-js otherwise. */
export function createLocalClient(subgraph: LocalSubgraph, options: LocalClientOptions = {}): SubgraphClient {
  const { name, schema } = subgraph;
  const compileAfter = options.compileAfter ?? 1;
  const cache = createBoundedCache<string, Prepared>(PREPARED_LIMIT);
  const prepare = (query: string): Prepared =>
    cache.getOrCreate(query, () => {
      const document = parse(query, { noLocation: true });
      return { document, switches: findSwitches(document), runs: 0, compiled: new Map() };
    });

  return {
    name,
    execute: ({ query, variables, contextValue }) => {
      const prepared = prepare(query);
      const { document } = prepared;
      const run = prepared.runs++ >= compileAfter ? toCompiled(schema, prepared, variables) : 'impossible';
      return run === 'impossible'
        ? execute({ schema, document, variableValues: variables, contextValue })
        : run(undefined, contextValue, variables as Record<string, unknown>);
    },
    subscribe: async ({ query, variables, contextValue }) => {
      const { document } = prepare(query);
      const base = { schema, document, variableValues: variables };
      const stream = await createSourceEventStream({ ...base, contextValue });
      if (!isAsyncIterable(stream)) return stream;
      return mapEvents(stream, (rootValue) => ({
        resolve: (eventContext) => execute({ ...base, rootValue, contextValue: eventContext }),
      }));
    },
  };
}

/**
 * graphql-jit applies @skip/@include wrongly when one fragment is spread under two conditions, so it is given the
 * document with the conditions resolved. The few operations that it refuses, or could not come to an end with, stay
 * interpreted.
 */
function toCompiled(
  schema: GraphQLSchema,
  { document, switches, compiled }: Prepared,
  variables: Readonly<Record<string, unknown>>,
): CompiledQuery['query'] | 'impossible' {
  const variant = switches.variantOf(variables);
  const known = compiled.get(variant);
  if (known) return known;
  if (compiled.size >= VARIANT_LIMIT) return 'impossible';
  const resolved = switches.used ? resolveSwitches(document, variables) : document;
  const run = compile(schema, resolved);
  compiled.set(variant, run);
  return run;
}

function compile(schema: GraphQLSchema, document: DocumentNode): CompiledQuery['query'] | 'impossible' {
  if (hasRecursiveVariable(schema, document)) return 'impossible';
  const result = compileQuery(schema, document, undefined, { disablingCapturingStackErrors: true });
  return isCompiledQuery(result) ? result.query : 'impossible';
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}
