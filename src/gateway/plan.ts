import { Problem, toError } from '../kernel/problem.ts';
import { GATEWAY_PLAN_FAILED } from '../kernel/problems/gateway.ts';
import type { OverrideChoice, Overrides } from './override.ts';
import type { QueryPlan } from './plan-node.ts';
import { createOwnPlanner } from './planner/own/planner.ts';
import { TooWideError } from './planner/own/resolve.ts';
import { readGraph } from './planner/read-graph.ts';
import { createSecondOpinion, type SecondOpinion } from './planner/second-opinion.ts';

/** Plans operations over one supergraph. Small on purpose: a planner can be replaced behind it. */
export interface QueryPlanner {
  /** Absent: no field is overridden progressively. */
  readonly overrides?: Overrides;
  /** Default: nothing is overridden progressively. Throws HUB_GATEWAY_PLAN_FAILED when there is no way. */
  plan(query: string, operationName?: string, override?: OverrideChoice): QueryPlan;
}

/** Our own planner plans; where it finds no way, the second opinion, made when it is first asked for. */
export function createQueryPlanner(supergraphSdl: string, toSecond = createSecondOpinion): QueryPlanner {
  const { supergraph, model } = readGraph(supergraphSdl);
  const { labels, percentages, plan: planOwn } = createOwnPlanner(model);
  let second: SecondOpinion | undefined;
  return {
    ...(labels.length + percentages.length > 0 ? { overrides: { labels, percentages } } : {}),
    plan: (...asked) => {
      try {
        return planOwn(...asked);
      } catch (cause) {
        if (!(cause instanceof TooWideError)) {
          second ??= toSecond(supergraph, model);
          const plan = second(...asked);
          if (plan) return plan;
        }
        throw new Problem(GATEWAY_PLAN_FAILED, { reason: toError(cause).message }, { cause });
      }
    },
  };
}
