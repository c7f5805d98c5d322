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
  /** Root types have no `__typename` that anybody needs. */
  readonly isRoot: boolean;
  fields(): readonly SelectedField[];
  fragments(): readonly Selection[];
  /** Adds a field, or finds it; `type`: its named type where it has a selection of its own. */
  field(field: Omit<SelectedField, 'selection'>, type: string | undefined): Selection | undefined;
  fragment(on: string): Selection;
}

export function createSelection(type: string, isRoot = false): Selection {
  const fields = new Map<string, SelectedField>();
  const fragments = new Map<string, Selection>();
  return {
    type,
    isRoot,
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
