import { Kind, type SelectionSetNode } from 'graphql';
import type { OverrideChoice } from '../../override.ts';
import { toNamed } from '../joins.ts';
import { type FieldHome, type GraphModel, holds, type View } from './model.ts';

/** Where an object is known: its type in that subgraph, and what was given along with it there. */
export interface Position {
  readonly graph: string;
  readonly type: string;
  /** `@provides` of the fields that led here, and the key by which it was entered. */
  readonly provided: readonly SelectionSetNode[];
}

/** A call of `_entities` for an object, and where the fields of its key are to be had: at its position, or on the way. */
export interface Hop {
  readonly view: View;
  readonly key: SelectionSetNode;
  /** By field of the key. Absent: at the position itself. */
  readonly sources: ReadonlyMap<string, Hop>;
}

export interface Routes {
  /** The field where it is resolved without more ado: neither required for, nor external. */
  local(at: Position, field: string): FieldHome | undefined;
  /** Whether a field is at home there for this request. */
  isOpen(home: FieldHome): boolean;
  /** Every view of an object that can be entered from a position, by the fewest calls. */
  from(at: Position): ReadonlyMap<View, Hop>;
}

export function createRoutes(model: GraphModel, choice: OverrideChoice): Routes {
  const known = new Map<string, ReadonlyMap<View, Hop>>();
  const ofPosition = new WeakMap<Position, ReadonlyMap<View, Hop>>();
  const views = new Map<string, readonly View[]>();
  const viewsOf = (type: string): readonly View[] => {
    const found = views.get(type) ?? model.views(type);
    views.set(type, found);
    return found;
  };

  const local = ({ graph, type, provided }: Position, field: string): FieldHome | undefined => {
    const home = model.home(type, field, graph);
    if (!home || !holds(home, choice)) return undefined;
    if (pick(model, provided, type, field).length > 0) return home;
    return home.requires || home.isExternal ? undefined : home;
  };

  /** Whether all of a selection, as of a key, is to be had at a position. */
  const gives = (at: Position, set: SelectionSetNode): boolean =>
    set.selections.every((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return gives(at, selection.selectionSet);
      if (selection.kind !== Kind.FIELD) return false;
      const home = local(at, selection.name.value);
      if (!home) return false;
      return (
        !selection.selectionSet || gives(enter(model, at, selection.name.value, home), selection.selectionSet)
      );
    });

  const find = (at: Position): Map<View, Hop> => {
    const found = new Map<View, Hop>();
    for (let before = -1; before !== found.size; ) {
      before = found.size;
      const reached = [...found.values()];
      for (const view of viewsOf(at.type)) {
        if (found.has(view)) continue;
        const hop = reach(at, view, reached);
        if (hop) found.set(view, hop);
      }
    }
    return found;
  };

  const reach = (at: Position, view: View, reached: readonly Hop[]): Hop | undefined => {
    for (const key of view.keys) {
      const sources = new Map<string, Hop>();
      const isGiven = key.selections.every((selection) => {
        if (selection.kind !== Kind.FIELD) return false;
        const one: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [selection] };
        if (gives(at, one)) return true;
        const source = reached.find((hop) => gives(positionAfter(hop), one));
        if (source) sources.set(selection.name.value, source);
        return source !== undefined;
      });
      if (isGiven) return { view, key, sources };
    }
    return undefined;
  };

  return {
    local,
    isOpen: (home) => holds(home, choice),
    from: (at) => {
      const name = `${at.graph}/${at.type}`;
      const isPlain = at.provided.length === 0;
      const routes = (isPlain ? known.get(name) : ofPosition.get(at)) ?? find(at);
      ofPosition.set(at, routes);
      if (isPlain) known.set(name, routes);
      return routes;
    },
  };
}

/** Where one stands after a call of `_entities`. */
export function positionAfter({ view, key }: Hop): Position {
  return { graph: view.graph, type: view.type, provided: [key] };
}

/** Where a field leads to, in the same subgraph. */
export function enter(model: GraphModel, at: Position, field: string, home: FieldHome): Position {
  const given = pick(model, at.provided, at.type, field).flatMap(({ selectionSet }) => selectionSet ?? []);
  const provided = home.provides ? [...given, home.provides] : given;
  return { graph: at.graph, type: toNamed(home.type), provided };
}

/** How many calls a hop is. */
export function lengthOf(hop: Hop): number {
  return 1 + Math.max(0, ...[...hop.sources.values()].map(lengthOf));
}

/** The fields of one name that selections give for objects of a type. */
function pick(
  model: GraphModel,
  sets: readonly SelectionSetNode[],
  type: string,
  name: string,
): { selectionSet?: SelectionSetNode | undefined }[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
      if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
      const on = selection.typeCondition?.name.value;
      const isMeant = on === undefined || model.admits(on, type);
      return isMeant ? pick(model, [selection.selectionSet], type, name) : [];
    }),
  );
}
