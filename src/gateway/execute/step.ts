import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_PLAN_FAILED, GATEWAY_SUBGRAPH_UNKNOWN } from '../../kernel/problems/gateway.ts';
import type { SubgraphClient } from '../client.ts';
import type { EntityAlias, PathSegment, PlanNode } from '../plan-node.ts';
import { compileEntityFetch, flattenToEntityFetch, type PlanFacts, toEntityFetch } from './entity-step.ts';
import { compileFetch } from './fetch-step.ts';
import { findLeftOut } from './left-out.ts';
import type { Step } from './run.ts';
import type { TypeMap } from './type-map.ts';

/** What compiling a plan needs to know. */
export interface PlanScope {
  readonly types: TypeMap;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
}

export function clientOf(scope: PlanScope, name: string): SubgraphClient {
  const client = scope.clients.get(name);
  if (!client) throw new Problem(GATEWAY_SUBGRAPH_UNKNOWN, { name });
  return client;
}

/** Compiles a plan; afterwards nothing of it is interpreted. */
export function compilePlan(node: PlanNode, scope: PlanScope): Step {
  const paths = collectEntityPaths(node);
  return compileNode(node, scope, {
    mayShare: (alias) => mayShare(alias, paths),
    isLeftOut: findLeftOut(node),
  });
}

function compileNode(node: PlanNode, scope: PlanScope, facts: PlanFacts): Step {
  const compile = (child: PlanNode): Step => compileNode(child, scope, facts);
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(node, clientOf(scope, node.serviceName), scope.types);
    case 'BatchFetch':
      return compileEntityFetch(toEntityFetch(node), clientOf(scope, node.serviceName), scope.types, facts);
    case 'Flatten': {
      const fetch = node.node;
      if (fetch.kind !== 'Fetch') throw unsupported(`Flatten(${fetch.kind})`);
      const entityFetch = flattenToEntityFetch(node.path, fetch);
      return compileEntityFetch(entityFetch, clientOf(scope, fetch.serviceName), scope.types, facts);
    }
    case 'Sequence': {
      const steps = node.nodes.map(compile);
      return async (run) => {
        for (const step of steps) await step(run);
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map(compile);
      return async (run) => {
        await Promise.all(steps.map((step) => step(run)));
      };
    }
    case 'Condition': {
      const { condition } = node;
      const whenTrue = node.ifClause ? compile(node.ifClause) : undefined;
      const whenFalse = node.elseClause ? compile(node.elseClause) : undefined;
      return async (run) => {
        await (run.variables[condition] === true ? whenTrue : whenFalse)?.(run);
      };
    }
    default:
      throw unsupported(node.kind);
  }
}

function unsupported(kind: string): Problem<{ reason: string }> {
  return new Problem(GATEWAY_PLAN_FAILED, { reason: `plan node ${kind} is not supported` });
}

/**
 * One entity's answer goes to every place where the entity stands. The places may share the objects in it unless
 * another fetch writes there too and could write something else at each: two paths, or a path that depends on types.
 */
function mayShare(alias: EntityAlias, paths: readonly (readonly PathSegment[])[]): boolean {
  const others = paths.filter(
    (path) => !alias.paths.includes(path) && alias.paths.some((own) => isAtOrBelow(path, own)),
  );
  if (others.length === 0) return true;
  return alias.paths.length === 1 && ![...others, ...alias.paths].some((path) => path.some(isTypeCondition));
}

function isAtOrBelow(path: readonly PathSegment[], own: readonly PathSegment[]): boolean {
  const inner = path.filter((segment) => !isTypeCondition(segment));
  const outer = own.filter((segment) => !isTypeCondition(segment));
  return outer.every((segment, index) => JSON.stringify(segment) === JSON.stringify(inner[index]));
}

function isTypeCondition(segment: PathSegment): boolean {
  return segment !== '@' && 'TypeCondition' in segment;
}

function collectEntityPaths(node: PlanNode | null | undefined): (readonly PathSegment[])[] {
  switch (node?.kind) {
    case 'BatchFetch':
      return node.entityBatch.aliases.flatMap(({ paths }) => paths);
    case 'Flatten':
      return [node.path];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(collectEntityPaths);
    case 'Condition':
      return [...collectEntityPaths(node.ifClause), ...collectEntityPaths(node.elseClause)];
    default:
      return [];
  }
}
