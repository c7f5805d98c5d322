import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { ONLY_TYPENAME } from '../inclusion.ts';
import { toInternalKey } from './response-key.ts';

/** A client's operation, split by who answers it. Absent: nothing to ask there. */
export interface SplitDocument {
  /** For the planner: one operation, internal response keys, no introspection, nothing that is always skipped. */
  readonly planned: DocumentNode | undefined;
  /** For graphql-js on the API schema: only `__schema` and `__type`. */
  readonly introspected: DocumentNode | undefined;
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export function splitDocument(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  fieldNames: ReadonlySet<string>,
): SplitDocument {
  return {
    planned: toPlanned(operation, fragments, fieldNames),
    introspected: toIntrospected(operation, fragments, fieldNames),
  };
}

function toPlanned(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  fieldNames: ReadonlySet<string>,
): DocumentNode | undefined {
  const kept = new Map<string, FragmentDefinitionNode | undefined>();

  const keepFragment = (name: string): FragmentDefinitionNode | undefined => {
    if (!kept.has(name)) {
      const fragment = fragments.get(name);
      const selectionSet = fragment && keepSelections(fragment.selectionSet);
      kept.set(name, fragment && selectionSet && { ...fragment, selectionSet });
    }
    return kept.get(name);
  };

  const keepSelection = (selection: SelectionNode, atRoot: boolean): SelectionNode[] => {
    if (isNeverIncluded(selection.directives)) return [];
    if (selection.kind === Kind.FIELD) {
      const isOurs = isIntrospection(selection) || (atRoot && selection.name.value === '__typename');
      return isOurs ? [] : [keepField(selection)];
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) return keepFragment(selection.name.value) ? [selection] : [];
    const selectionSet = keepSelections(selection.selectionSet, atRoot);
    return selectionSet ? [{ ...selection, selectionSet }] : [];
  };

  const keepField = (field: FieldNode): FieldNode => {
    const renamed = rename(field, fieldNames);
    if (!field.selectionSet) return renamed;
    return { ...renamed, selectionSet: keepSelections(field.selectionSet) ?? ONLY_TYPENAME };
  };

  const keepSelections = (set: SelectionSetNode, atRoot = false): SelectionSetNode | undefined => {
    const selections = set.selections.flatMap((selection) => keepSelection(selection, atRoot));
    return selections.length > 0 ? { kind: Kind.SELECTION_SET, selections } : undefined;
  };

  const selectionSet = keepSelections(operation.selectionSet, true);
  if (!selectionSet) return undefined;
  const used = [...kept.values()].filter((fragment) => fragment !== undefined);
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...used] };
}

function toIntrospected(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  fieldNames: ReadonlySet<string>,
): DocumentNode | undefined {
  const pick = ({ selections }: SelectionSetNode): SelectionNode[] =>
    selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD)
        return isIntrospection(selection) ? [rename(selection, fieldNames)] : [];
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const picked = fragment ? pick(fragment.selectionSet) : [];
      if (picked.length === 0) return [];
      const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: picked };
      return [{ kind: Kind.INLINE_FRAGMENT, directives: selection.directives ?? [], selectionSet }];
    });

  if (operation.operation !== 'query') return undefined;
  const selections = pick(operation.selectionSet);
  if (selections.length === 0) return undefined;
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragments.values()] };
}

export function isIntrospection(field: FieldNode): boolean {
  return field.name.value === '__schema' || field.name.value === '__type';
}

/** `@skip(if: true)` or `@include(if: false)`, written out: the planner refuses an operation that is empty. */
function isNeverIncluded(directives: readonly DirectiveNode[] | undefined): boolean {
  return (directives ?? []).some((directive) => {
    const argument = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (argument?.kind !== Kind.BOOLEAN) return false;
    return argument.value === (directive.name.value === 'skip');
  });
}

/** `__typename` always travels under its own name: everything that depends on types reads it there. */
function rename(field: FieldNode, fieldNames: ReadonlySet<string>): FieldNode {
  if (field.name.value === '__typename') {
    const { alias: _, ...plain } = field;
    return plain;
  }
  const key = toInternalKey(field, fieldNames);
  if (key === (field.alias?.value ?? field.name.value)) return field;
  return { ...field, alias: { kind: Kind.NAME, value: key } };
}
