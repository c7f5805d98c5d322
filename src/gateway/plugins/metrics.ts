import { type DocumentNode, type ExecutionResult, Kind } from 'graphql';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { AnswerScope, GatewayPlugin } from './plugin.ts';

/** Operation names are the client's text: after this many, further ones are counted together. */
const NAME_LIMIT = 200;

/** Durations and outcomes by operation, and calls by subgraph. */
export function createMetricsPlugin(registry: Registry): GatewayPlugin {
  const durations = new Histogram({
    name: 'hub_graphql_duration_seconds',
    help: 'Time to answer an operation or one subscription event',
    labelNames: ['operation', 'kind', 'outcome'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const calls = new Counter({
    name: 'hub_gateway_subgraph_calls_total',
    help: 'Calls of subgraphs by the gateway',
    labelNames: ['subgraph'],
    registers: [registry],
  });
  const names = new Set<string>();
  const toLabel = (name: string): string => {
    if (names.has(name)) return name;
    if (names.size >= NAME_LIMIT) return 'other';
    names.add(name);
    return name;
  };

  return {
    name: 'metrics',
    around: async (scope, next) => {
      const { name, kind } = describe(scope);
      const stop = durations.startTimer({ operation: toLabel(name), kind });
      let outcome = 'failed';
      try {
        const result = await next();
        outcome = toOutcome(result);
        return result;
      } finally {
        stop({ outcome });
      }
    },
    onFetch: (subgraph) => {
      calls.inc({ subgraph });
      return undefined;
    },
  };
}

/** ok: no errors · partial: data with errors · failed: no data. */
function toOutcome({ data, errors }: ExecutionResult): 'ok' | 'partial' | 'failed' {
  if (!errors?.length) return 'ok';
  return data ? 'partial' : 'failed';
}

function describe({ document, operationName }: AnswerScope): { name: string; kind: string } {
  const operation = findNamed(document, operationName);
  return { name: operation?.name?.value ?? 'anonymous', kind: operation?.operation ?? 'unknown' };
}

function findNamed(document: DocumentNode, name: string | null | undefined) {
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION && (!name || node.name?.value === name)) return node;
  return undefined;
}
