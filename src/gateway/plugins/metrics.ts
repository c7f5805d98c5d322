import type { ExecutionResult } from 'graphql';
import { Counter, Histogram, type Registry } from 'prom-client';
import { clientNameOf } from '../client-name.ts';
import { createBoundedNames } from './bounded-names.ts';
import { describeOperation } from './describe-operation.ts';
import type { GatewayPlugin } from './plugin.ts';

/** Durations and outcomes by operation, answers by client, calls, errors and durations by subgraph. */
export function createMetricsPlugin(registry: Registry): GatewayPlugin {
  const durations = new Histogram({
    name: 'hub_graphql_duration_seconds',
    help: 'Time to answer an operation or one subscription event',
    labelNames: ['operation', 'kind', 'outcome'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const answers = new Counter({
    name: 'hub_graphql_client_answers_total',
    help: 'Answers by the client that asked: the subsystem of its key, or what it calls itself',
    labelNames: ['client', 'kind', 'outcome'],
    registers: [registry],
  });
  const calls = new Counter({
    name: 'hub_gateway_subgraph_calls_total',
    help: 'Calls of subgraphs by the gateway',
    labelNames: ['subgraph'],
    registers: [registry],
  });
  const failures = new Counter({
    name: 'hub_gateway_subgraph_errors_total',
    help: 'Calls of subgraphs whose answer had errors',
    labelNames: ['subgraph'],
    registers: [registry],
  });
  const callDurations = new Histogram({
    name: 'hub_gateway_subgraph_seconds',
    help: 'Time that a subgraph took to answer the gateway',
    labelNames: ['subgraph'],
    buckets: [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const toName = createBoundedNames();
  const toClient = createBoundedNames();

  return {
    name: 'metrics',
    around: async (scope, next) => {
      const { name, kind } = describeOperation(scope);
      // Asked before the answer is made: who asks is watched from there on, see cache/watch.ts.
      const client = toClient(clientNameOf(scope.contextValue));
      const stop = durations.startTimer({ operation: toName(name), kind });
      let outcome = 'failed';
      try {
        const result = await next();
        outcome = toOutcome(result);
        return result;
      } finally {
        stop({ outcome });
        answers.inc({ client, kind, outcome });
      }
    },
    onFetch: (subgraph) => {
      calls.inc({ subgraph });
      const stop = callDurations.startTimer({ subgraph });
      return {
        end: ({ errors }) => {
          stop();
          if (errors?.length) failures.inc({ subgraph });
        },
      };
    },
  };
}

/** ok: no errors · partial: data with errors · failed: no data. */
function toOutcome({ data, errors }: ExecutionResult): 'ok' | 'partial' | 'failed' {
  if (!errors?.length) return 'ok';
  return data ? 'partial' : 'failed';
}
