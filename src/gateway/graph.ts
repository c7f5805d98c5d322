import { type DocumentNode, GraphQLError, print, validate } from 'graphql';
import { createBoundedCache } from './bounded-cache.ts';
import type { SubgraphClient } from './client.ts';
import type { Composition } from './compose.ts';
import { createEngine, type Engine } from './execute/engine.ts';
import { type CompiledOperation, compileOperation, findOperation } from './execute/operation.ts';
import { createOverrideChooser, NO_OVERRIDE } from './override.ts';
import type { QueryPlanner } from './plan.ts';
import { toOperations } from './plan-node.ts';
import { withPlanSpan } from './tracing/plan-span.ts';

/** The graph as it is between two reloads: schema, planner, clients and what has been compiled for them. */
export interface Graph {
  readonly engine: Engine;
  readonly supergraphSdl: string;
  /** The operation, compiled once for each document; an error if the document does not fit this graph. */
  compile(
    document: DocumentNode,
    operationName: string | null | undefined,
    /** Of the request: progressive overrides are chosen for each. Absent: none holds. */
    contextValue?: object,
  ): CompiledOperation | GraphQLError;
  /** Compiles the document and, as far as subgraphs are here, what it asks of them. */
  warm(hot: HotDocument): void;
  /** Documents compiled here, most recently new last: what the next graph is warmed with. */
  documents(): readonly HotDocument[];
}

export interface HotDocument {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
}

/** What has been compiled of one document, by operation name and override. */
type Operations = Map<string, CompiledOperation>;

const TEXT_LIMIT = 1_000;
/** Documents remembered for the next graph. */
const HOT_LIMIT = 500;

/** `isFirst`: every document is known to be validated against this very schema. */
export function createGraph(
  composition: Composition,
  clients: readonly SubgraphClient[],
  planner: QueryPlanner,
  isFirst: boolean,
  roll?: () => number,
): Graph {
  const engine = createEngine(composition, clients, planner);
  const compiled = new WeakMap<DocumentNode, Operations>();
  // After a reload Apollo Server parses every text again: what was compiled ahead is found by the text.
  const byText = createBoundedCache<string, Operations>(TEXT_LIMIT);
  const hot = createBoundedCache<string, HotDocument>(HOT_LIMIT);

  const chooseOverride = createOverrideChooser(planner.overrides ?? { labels: [], percentages: [] }, roll);

  const operationsOf = (document: DocumentNode): Operations | GraphQLError => {
    const text = document.loc?.source.body;
    const known = compiled.get(document) ?? (text === undefined ? undefined : byText.get(text));
    if (known) {
      compiled.set(document, known);
      return known;
    }
    // Validated by the caller, but perhaps before the reload that made this graph.
    const [invalid] = isFirst ? [] : validate(engine.apiSchema, document);
    if (invalid) return invalid;
    const operations: Operations = text === undefined ? new Map() : byText.getOrCreate(text, () => new Map());
    compiled.set(document, operations);
    return operations;
  };

  const graph: Graph = {
    engine,
    supergraphSdl: composition.supergraphSdl,
    compile: (document, operationName, contextValue) => {
      const operations = operationsOf(document);
      if (operations instanceof GraphQLError) return operations;
      const override = contextValue ? chooseOverride(contextValue) : NO_OVERRIDE;
      const key = override.key === '' ? (operationName ?? '') : `${operationName ?? ''} ${override.key}`;
      const known = operations.get(key);
      if (known) return known;
      const operation = findOperation(document, operationName);
      if (operation instanceof GraphQLError) return operation;
      const fresh = withPlanSpan(() => compileOperation(engine, document, operation, override));
      operations.set(key, fresh);
      // By text: a document parsed again is the same question.
      hot.getOrCreate(`${operationName ?? ''} ${print(document)}`, () => ({ document, operationName }));
      return fresh;
    },
    warm: ({ document, operationName }) => {
      const operation = graph.compile(document, operationName);
      if (operation instanceof GraphQLError) return;
      for (const fetch of toOperations(operation.plan))
        engine.clients.get(fetch.serviceName)?.warm?.(fetch.operation);
    },
    documents: () => hot.values(),
  };
  return graph;
}
