import {
  type ArgumentNode,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { GraphModel } from './model.ts';

/** `@include(if: $variable)`, or `@skip` where it is to be false. */
export interface Condition {
  readonly variable: string;
  readonly is: boolean;
}

/** What a selection asks of one object under one key, fragments resolved. */
export interface Entry {
  readonly key: string;
  readonly name: string;
  readonly args: readonly ArgumentNode[];
  readonly conditions: readonly Condition[];
  /** Of the field's own selection; empty for leaves. */
  readonly selections: readonly SelectionNode[];
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export interface Collected {
  readonly entries: Entry[];
  /** What depends on the object's own type, where that is not known. */
  readonly rest: SelectionNode[];
}

/**
 * The fields asked of an object of `type`. `isOpen`: the object may be of a narrower type, of which this one does not
 * know; `__typename` and fragments on other types are then left.
 */
export function collect(
  model: GraphModel,
  fragments: Fragments,
  type: string,
  isOpen: boolean,
  selections: readonly SelectionNode[],
  outer: readonly Condition[] = [],
): Collected {
  const entries = new Map<string, Entry>();
  const rest: SelectionNode[] = [];
  const visit = (nodes: readonly SelectionNode[], above: readonly Condition[]) => {
    for (const node of nodes) {
      const conditions = addConditions(above, node.directives);
      if (!conditions) continue;
      if (node.kind === Kind.FIELD) {
        if (node.name.value !== '__typename') add(node, conditions);
        else if (isOpen) rest.push(...wrap([node], { conditions }));
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (!fragment) continue;
      const on = fragment.typeCondition?.name.value;
      const { selections: inner } = fragment.selectionSet;
      const isMet = on === undefined || on === type || (!isOpen && model.admits(on, type));
      if (isMet) visit(inner, conditions);
      else if (isOpen) rest.push(...wrap(inner, { conditions, on }));
    }
  };
  const add = (node: FieldNode, conditions: readonly Condition[]) => {
    const key = node.alias?.value ?? node.name.value;
    const at = `${key} ${toText(conditions)}`;
    const known = entries.get(at)?.selections ?? [];
    entries.set(at, {
      key,
      name: node.name.value,
      args: node.arguments ?? [],
      conditions,
      selections: [...known, ...(node.selectionSet?.selections ?? [])],
    });
  };
  visit(selections, outer);
  return { entries: [...entries.values()], rest };
}

/** Conditions in order, each once; `undefined` when they cannot hold together. */
export function addConditions(
  above: readonly Condition[],
  directives: readonly DirectiveNode[] | undefined,
): readonly Condition[] | undefined {
  const found = new Map(above.map((condition) => [condition.variable, condition.is]));
  for (const { name, arguments: given } of directives ?? []) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const is = name.value === 'include';
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.BOOLEAN && value.value !== is) return undefined;
    if (value?.kind !== Kind.VARIABLE) continue;
    const known = found.get(value.name.value);
    if (known !== undefined && known !== is) return undefined;
    found.set(value.name.value, is);
  }
  return [...found]
    .map(([variable, is]) => ({ variable, is }))
    .sort((one, other) => (one.variable < other.variable ? -1 : 1));
}

/** All conditions of two; none can contradict where both come of one way down the operation. */
export function joinConditions(one: readonly Condition[], other: readonly Condition[]): readonly Condition[] {
  const known = new Map([...one, ...other].map((condition) => [toText([condition]), condition]));
  return [...known.values()].sort((a, b) => (a.variable < b.variable ? -1 : 1));
}

export function toText(conditions: readonly Condition[]): string {
  return conditions.map(({ variable, is }) => `${is ? '' : '!'}${variable}`).join(' ');
}

/** The same selections again, for whoever is asked next. */
export function wrap(
  selections: readonly SelectionNode[],
  { conditions = [], on }: { readonly conditions?: readonly Condition[]; readonly on?: string | undefined },
): readonly SelectionNode[] {
  if (selections.length === 0 || (conditions.length === 0 && on === undefined)) return selections;
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
  return [
    {
      kind: Kind.INLINE_FRAGMENT,
      ...(on === undefined
        ? {}
        : { typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: on } } as const }),
      directives: conditions.map(toDirective),
      selectionSet,
    },
  ];
}

function toDirective({ variable, is }: Condition): DirectiveNode {
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  const value = { kind: Kind.VARIABLE, name: name(variable) } as const;
  return {
    kind: Kind.DIRECTIVE,
    name: name(is ? 'include' : 'skip'),
    arguments: [{ kind: Kind.ARGUMENT, name: name('if'), value }],
  };
}

/** An entry as it would be written, with the selection that is left of it. */
export function toNode(entry: Entry, selections: readonly SelectionNode[]): FieldNode {
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  return {
    kind: Kind.FIELD,
    name: name(entry.name),
    ...(entry.key === entry.name ? {} : { alias: name(entry.key) }),
    arguments: entry.args,
    ...(selections.length > 0 ? { selectionSet: { kind: Kind.SELECTION_SET, selections } } : {}),
  };
}
