import type { ArgumentNode, TypeNode } from 'graphql';
import type { PathSegment, Requirement } from '../../plan-node.ts';
import { type Condition, toText } from './selection.ts';

/** A call of a subgraph, as it grows. */
export interface Call {
  readonly id: number;
  readonly graph: string;
  readonly selection: Selection;
  /** All that has to hold for the call to be made. */
  readonly conditions: readonly Condition[];
  /** Calls that have to be answered before. */
  readonly after: ReadonlySet<Call>;
  /** Absent: root fields. */
  readonly entity: EntityPart | undefined;
}

export interface EntityPart {
  readonly path: readonly PathSegment[];
  readonly requires: readonly Requirement[];
  /** The name under which the subgraph knows objects of all types that come by; absent: their own. */
  readonly calledAs: string | undefined;
}

export interface SelectedField {
  readonly key: string;
  readonly name: string;
  readonly args: readonly ArgumentNode[];
  readonly conditions: readonly Condition[];
  readonly type: TypeNode;
  readonly selection: Selection | undefined;
}

/** What is asked of objects of one type in one subgraph. */
export interface Selection {
  readonly type: string;
  /** Asks for `__typename`. */
  tell(): void;
  isTold(): boolean;
  fields(): readonly SelectedField[];
  fragments(): readonly Selection[];
  /** Adds a field, or finds it; `type`: its named type where it has a selection of its own. */
  field(field: Omit<SelectedField, 'selection'>, type: string | undefined): Selection | undefined;
  fragment(on: string): Selection;
}

export function createSelection(type: string): Selection {
  const fields = new Map<string, SelectedField>();
  const fragments = new Map<string, Selection>();
  let isTold = false;
  return {
    type,
    tell: () => {
      isTold = true;
    },
    isTold: () => isTold,
    fields: () => [...fields.values()],
    fragments: () => [...fragments.values()],
    field: (field, named) => {
      const at = `${field.key} ${toText(field.conditions)}`;
      let known = fields.get(at);
      if (!known) {
        known = { ...field, selection: named === undefined ? undefined : createSelection(named) };
        fields.set(at, known);
      }
      return known.selection;
    },
    fragment: (on) => {
      const known = fragments.get(on) ?? createSelection(on);
      fragments.set(on, known);
      return known;
    },
  };
}

/** Asks all of `source` in `target`, too. */
export function addSelection(target: Selection, source: Selection): void {
  if (source.isTold()) target.tell();
  for (const { selection, ...field } of source.fields()) {
    const inner = target.field(field, selection?.type);
    if (inner && selection) addSelection(inner, selection);
  }
  for (const fragment of source.fragments()) addSelection(target.fragment(fragment.type), fragment);
}
