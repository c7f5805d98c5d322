import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../inclusion.ts';
import type { Fragments } from './planning-document.ts';

/** What stays the same while one operation is projected. */
export interface ProjectionScope {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fieldNames: ReadonlySet<string>;
}

/** All fields with one response key. */
export interface CollectedField {
  readonly parent: GraphQLCompositeType;
  readonly nodes: FieldNode[];
  /** The object's type is not known and the fragment may not apply: the field is there if it arrived. */
  readonly optional: boolean;
}

/**
 * GraphQL's CollectFields (spec §6.3.2) for an object of `type`. When only an abstract type is known (an interface
 * object's subgraph does not know more), fragments on narrower types are taken as optional.
 */
export function collectFields(
  scope: ProjectionScope,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): Map<string, CollectedField> {
  const collected = new Map<string, CollectedField>();
  const visited = new Set<string>();

  const add = (node: FieldNode, parent: GraphQLCompositeType, optional: boolean) => {
    const key = node.alias?.value ?? node.name.value;
    const known = collected.get(key);
    if (!known || (known.optional && !optional))
      collected.set(key, { parent, nodes: [...(known?.nodes ?? []), node], optional });
    else known.nodes.push(node);
  };

  const visit = (selectionSet: SelectionSetNode, parent: GraphQLCompositeType, optional: boolean) => {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(selection.directives, scope.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        add(selection, parent, optional);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const once = `${selection.name.value}/${parent.name}/${optional}`;
        if (visited.has(once)) continue;
        visited.add(once);
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : scope.fragments.get(selection.name.value);
      if (!fragment) continue;
      const condition = fragment.typeCondition
        ? scope.schema.getType(fragment.typeCondition.name.value)
        : parent;
      if (!isCompositeType(condition)) continue;
      const match = matchCondition(scope.schema, type, condition);
      if (match !== 'never')
        visit(fragment.selectionSet, isObjectType(type) ? type : condition, optional || match === 'perhaps');
    }
  };

  for (const selectionSet of selectionSets) visit(selectionSet, type, false);
  return collected;
}

function matchCondition(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  condition: GraphQLCompositeType,
): 'always' | 'perhaps' | 'never' {
  if (condition === type) return 'always';
  if (
    isAbstractType(condition) &&
    (isObjectType(type) || 'getFields' in type) &&
    schema.isSubType(condition, type)
  )
    return 'always';
  return isObjectType(type) ? 'never' : 'perhaps';
}
