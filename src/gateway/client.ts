import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getVariableValues,
  type OperationTypeNode,
  parse,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { createBoundedCache } from './bounded-cache.ts';
import { findSwitches, resolveSwitches, type Switches } from './inclusion.ts';
import { mapEvents } from './map-events.ts';
import { findRecursiveInputs, type RecursiveInputs } from './recursive-inputs.ts';
import type { LocalSubgraph } from './subgraph.ts';

export interface SubgraphRequest {
  /** Operation text exactly as the plan holds it: the key of every cache below. */
  readonly query: string;
  readonly kind: OperationTypeNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly contextValue: object;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/** One event of a subscription, not yet resolved: every event is resolved with a context of its own. */
export interface SubgraphEvent {
  resolve(contextValue: object): ExecutionResult | Promise<ExecutionResult>;
}

/** The gateway's only way to a subgraph, so that a subgraph elsewhere can be called as one here is. */
export interface SubgraphClient {
  readonly name: string;
  execute(request: SubgraphRequest): ExecutionResult | Promise<ExecutionResult>;
  /** A result instead of a stream means that the subscription did not start. */
  subscribe(request: SubgraphRequest): Promise<AsyncIterable<SubgraphEvent> | ExecutionResult>;
  /** Compiles an operation before it is asked. */
  warm?(query: string): void;
  /** For a subgraph elsewhere: since when it has been failing (ISO 8601), if it is. */
  failingSince?(): string | undefined;
  /** Lets go of its connections once the calls under way have ended. */
  close?(): Promise<void>;
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
  readonly recursive: RecursiveInputs | undefined;
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
      const recursive = findRecursiveInputs(schema, document);
      return { document, switches: findSwitches(document), recursive, runs: 0, compiled: new Map() };
    });

  return {
    name,
    execute: ({ query, variables, contextValue }) => {
      const prepared = prepare(query);
      const { document } = prepared;
      const run = prepared.runs++ >= compileAfter ? toCompiled(schema, prepared, variables) : 'impossible';
      if (run === 'impossible') return execute({ schema, document, variableValues: variables, contextValue });
      const given = prepared.recursive
        ? coerce(schema, prepared.recursive, variables)
        : { coerced: variables };
      if ('errors' in given) return { errors: given.errors };
      return run(undefined, contextValue, given.coerced as Record<string, unknown>);
    },
    warm: (query) => {
      if (compileAfter === Number.POSITIVE_INFINITY) return;
      const prepared = prepare(query);
      // Hot from the first call on; what depends on @skip/@include is compiled when its values are known.
      prepared.runs = Math.max(prepared.runs, compileAfter);
      if (!prepared.switches.used) toCompiled(schema, prepared, {});
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
  { document, switches, recursive, compiled }: Prepared,
  variables: Readonly<Record<string, unknown>>,
): CompiledQuery['query'] | 'impossible' {
  const variant = switches.variantOf(variables);
  const known = compiled.get(variant);
  if (known) return known;
  if (compiled.size >= VARIANT_LIMIT) return 'impossible';
  const whole = recursive ? recursive.opaque : document;
  if (!whole) return 'impossible';
  const resolved = switches.used ? resolveSwitches(whole, variables) : whole;
  const result = compileQuery(schema, resolved, undefined, { disablingCapturingStackErrors: true });
  const run = isCompiledQuery(result) ? result.query : 'impossible';
  compiled.set(variant, run);
  return run;
}

/** The variables, those of recursive types coerced. */
function coerce(
  schema: GraphQLSchema,
  { definitions }: RecursiveInputs,
  variables: Readonly<Record<string, unknown>>,
): ReturnType<typeof getVariableValues> {
  const result = getVariableValues(schema, definitions, variables);
  return result.errors ? result : { coerced: { ...variables, ...result.coerced } };
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}
