import { Kind, print, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { Requirement } from '../../plan-node.ts';

/**
 * A required field with arguments travels under a key of its own: clients, and others who require it, may mean the same
 * field with other arguments.
 */
export function aliasRequired({ selections }: SelectionSetNode): SelectionSetNode {
  return {
    kind: Kind.SELECTION_SET,
    selections: selections.map((selection): SelectionNode => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      const selectionSet = selection.selectionSet && aliasRequired(selection.selectionSet);
      if (selection.kind === Kind.INLINE_FRAGMENT) return { ...selection, selectionSet: selectionSet! };
      const alias = toAlias(selection);
      return {
        ...selection,
        ...(alias === undefined ? {} : { alias: { kind: Kind.NAME, value: alias } }),
        ...(selectionSet ? { selectionSet } : {}),
      };
    }),
  };
}

/** What a representation holds of a key, or of required fields. */
export function toRequirements({ selections }: SelectionSetNode, isKey: boolean): Requirement[] {
  return selections.flatMap((selection): Requirement[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = toRequirements(selection.selectionSet, isKey);
      const on = selection.typeCondition?.name.value;
      return on === undefined ? inner : [{ kind: 'InlineFragment', typeCondition: on, selections: inner }];
    }
    const name = selection.name.value;
    const alias = toAlias(selection);
    const nested = selection.selectionSet && toRequirements(selection.selectionSet, isKey);
    // What is required may be of an abstract type: the subgraph is told which.
    const told = isKey ? nested : nested && [TYPENAME, ...nested];
    return [
      {
        kind: 'Field',
        name: alias ?? name,
        ...(alias === undefined ? {} : { alias: name }),
        ...(told ? { selections: told } : {}),
      },
    ];
  });
}

export const TYPENAME: Requirement = { kind: 'Field', name: '__typename' };

type RequiredField = Extract<SelectionNode, { kind: Kind.FIELD }>;

/** Equal for equal arguments, so that what is required twice is asked once; never equal for others. */
function toAlias({ name, arguments: given = [] }: RequiredField): string | undefined {
  if (given.length === 0) return undefined;
  const text = given.map(print).join(',');
  const written = text.replaceAll(/[^A-Za-z0-9]/gu, (char) => `_${char.codePointAt(0)!.toString(16)}_`);
  return `_required_${name.value}_${written}`;
}
