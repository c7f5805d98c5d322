import { type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { createBoundedCache } from '../bounded-cache.ts';
import { NO_OVERRIDE } from '../override.ts';
import type { QueryPlanner } from '../plan.ts';
import type { QueryPlan } from '../plan-node.ts';
import { select, withArgument } from '../planner/directives.ts';
import { type Ground, readGround } from './ground.ts';

/** Plans kept of one graph; as many as documents are remembered for the next. */
const PLAN_LIMIT = 500;

/** A planner and its plans, which outlive a reload as far as it changes nothing that they stand on. */
export interface KeptPlanner {
  readonly planner: QueryPlanner;
  /** What it reads of the supergraph. */
  readonly text: string;
  readonly ground: Ground;
  readonly plans: readonly KnownPlan[];
}

interface KnownPlan {
  readonly key: string;
  readonly query: string;
  readonly plan: QueryPlan;
}

/**
 * The planner of a supergraph: the one before, if the two differ in nothing but the subgraphs' addresses and
 * descriptions (a plan names subgraphs and fields, never addresses); else a new one, which has the plans that the
 * change does not touch.
 */
export function keepPlanner(
  supergraphSdl: string,
  before: KeptPlanner | undefined,
  toPlanner: (supergraphSdl: string) => QueryPlanner,
): KeptPlanner {
  const document = withoutAddresses(parse(supergraphSdl, { noLocation: true }));
  const text = print(document);
  if (before?.text === text) return before;
  const ground = readGround(document);
  const planner = toPlanner(supergraphSdl);
  const plans = createBoundedCache<string, KnownPlan>(PLAN_LIMIT);
  for (const known of before ? listUntouched(before, planner, ground) : [])
    plans.getOrCreate(known.key, () => known);
  return {
    text,
    ground,
    get plans() {
      return plans.values();
    },
    planner: {
      ...planner,
      plan: (query, operationName, override = NO_OVERRIDE) => {
        const key = JSON.stringify([query, operationName, override.key]);
        const create = () => ({ key, query, plan: planner.plan(query, operationName, override) });
        return plans.getOrCreate(key, create).plan;
      },
    },
  };
}

function listUntouched(before: KeptPlanner, planner: QueryPlanner, ground: Ground): readonly KnownPlan[] {
  // Equal keys of overrides mean the same only among the same overrides.
  if (JSON.stringify(before.planner.overrides) !== JSON.stringify(planner.overrides)) return [];
  if (before.ground.common !== ground.common) return [];
  // One that left took its types' statements along; one that is called otherwise now is another.
  for (const [name, text] of before.ground.graphs) if ((ground.graphs.get(name) ?? text) !== text) return [];
  const same = (at: string) => before.ground.statements.get(at) === ground.statements.get(at);
  return before.plans.filter(({ query }) => [...before.ground.under(query)].every(same));
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
