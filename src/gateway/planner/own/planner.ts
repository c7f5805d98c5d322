import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { NO_OVERRIDE, type OverrideChoice } from '../../override.ts';
import type { PlanNode, QueryPlan } from '../../plan-node.ts';
import { toNamed } from '../joins.ts';
import { assemble } from './assemble.ts';
import { createCalls } from './calls.ts';
import { type GraphModel, toPercentage } from './model.ts';
import { createResolver, type Local, type Resolver } from './resolve.ts';
import { createRoutes, enter, type Position, type Routes } from './route.ts';
import { collect, type Entry } from './selection.ts';

/** Plans over a supergraph, with the overrides that it knows. Throws when an operation cannot be answered. */
export interface OwnPlanner {
  readonly labels: readonly string[];
  readonly percentages: readonly number[];
  plan(query: string, operationName?: string, override?: OverrideChoice): QueryPlan;
}

/**
 * A planner of our own: plain and right. Every field is asked where its object is under way, else where the fewest calls
 * lead; what nobody waits for is asked late, in a call that is made anyway.
 */
export function createOwnPlanner(model: GraphModel): OwnPlanner {
  const percentages = model.labels.flatMap((label) => toPercentage(label) ?? []);
  const routesOf = new Map<string, Routes>();
  return {
    labels: model.labels.filter((label) => toPercentage(label) === undefined),
    percentages,
    plan: (query, operationName, override = NO_OVERRIDE) => {
      const { operation, fragments } = find(parse(query, { noLocation: true }), operationName);
      const routes = routesOf.get(override.key) ?? createRoutes(model, override);
      routesOf.set(override.key, routes);
      const resolver = createResolver(model, routes, fragments);
      const type = model.roots.get(operation.operation)!;
      const { entries } = collect(model, fragments, type, false, operation.selectionSet.selections);
      const isComposite = (name: string) => model.isComposite(name);
      const write = (some: readonly Entry[]): PlanNode[] => {
        const calls = createCalls(model);
        for (const [graph, local] of planRoot(model, routes, resolver, type, operation, some))
          calls.addRoot(graph, type, local);
        return assemble(calls.all(), operation, isComposite);
      };
      // Mutations come one after another, each with all that follows from it.
      const nodes =
        operation.operation === 'mutation' ? entries.flatMap((entry) => write([entry])) : write(entries);
      const [first, ...rest] = nodes;
      if (!first) return { kind: 'QueryPlan' };
      if (operation.operation !== 'subscription') return { kind: 'QueryPlan', node: inSequence(nodes) };
      if (first.kind !== 'Fetch') throw new Error('a subscription has one source');
      const { kind: _, ...primary } = first;
      return { kind: 'QueryPlan', node: inSequence([{ kind: 'Subscription', primary }, ...rest]) };
    },
  };
}

/** Root fields by subgraph. Every subgraph may be asked; what one cannot answer whole, others complete. */
function planRoot(
  model: GraphModel,
  routes: Routes,
  resolver: Resolver,
  type: string,
  { operation }: OperationDefinitionNode,
  entries: readonly Entry[],
): Map<string, Local[]> {
  const planned = new Map<string, Local[]>();
  // Who is asked anyway is asked first.
  const graphs = () => [...new Set([...planned.keys(), ...model.graphs])];
  for (const entry of entries) {
    let wanted = entry;
    let isDone = false;
    for (const graph of graphs()) {
      const at: Position = { graph, type, provided: [] };
      const home = routes.local(at, entry.name);
      if (!home) continue;
      const { result: child, residual } = model.isComposite(toNamed(home.type))
        ? resolver.resolve(enter(model, at, entry.name, home), wanted.selections)
        : { result: [], residual: [] };
      isDone = residual.length === 0;
      const isSome = child.some(({ resolved }) => resolved.local.length + resolved.jumps.length > 0);
      // A mutation or a subscription is asked of one subgraph.
      if (!isDone && (!isSome || operation !== 'query')) continue;
      planned.set(graph, [...(planned.get(graph) ?? []), { entry, type: home.type, child }]);
      if (isDone) break;
      wanted = { ...entry, selections: residual };
    }
    if (!isDone) throw new Error(`no way leads to all of ${type}.${entry.name}`);
  }
  return planned;
}

function inSequence(nodes: readonly PlanNode[]): PlanNode {
  return nodes.length === 1 ? nodes[0]! : { kind: 'Sequence', nodes };
}

function find(
  { definitions }: DocumentNode,
  operationName: string | undefined,
): { operation: OperationDefinitionNode; fragments: Map<string, FragmentDefinitionNode> } {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let found: OperationDefinitionNode | undefined;
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operationName === undefined || definition.name?.value === operationName) found ??= definition;
  }
  if (!found) throw new Error(`there is no operation ${operationName ?? ''}`);
  return { operation: found, fragments };
}
