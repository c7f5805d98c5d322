import { QueryPlanner as HivePlanner } from '@graphql-hive/router-query-planner';
import { buildASTSchema, type DocumentNode, Kind, parse, print } from 'graphql';
import { Problem, toError } from '../kernel/problem.ts';
import { GATEWAY_PLAN_FAILED } from '../kernel/problems/gateway.ts';
import { NO_OVERRIDE, type OverrideChoice, type Overrides } from './override.ts';
import type { QueryPlan } from './plan-node.ts';
import { keepCommonKeys } from './planner/common-key.ts';
import { mendEmptyFragments } from './planner/empty-fragments.ts';
import { findUnresolved } from './planner/external-fields.ts';
import { widenInterfaceObjects } from './planner/interface-objects.ts';
import { planIsolated } from './planner/isolated.ts';
import { readJoins } from './planner/joins.ts';
import { markRequiredFields } from './planner/required-fields.ts';
import { findRiskyFields } from './planner/risky-fields.ts';
import { orderSubgraphs } from './planner/subgraph-order.ts';
import { withoutProvides } from './planner/variants.ts';

/** Plans operations over one supergraph. Small on purpose: the native planner can be replaced behind it. */
export interface QueryPlanner {
  /** Absent: no field is overridden progressively. */
  readonly overrides?: Overrides;
  /** Default: nothing is overridden progressively. */
  plan(query: string, operationName?: string, override?: OverrideChoice): QueryPlan;
}

/**
 * The planner of Hive Router (Rust, native addon), under supervision: its plan is checked, and where it asks a subgraph
 * for what that does not resolve, or where there is no plan, another is made over the graph without `@provides`.
 */
export function createQueryPlanner(supergraphSdl: string): QueryPlanner {
  const document = keepCommonKeys(markRequiredFields(parse(supergraphSdl, { noLocation: true })));
  const joins = readJoins(document);
  const roots = readRoots(document);
  const usesProvides = supergraphSdl.includes('provides:');
  const first = createNativePlanner(document);
  let second: QueryPlanner | undefined;
  const replan: QueryPlanner['plan'] = (...asked) => {
    second ??= createNativePlanner(withoutProvides(document));
    return second.plan(...asked);
  };
  const isRight = ({ node }: QueryPlan): boolean => !node || !findUnresolved(node, joins, roots);

  return {
    ...(first.overrides ? { overrides: first.overrides } : {}),
    plan: (...asked) => {
      let plan: QueryPlan;
      try {
        plan = first.plan(...asked);
      } catch (error) {
        if (usesProvides) {
          try {
            return replan(...asked);
          } catch {
            // The first reason is the one to tell.
          }
        }
        throw new Problem(GATEWAY_PLAN_FAILED, { reason: toError(error).message }, { cause: error });
      }
      if (!usesProvides || isRight(plan)) return plan;
      const other = replan(...asked);
      return isRight(other) ? other : plan;
    },
  };
}

function createNativePlanner(document: DocumentNode): QueryPlanner {
  const ordered = orderSubgraphs(document);
  const sdl = print(ordered.document);
  const planner = new HivePlanner(sdl);
  const isRisky = findRiskyFields(document);
  const hasInterfaceObjects = print(document).includes('isInterfaceObject: true');
  const schema = hasInterfaceObjects
    ? buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
    : undefined;
  return {
    overrides: { labels: planner.overrideLabels, percentages: planner.overridePercentages },
    plan: (query, operationName, { labels, roll } = NO_OVERRIDE) => {
      const named = isRisky(query)
        ? planIsolated({ sdl, query, operationName, labels: [...labels], roll })
        : (planner.plan(query, operationName, labels as Set<string>, roll) as QueryPlan);
      const plan = toRealNames(named, ordered.nameOf);
      return schema ? widenInterfaceObjects(plan, query, schema) : plan;
    },
  };
}

/** The plan, which is JSON, with the subgraphs' own names and operations that can be read. */
function toRealNames<T>(value: T, nameOf: (alias: string) => string): T {
  if (Array.isArray(value)) return value.map((item) => toRealNames(item, nameOf)) as T;
  if (value === null || typeof value !== 'object') return value;
  const named: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === 'serviceName') named[key] = nameOf(item as string);
    else if (key === 'operation') named[key] = mendEmptyFragments(item as string);
    else named[key] = toRealNames(item, nameOf);
  }
  return named as T;
}

/** The names of the root types by operation. */
function readRoots(document: DocumentNode): Map<string, string> {
  const roots = new Map([
    ['query', 'Query'],
    ['mutation', 'Mutation'],
    ['subscription', 'Subscription'],
  ]);
  for (const definition of document.definitions)
    if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION)
      for (const { operation, type } of definition.operationTypes ?? [])
        roots.set(operation, type.name.value);
  return roots;
}
