import { type DocumentNode, parse } from 'graphql';
import { Problem, toError } from '../kernel/problem.ts';
import { GATEWAY_PLAN_FAILED } from '../kernel/problems/gateway.ts';
import type { OverrideChoice, Overrides } from './override.ts';
import type { QueryPlan } from './plan-node.ts';
import { keepCommonKeys } from './planner/common-key.ts';
import { toRoots } from './planner/directives.ts';
import { findUnresolved } from './planner/external-fields.ts';
import { type GraphModel, readModel } from './planner/fallback/model.ts';
import { createFallbackPlanner } from './planner/fallback/planner.ts';
import { readJoins } from './planner/joins.ts';
import { createNativePlanner, type NativePlan } from './planner/native.ts';
import { markRequiredFields } from './planner/required-fields.ts';
import { findRiskyFields } from './planner/risky-fields.ts';
import { isTooWide } from './planner/wide-operations.ts';

/** Plans operations over one supergraph. Small on purpose: the native planner can be replaced behind it. */
export interface QueryPlanner {
  /** Absent: no field is overridden progressively. */
  readonly overrides?: Overrides;
  /** Default: nothing is overridden progressively. */
  plan(query: string, operationName?: string, override?: OverrideChoice): QueryPlan;
}

/**
 * The planner of Hive Router (Rust, native addon), under supervision. Its faults that are known (0.0.38) are kept from it
 * by what it is told of the graph; its plan is checked; and where it may end the process or hold it up, has no
 * plan, or has one that asks a subgraph for what that does not resolve, our own plans (`planner/fallback`).
 */
export function createQueryPlanner(supergraphSdl: string, toNative = createNativePlanner): QueryPlanner {
  const supergraph = markRequiredFields(parse(supergraphSdl, { noLocation: true }));
  const model = readModel(supergraph);
  const { labels, percentages, plan: planOwn } = createFallbackPlanner(model);
  const planNative = superviseNative(supergraph, model, toNative);
  return {
    ...(labels.length + percentages.length > 0 ? { overrides: { labels, percentages } } : {}),
    plan: (...asked) => {
      const native = planNative?.(...asked);
      if (native && 'plan' in native) return native.plan;
      try {
        return planOwn(...asked);
      } catch (error) {
        // The first reason is the one to tell.
        const cause = native?.reason ?? error;
        throw new Problem(GATEWAY_PLAN_FAILED, { reason: toError(cause).message }, { cause });
      }
    },
  };
}

type Supervised = { readonly plan: QueryPlan } | { readonly reason: unknown } | undefined;

/** A graph that cannot be planned for at all is refused now, not at the first query. */
function superviseNative(
  supergraph: DocumentNode,
  model: GraphModel,
  toNative: typeof createNativePlanner,
): ((...asked: Parameters<NativePlan>) => Supervised) | undefined {
  const document = keepCommonKeys(supergraph);
  const native = toNative(document);
  if (!native) return undefined;
  const joins = readJoins(document);
  const roots = toRoots(document);
  const isRisky = findRiskyFields(document);
  return (...asked) => {
    if (isRisky(asked[0]) || isTooWide(model, asked[0])) return undefined;
    try {
      const plan = native(...asked);
      return plan.node && findUnresolved(plan.node, joins, roots) ? undefined : { plan };
    } catch (reason) {
      return { reason };
    }
  };
}
