import type { ExecutionResult } from 'graphql';
import type { Registry } from 'prom-client';
import { joinFetchHooks } from '../execute/fetch-hooks.ts';
import { type Gateway, toGatewayInterface } from '../gateway.ts';
import type { UsageCollector } from '../usage/collector.ts';
import type { CachePlugin } from './cache.ts';
import { createExplainPlugin } from './explain.ts';
import { introspectionPlugin } from './introspection.ts';
import { createMetricsPlugin } from './metrics.ts';
import type { AnswerScope, GatewayPlugin } from './plugin.ts';
import { sourcesPlugin } from './sources.ts';
import { tracingPlugin } from './tracing.ts';
import { createUsagePlugin } from './usage.ts';

export interface PluginOptions {
  readonly metrics: Registry;
  /** Counts fields by client; absent = they are not counted. */
  readonly usage?: UsageCollector;
  /** Whether answers are traced: see tracing/start.ts. */
  readonly traced?: boolean;
}

/** THE LIST of plugins, outermost first. */
export function createPlugins(
  gateway: Pick<Gateway, 'plan' | 'apiSchema'>,
  cache: CachePlugin,
  { metrics, usage, traced }: PluginOptions,
): readonly GatewayPlugin[] {
  return [
    ...(traced ? [tracingPlugin] : []),
    createMetricsPlugin(metrics),
    ...(usage ? [createUsagePlugin(gateway, usage)] : []),
    introspectionPlugin,
    createExplainPlugin(gateway),
    sourcesPlugin,
    cache,
  ];
}

/** The same gateway with plugins around every answer it gives. */
export function withPlugins(gateway: Gateway, plugins: readonly GatewayPlugin[]): Gateway {
  const run = (scope: AnswerScope, answer: () => Promise<ExecutionResult>): Promise<ExecutionResult> =>
    plugins.reduceRight<() => Promise<ExecutionResult>>(
      (next, plugin) => (plugin.around ? () => plugin.around!(scope, next) : next),
      answer,
    )();
  const onFetch = joinFetchHooks(plugins.flatMap((plugin) => plugin.onFetch ?? []));

  const execute: Gateway['execute'] = (request) =>
    run({ operationName: undefined, ...request }, () => gateway.execute({ onFetch, ...request }));
  return {
    ...gateway,
    execute,
    subscribe: (request) =>
      gateway.subscribe({
        onFetch,
        ...request,
        around: (contextValue, answer) => run({ operationName: undefined, ...request, contextValue }, answer),
      }),
    gatewayInterface: () => toGatewayInterface({ ...gateway, execute }),
  };
}
