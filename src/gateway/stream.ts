import type { ExecutionResult } from 'graphql';
import type { CompiledOperation } from './execute/operation.ts';
import { createRun, pickVariables, type Run, toGraphQLError, withReports } from './execute/run.ts';
import { mapEvents } from './map-events.ts';

/** Wraps the making of one answer. */
export type Around = (
  contextValue: object,
  answer: () => Promise<ExecutionResult>,
) => Promise<ExecutionResult>;

export type SubscriptionResult = AsyncIterableIterator<ExecutionResult> | ExecutionResult;

interface EventHooks {
  readonly eventContext?: () => object | Promise<object>;
  readonly around?: Around;
}

/** Opens a subscription at its subgraph; every event runs the rest of the plan with a context of its own. */
export async function openStream(
  operation: CompiledOperation,
  opening: Run,
  { eventContext, around }: EventHooks,
): Promise<SubscriptionResult> {
  const { client, fetch, mergeEvent } = operation.source!;
  const variables = pickVariables(opening, fetch.variableUsages);
  const { contextValue, signal } = opening;
  const watch = opening.onFetch?.(client.name, { operation: fetch.operation, entities: 0, contextValue });
  const kind = operation.operation.operation;
  const call = () =>
    client
      .subscribe({ query: fetch.operation, kind, variables, contextValue, signal })
      .catch((thrown: unknown): ExecutionResult => ({ errors: [toGraphQLError(thrown)] }));
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
      return withReports(run, operation.project(run));
    };
    return around ? around(run.contextValue, answer) : answer();
  });
}
