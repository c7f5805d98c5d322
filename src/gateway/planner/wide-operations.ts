import { type FragmentDefinitionNode, Kind, parse, type SelectionNode } from 'graphql';
import type { GraphModel } from './own/model.ts';

/** Some milliseconds of the native planner. */
const LIMIT = 300;
/** What an object of a known type counts: a hundredth, since many of them are no harm. */
const PLAIN = 0.01;

/**
 * Operations that the native planner (0.0.38) may take minutes for, and the process with it: it unfolds every field of an
 * abstract type once for each type of object, level by level (twenty types, three levels: 2 s; four: more than a minute).
 */
export function isTooWide(model: GraphModel, query: string): boolean {
  const { definitions } = parse(query, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  let count = 0;
  const visit = (selections: readonly SelectionNode[], type: string | undefined, outer: number): void => {
    if (type === undefined || count > LIMIT) return;
    const times = outer * model.possible(type).length;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (!selection.selectionSet) continue;
        count += times > 1 ? times : PLAIN;
        visit(selection.selectionSet.selections, model.typeOf(type, selection.name.value), times);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment)
        visit(fragment.selectionSet.selections, fragment.typeCondition?.name.value ?? type, outer);
    }
  };
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      visit(definition.selectionSet.selections, model.roots.get(definition.operation), 1);
  return count > LIMIT;
}
