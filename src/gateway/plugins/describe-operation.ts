import { Kind, type OperationDefinitionNode } from 'graphql';
import type { AnswerScope } from './plugin.ts';

/** The operation that an answer is to, or undefined when the document has no such one. */
export function operationOf({
  document,
  operationName,
}: Pick<AnswerScope, 'document' | 'operationName'>): OperationDefinitionNode | undefined {
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName))
      return node;
  return undefined;
}

/** What an operation is called in figures and traces. */
export function describeOperation(scope: AnswerScope): { name: string; kind: string } {
  const operation = operationOf(scope);
  return { name: operation?.name?.value ?? 'anonymous', kind: operation?.operation ?? 'unknown' };
}
