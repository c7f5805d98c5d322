import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { ProblemKind } from '../../kernel/problem.ts';

/** One bound on a query. Checked before validation and planning, over HTTP and WebSocket alike. */
export interface Limit {
  readonly name: string;
  readonly default: number;
  readonly problem: ProblemKind<{ measured: number; limit: number }>;
  measure(document: DocumentNode): number;
}

export function defineLimit(limit: Limit): Limit {
  return limit;
}

export interface Fold {
  readonly combine: (left: number, right: number) => number;
  /** Weight of a field, given the weight of what is selected below it. */
  readonly field: (field: FieldNode, below: number) => number;
}

/**
 * Weighs each operation with its fragments spread, and returns the heaviest. Each fragment is weighed once, so that a
 * document of fragments that spread each other twice is counted, not expanded. A cycle weighs nothing: validation
 * refuses it.
 */
export function foldOperations(document: DocumentNode, { combine, field }: Fold): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  const weights = new Map<string, number>();
  const weighFragment = (name: string): number => {
    const known = weights.get(name);
    if (known !== undefined) return known;
    weights.set(name, 0);
    const fragment = fragments.get(name);
    const weight = fragment ? weigh(fragment.selectionSet) : 0;
    weights.set(name, weight);
    return weight;
  };
  const weigh = ({ selections }: SelectionSetNode): number => {
    let total = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD)
        total = combine(total, field(selection, selection.selectionSet ? weigh(selection.selectionSet) : 0));
      else if (selection.kind === Kind.INLINE_FRAGMENT) total = combine(total, weigh(selection.selectionSet));
      else total = combine(total, weighFragment(selection.name.value));
    }
    return total;
  };

  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return Math.max(0, ...operations.map(({ selectionSet }) => weigh(selectionSet)));
}

export const sum = (left: number, right: number): number => left + right;
