import { type DirectiveNode, type DocumentNode, Kind, type SelectionSetNode, visit } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** `@skip` and `@include` (spec §3.13.1–2) under known variables. */
export function isIncluded(directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean {
  return (directives ?? []).every((directive) => {
    if (!isSwitch(directive)) return true;
    const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (!value) return true;
    const condition =
      value.kind === Kind.VARIABLE
        ? variables[value.name.value] === true
        : value.kind === Kind.BOOLEAN && value.value;
    return condition === (directive.name.value === 'include');
  });
}

/** Whether a document has @skip or @include at all, and the variables that they depend on. */
export interface Switches {
  readonly used: boolean;
  readonly names: readonly string[];
  /** Equal for variables under which the document selects the same. */
  variantOf(variables: Variables): string;
}

export function findSwitches(document: DocumentNode): Switches {
  let used = false;
  const found = new Set<string>();
  visit(document, {
    enter: (node) => {
      if (node.kind !== Kind.DIRECTIVE || !isSwitch(node)) return;
      used = true;
      for (const { value } of node.arguments ?? [])
        if (value.kind === Kind.VARIABLE) found.add(value.name.value);
    },
  });
  const names = [...found];
  return {
    used,
    names,
    variantOf: (variables) => names.map((name) => (variables[name] === true ? '1' : '0')).join(''),
  };
}

/** The document without @skip and @include, as it reads under these variables. */
export function resolveSwitches(document: DocumentNode, variables: Variables): DocumentNode {
  return visit(document, {
    enter: (node) => {
      if (
        node.kind !== Kind.FIELD &&
        node.kind !== Kind.INLINE_FRAGMENT &&
        node.kind !== Kind.FRAGMENT_SPREAD
      )
        return undefined;
      if (!node.directives?.some(isSwitch)) return undefined;
      if (!isIncluded(node.directives, variables)) return null;
      return { ...node, directives: node.directives.filter((directive) => !isSwitch(directive)) };
    },
    leave: (node) =>
      node.kind === Kind.SELECTION_SET && node.selections.length === 0 ? ONLY_TYPENAME : undefined,
  });
}

/** What stands where nothing is left to select. */
export const ONLY_TYPENAME: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};

function isSwitch(directive: DirectiveNode): boolean {
  return directive.name.value === 'skip' || directive.name.value === 'include';
}
