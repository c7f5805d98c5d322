import type { DocumentNode } from 'graphql';
import type { QueryPlan } from '../plan-node.ts';
import { keepCommonKeys } from './common-key.ts';
import { toRoots } from './directives.ts';
import { findUnresolved } from './external-fields.ts';
import { readJoins } from './joins.ts';
import { createNativePlanner, type NativePlan } from './native.ts';
import type { GraphModel } from './own/model.ts';
import { findRiskyFields } from './risky-fields.ts';
import { isTooWide } from './wide-operations.ts';

/** Undefined: there is no plan, or none that can be trusted. */
export type SecondOpinion = (...asked: Parameters<NativePlan>) => QueryPlan | undefined;

/**
 * What the planner of Hive Router (Rust, native addon) makes of an operation. 0.0.38 ends the process, or holds it up, on
 * some valid operations: its known faults are kept from it by what it is told of the graph, and its plan is checked.
 * Nothing can be done about faults not known yet, which is why it is not asked first.
 */
export function createSecondOpinion(
  supergraph: DocumentNode,
  model: GraphModel,
  toNative = createNativePlanner,
): SecondOpinion {
  const document = keepCommonKeys(supergraph);
  const native = toNative(document);
  if (!native) return () => undefined;
  const joins = readJoins(document);
  const roots = toRoots(document);
  const isRisky = findRiskyFields(document);
  return (...asked) => {
    if (isRisky(asked[0]) || isTooWide(model, asked[0])) return undefined;
    try {
      const plan = native(...asked);
      return plan.node && findUnresolved(plan.node, joins, roots) ? undefined : plan;
    } catch {
      // The reason that is told is that of our own planner.
      return undefined;
    }
  };
}
