import { Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from 'graphql';
import { type PlanNode, toOperations } from '../plan-node.ts';
import type { Joins } from './joins.ts';

/**
 * The first field, as `subgraph: Type.field`, that a plan asks of a subgraph which does not resolve it there. The
 * planner takes what `@provides` gives on one path as given on others that lead to the same type; the subgraph would
 * answer null, and nobody would know.
 */
export function findUnresolved(
  node: PlanNode,
  joins: Joins,
  roots: ReadonlyMap<string, string>,
): string | undefined {
  for (const { serviceName, operation } of toOperations(node)) {
    const document = parse(operation, { noLocation: true });
    const definition = document.definitions.find(
      (found): found is OperationDefinitionNode => found.kind === Kind.OPERATION_DEFINITION,
    );
    const fragments = new Map(
      document.definitions.flatMap((found) =>
        found.kind === Kind.FRAGMENT_DEFINITION ? [[found.name.value, found] as const] : [],
      ),
    );

    const visit = (
      { selections }: SelectionSetNode,
      type: string,
      provided: readonly SelectionSetNode[],
    ): string | undefined => {
      for (const selection of selections) {
        const found =
          selection.kind === Kind.FIELD
            ? visitField(selection, type, provided)
            : visitFragment(selection, type, provided);
        if (found) return found;
      }
      return undefined;
    };
    const visitFragment = (
      selection: Exclude<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>,
      type: string,
      provided: readonly SelectionSetNode[],
    ): string | undefined => {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return fragment && visit(fragment.selectionSet, fragment.typeCondition?.name.value ?? type, provided);
    };
    const visitField = (
      selection: Extract<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>,
      type: string,
      provided: readonly SelectionSetNode[],
    ): string | undefined => {
      const name = selection.name.value;
      const given = provided.flatMap((set) => pick(set, name));
      const field = joins.field(type, name);
      if (field?.isExternal(serviceName) && given.length === 0 && !joins.isInKey(type, name, serviceName))
        return `${serviceName}: ${type}.${name}`;
      if (!selection.selectionSet) return undefined;
      // `_entities`: the fragments in it name the types.
      const nested = field?.providedBy(serviceName);
      return visit(selection.selectionSet, field?.type ?? '', [
        ...given.flatMap(({ selectionSet }) => selectionSet ?? []),
        ...(nested ? [nested] : []),
      ]);
    };

    const found =
      definition && visit(definition.selectionSet, roots.get(definition.operation) ?? 'Query', []);
    if (found) return found;
  }
  return undefined;
}

/** The fields of one name in a selection, fragments entered. */
function pick(
  { selections }: SelectionSetNode,
  name: string,
): { selectionSet?: SelectionSetNode | undefined }[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
    return selection.kind === Kind.INLINE_FRAGMENT ? pick(selection.selectionSet, name) : [];
  });
}
