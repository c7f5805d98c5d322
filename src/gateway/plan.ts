import { QueryPlanner as HivePlanner } from '@graphql-hive/router-query-planner';
import { Problem, toError } from '../kernel/problem.ts';
import { GATEWAY_PLAN_FAILED } from '../kernel/problems/gateway.ts';
import type { QueryPlan } from './plan-node.ts';

/** Plans operations over one supergraph. Small on purpose: the native planner can be replaced behind it. */
export interface QueryPlanner {
  plan(query: string, operationName?: string): QueryPlan;
}

/** The planner of Hive Router (Rust, native addon). Progressive `@override` is not offered: no label is active. */
export function createQueryPlanner(supergraphSdl: string): QueryPlanner {
  const planner = new HivePlanner(supergraphSdl);
  const noLabels = new Set<string>();
  return {
    plan: (query, operationName) => {
      try {
        return planner.plan(query, operationName, noLabels, 100) as QueryPlan;
      } catch (error) {
        throw new Problem(GATEWAY_PLAN_FAILED, { reason: toError(error).message }, { cause: error });
      }
    },
  };
}
