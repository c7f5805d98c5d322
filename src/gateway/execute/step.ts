import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_PLAN_FAILED, GATEWAY_SUBGRAPH_UNKNOWN } from '../../kernel/problems/gateway.ts';
import type { SubgraphClient } from '../client.ts';
import type { PlanNode } from '../plan-node.ts';
import type { PlanFacts } from './entity-part.ts';
import { compileEntityFetch, flattenToEntityFetch, toEntityFetch } from './entity-step.ts';
import { compileFetch } from './fetch-step.ts';
import { findLeftOut } from './left-out.ts';
import { collectEntityPaths, mayShare } from './may-share.ts';
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
