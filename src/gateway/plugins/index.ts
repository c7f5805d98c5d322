import type { ExecutionResult } from 'graphql';
import { Counter, type Registry } from 'prom-client';
import type { AnswerTexts } from '../answer-texts.ts';
import { toGatewayInterface } from '../apollo.ts';
import { joinFetchHooks } from '../execute/fetch-hooks.ts';
import type { Gateway } from '../gateway.ts';
import type { UsageCollector } from '../usage/collector.ts';
import type { CachePlugin } from './cache.ts';
import { createExplainPlugin } from './explain.ts';
import { introspectionPlugin } from './introspection.ts';
import { createMetricsPlugin } from './metrics.ts';
import type { AnswerScope, GatewayPlugin } from './plugin.ts';
import { createSharingPlugin } from './shared-answers.ts';
import { sourcesPlugin } from './sources.ts';
import { tracingPlugin } from './tracing.ts';
import { createUsagePlugin } from './usage.ts';

export interface PluginOptions {
  readonly metrics: Registry;
  /** Counts fields by client; absent = they are not counted. */
  readonly usage?: UsageCollector;
  /** Whether answers are traced: see tracing/start.ts. */
  readonly traced?: boolean;
  /** Whether equal questions under way are answered once [true]. */
  readonly shareAnswers?: boolean;
}

/** THE LIST of plugins, outermost first. */
export function createPlugins(
  gateway: Pick<Gateway, 'plan' | 'apiSchema'>,
  cache: CachePlugin,
  texts: AnswerTexts,
  { metrics, usage, traced, shareAnswers = true }: PluginOptions,
): readonly GatewayPlugin[] {
  const shared = new Counter({
    name: 'hub_gateway_shared_answers_total',
    help: 'Requests that were given the answer of an equal one under way',
    registers: [metrics],
  });
  return [
    ...(traced ? [tracingPlugin] : []),
    createMetricsPlugin(metrics),
    ...(usage ? [createUsagePlugin(gateway, usage)] : []),
    introspectionPlugin,
    createExplainPlugin(gateway),
    ...(shareAnswers ? [createSharingPlugin(texts, () => shared.inc())] : []),
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
    run({ operationName: undefined, variables: undefined, ...request }, () =>
      gateway.execute({ onFetch, ...request }),
    );
  // Schema and supergraph are read anew each time: a reload changes them.
  const wrapped: Gateway = Object.create(gateway, {});
  return Object.assign(wrapped, {
    execute,
    subscribe: (request) =>
      gateway.subscribe({
        onFetch,
        ...request,
        around: (contextValue, answer) =>
          run({ operationName: undefined, variables: undefined, ...request, contextValue }, answer),
      }),
    gatewayInterface: () => toGatewayInterface(wrapped),
  } satisfies Partial<Gateway>);
}
