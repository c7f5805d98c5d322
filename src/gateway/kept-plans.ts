import { type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { createBoundedCache } from './bounded-cache.ts';
import { NO_OVERRIDE } from './override.ts';
import type { QueryPlanner } from './plan.ts';
import type { QueryPlan } from './plan-node.ts';
import { select, withArgument } from './planner/directives.ts';

/** Plans kept of one graph; as many as documents are remembered for the next. */
const PLAN_LIMIT = 500;

/** A planner, kept over reloads as long as nothing changes that it reads. */
export interface KeptPlanner {
  readonly planner: QueryPlanner;
  /** What it reads of the supergraph. */
  readonly text: string;
}

/**
 * The planner of a supergraph: the one before, with all its plans, if the two differ in nothing but the subgraphs'
 * addresses and descriptions. A plan names subgraphs and fields, never addresses.
 */
export function keepPlanner(
  supergraphSdl: string,
  before: KeptPlanner | undefined,
  toPlanner: (supergraphSdl: string) => QueryPlanner,
): KeptPlanner {
  const text = print(withoutAddresses(parse(supergraphSdl, { noLocation: true })));
  return before?.text === text ? before : { text, planner: rememberPlans(toPlanner(supergraphSdl)) };
}

function rememberPlans(planner: QueryPlanner): QueryPlanner {
  const plans = createBoundedCache<string, QueryPlan>(PLAN_LIMIT);
  return {
    ...planner,
    plan: (query, operationName, override = NO_OVERRIDE) =>
      plans.getOrCreate(JSON.stringify([query, operationName, override.key]), () =>
        planner.plan(query, operationName, override),
      ),
  };
}

function withoutAddresses(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter: (node) => {
      if (node.kind === Kind.ENUM_VALUE_DEFINITION && select(node.directives, 'join__graph').length > 0)
        return {
          ...node,
          directives: (node.directives ?? []).map((directive) =>
            directive.name.value === 'join__graph'
              ? withArgument(directive, 'url', { kind: Kind.STRING, value: '' })
              : directive,
          ),
        };
      if (!('description' in node) || node.description === undefined) return undefined;
      const { description: _, ...rest } = node;
      return rest;
    },
  });
}
