import { buildASTSchema, type DocumentNode, print } from 'graphql';
import { toError } from '../../kernel/problem.ts';
import { NO_OVERRIDE, type OverrideChoice } from '../override.ts';
import type { QueryPlan } from '../plan-node.ts';
import { mendEmptyFragments } from './empty-fragments.ts';
import { widenInterfaceObjects } from './interface-objects.ts';
import { orderSubgraphs } from './subgraph-order.ts';

/** The planner of Hive Router (Rust). Its addon exists for some platforms only: without it, ours plans everything. */
const loaded = await import('@graphql-hive/router-query-planner').then(
  ({ QueryPlanner }) => ({ QueryPlanner, missing: undefined }),
  (error: unknown) => ({ QueryPlanner: undefined, missing: toError(error).message }),
);

/** Why the native planner is not there, if it is not: for the log of whoever serves. */
export const missingNativePlanner: string | undefined = loaded.missing;

/** Throws what the planner throws: it has no plan for some valid operations. */
export type NativePlan = (query: string, operationName?: string, override?: OverrideChoice) => QueryPlan;

/** The native planner over a graph, in names under which it finds its way; `undefined` where there is none. */
export function createNativePlanner(document: DocumentNode): NativePlan | undefined {
  const { QueryPlanner } = loaded;
  if (!QueryPlanner) return undefined;
  const ordered = orderSubgraphs(document);
  const sdl = print(ordered.document);
  const planner = new QueryPlanner(sdl);
  const schema = sdl.includes('isInterfaceObject: true')
    ? buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
    : undefined;
  return (query, operationName, { labels, roll } = NO_OVERRIDE) => {
    const made = planner.plan(query, operationName, labels as Set<string>, roll) as QueryPlan;
    const plan = toRealNames(made, ordered.nameOf);
    return schema ? widenInterfaceObjects(plan, query, schema) : plan;
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
