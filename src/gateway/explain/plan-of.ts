import { type DocumentNode, GraphQLError, Kind, print } from 'graphql';
import type { Engine } from '../execute/engine.ts';
import { findOperation } from '../execute/operation.ts';
import { splitDocument } from '../execute/planning-document.ts';
import type { PlanNode } from '../plan-node.ts';

/**
 * The plan that an operation runs by; undefined when no subgraph is asked (introspection only). Throws a GraphQLError
 * when the document has no such operation, a Problem when it cannot be planned.
 */
export function planOf(
  { planner, fieldNames }: Pick<Engine, 'planner' | 'fieldNames'>,
  document: DocumentNode,
  operationName: string | null | undefined,
): PlanNode | undefined {
  const operation = findOperation(document, operationName);
  if (operation instanceof GraphQLError) throw operation;
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const { planned } = splitDocument(operation, fragments, fieldNames);
  return (planned && planner.plan(print(planned)).node) ?? undefined;
}
