import { QueryPlanner as HivePlanner } from '@graphql-hive/router-query-planner';
import { buildASTSchema, type DocumentNode, parse, print } from 'graphql';
import { Problem, toError } from '../kernel/problem.ts';
import { GATEWAY_PLAN_FAILED } from '../kernel/problems/gateway.ts';
import { NO_OVERRIDE, type OverrideChoice, type Overrides } from './override.ts';
import type { QueryPlan } from './plan-node.ts';
import { keepCommonKeys } from './planner/common-key.ts';
import { toRoots } from './planner/directives.ts';
import { mendEmptyFragments } from './planner/empty-fragments.ts';
import { findUnresolved } from './planner/external-fields.ts';
import { widenInterfaceObjects } from './planner/interface-objects.ts';
import { planIsolated } from './planner/isolated.ts';
import { readJoins } from './planner/joins.ts';
import { markRequiredFields } from './planner/required-fields.ts';
import { setRequiresApart } from './planner/requires-apart.ts';
import { findRiskyFields } from './planner/risky-fields.ts';
import { orderSubgraphs } from './planner/subgraph-order.ts';
import { withoutProvides } from './planner/without-provides.ts';

/** Plans operations over one supergraph. Small on purpose: the native planner can be replaced behind it. */
export interface QueryPlanner {
  /** Absent: no field is overridden progressively. */
  readonly overrides?: Overrides;
  /** Default: nothing is overridden progressively. */
  plan(query: string, operationName?: string, override?: OverrideChoice): QueryPlan;
}

/**
 * The planner of Hive Router (Rust, native addon), under supervision. Its faults that are known (0.0.38) are kept from it
 * by what it is told of the graph; its plan is checked; and where it has none, or one that asks a subgraph for what that
 * does not resolve, another is made over the same graph told otherwise.
 */
export function createQueryPlanner(supergraphSdl: string): QueryPlanner {
  const document = keepCommonKeys(markRequiredFields(parse(supergraphSdl, { noLocation: true })));
  const joins = readJoins(document);
  const roots = toRoots(document);
  const isRisky = findRiskyFields(document);
  const asItIs = lazily(() => document);
  const others = [
    lazily(() => setRequiresApart(document)),
    lazily(() => withoutProvides(document)),
    lazily(() => {
      const plain = withoutProvides(document);
      return plain && setRequiresApart(plain);
    }),
  ];
  // A graph that cannot be planned for at all is refused now, not at the first query.
  const overrides = asItIs()?.inside.overrides;
  const isRight = ({ node }: QueryPlan): boolean => !node || !findUnresolved(node, joins, roots);

  return {
    ...(overrides ? { overrides } : {}),
    plan: (query, operationName, override) => {
      const attempts = function* () {
        const where = isRisky(query) ? 'outside' : 'inside';
        for (const native of [asItIs, ...others]) {
          const planners = native();
          if (planners) yield planners[where];
        }
      };
      let unchecked: QueryPlan | undefined;
      let reason: unknown;
      for (const planner of attempts()) {
        try {
          const plan = planner.plan(query, operationName, override);
          if (isRight(plan)) return plan;
          unchecked ??= plan;
        } catch (error) {
          // The first reason is the one to tell.
          reason ??= error;
        }
      }
      if (unchecked) return unchecked;
      throw new Problem(GATEWAY_PLAN_FAILED, { reason: toError(reason).message }, { cause: reason });
    },
  };
}

/** The planner over a reading of the graph, made when first needed; none if the reading changes nothing. */
function lazily(reading: () => DocumentNode | undefined): () => NativePlanners | undefined {
  let made: { readonly planners: NativePlanners | undefined } | undefined;
  return () => {
    if (!made) {
      const document = reading();
      made = { planners: document && createNativePlanners(document) };
    }
    return made.planners;
  };
}

interface NativePlanners {
  readonly inside: QueryPlanner;
  readonly outside: QueryPlanner;
}

/** The planner over one reading of the graph: in this process, and in one of its own that may end. */
function createNativePlanners(document: DocumentNode): NativePlanners {
  const ordered = orderSubgraphs(document);
  const sdl = print(ordered.document);
  const planner = new HivePlanner(sdl);
  const schema = sdl.includes('isInterfaceObject: true')
    ? buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
    : undefined;
  const finish = (made: QueryPlan, query: string): QueryPlan => {
    const plan = toRealNames(made, ordered.nameOf);
    return schema ? widenInterfaceObjects(plan, query, schema) : plan;
  };
  return {
    inside: {
      overrides: { labels: planner.overrideLabels, percentages: planner.overridePercentages },
      plan: (query, operationName, { labels, roll } = NO_OVERRIDE) =>
        finish(planner.plan(query, operationName, labels as Set<string>, roll) as QueryPlan, query),
    },
    outside: {
      plan: (query, operationName, { labels, roll } = NO_OVERRIDE) =>
        finish(planIsolated({ sdl, query, operationName, labels: [...labels], roll }), query),
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
