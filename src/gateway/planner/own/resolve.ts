import type { SelectionNode, SelectionSetNode, TypeNode } from 'graphql';
import { toNamed } from '../joins.ts';
import type { FieldHome, GraphModel } from './model.ts';
import { aliasRequired } from './requirement.ts';
import { enter, type Hop, lengthOf, type Position, positionAfter, type Routes } from './route.ts';
import { type Condition, collect, type Entry, type Fragments, toNode, wrap } from './selection.ts';

/** How what is asked of one object is answered: by the call that has it under way, and by others. */
export interface Resolved {
  readonly at: Position;
  readonly local: readonly Local[];
  readonly jumps: readonly Jump[];
}

/** A field asked in the same call. */
export interface Local {
  readonly entry: Entry;
  readonly type: TypeNode;
  readonly child: readonly Variant[];
}

/** The objects behind a field, by type where there are several. */
export interface Variant {
  readonly on: string | undefined;
  readonly resolved: Resolved;
}

/** Something asked of the same object elsewhere. */
export interface Jump {
  readonly hop: Hop;
  readonly conditions: readonly Condition[];
  /** What the other subgraph `@requires`, and how it is answered first. */
  readonly required: { readonly set: SelectionSetNode; readonly resolved: Resolved } | undefined;
  readonly target: readonly Variant[];
}

/** What could not be resolved from here is left to whoever led here. */
interface Outcome<T> {
  readonly result: T;
  readonly residual: readonly SelectionNode[];
}

export interface Resolver {
  /** The objects of a type at a position; abstract types are unfolded. */
  resolve(at: Position, selections: readonly SelectionNode[]): Outcome<readonly Variant[]>;
}

/** Nobody else is to be asked either: what is too wide here may be endless there. */
export class TooWideError extends Error {
  override readonly name = 'TooWideError';
}

/** Objects looked at for one operation. Whatever clients ask, planning ends. */
const MAX_STEPS = 20_000;

export function createResolver(model: GraphModel, routes: Routes, fragments: Fragments): Resolver {
  /** Fields on whose requirements we are waiting: a circle leads nowhere. */
  const waiting = new Set<string>();
  let steps = 0;

  const resolve: Resolver['resolve'] = (at, selections) => {
    if (!model.isAbstract(at.type, at.graph)) {
      const { result, residual } = resolveObject(at, selections);
      return { result: [{ on: undefined, resolved: result }], residual };
    }
    const { common, rest } = resolveCommon(at, selections);
    const variants: Variant[] = isEmpty(common) ? [] : [{ on: undefined, resolved: common }];
    const left: SelectionNode[] = [];
    if (rest.length > 0)
      for (const on of model.possible(at.type, at.graph)) {
        const { result, residual } = resolveObject({ ...at, type: on }, rest);
        if (!isEmpty(result)) variants.push({ on, resolved: result });
        left.push(...wrap(residual, { on }));
      }
    return { result: variants, residual: left };
  };

  /**
   * What all objects of an abstract type resolve here is asked once for all of them: unfolded level by level, a short
   * query could become an endless one.
   */
  const resolveCommon = (
    at: Position,
    selections: readonly SelectionNode[],
  ): { common: Resolved; rest: readonly SelectionNode[] } => {
    const { entries, rest } = collect(model, fragments, at.type, true, selections);
    const local: Local[] = [];
    const own: SelectionNode[] = [...rest];
    const members = model.possible(at.type, at.graph);
    for (const entry of entries) {
      const home = routes.local(at, entry.name);
      const isCommon = members.every((type) => routes.local({ ...at, type }, entry.name));
      const child = home && isCommon ? resolveChild(at, entry, home) : undefined;
      if (child?.residual.length === 0) local.push({ entry, type: home!.type, child: child.result });
      else own.push(...wrap([toNode(entry, entry.selections)], entry));
    }
    return { common: { at, local, jumps: [] }, rest: own };
  };

  const resolveObject = (
    at: Position,
    selections: readonly SelectionNode[],
    outer: readonly Condition[] = [],
  ): Outcome<Resolved> => {
    if (++steps > MAX_STEPS) throw new TooWideError('the operation branches too widely');
    const isObject = model.isInterfaceObject(at.type, at.graph);
    const { entries, rest } = collect(model, fragments, at.type, isObject, selections, outer);
    const local: Local[] = [];
    const jumps: Jump[] = [];
    const left: SelectionNode[] = [];
    for (const entry of entries) {
      const residual = resolveEntry(at, entry, local, jumps);
      if (residual) left.push(...wrap([residual], entry));
    }
    left.push(...resolveRest(at, rest, jumps));
    return { result: { at, local, jumps }, residual: left };
  };

  /** Adds the ways to a field; returns what of it is left. */
  const resolveEntry = (
    at: Position,
    entry: Entry,
    local: Local[],
    jumps: Jump[],
  ): SelectionNode | undefined => {
    let wanted = entry;
    /** Whether all is resolved now. */
    const take = (child: Outcome<readonly Variant[]>, add: () => void): boolean => {
      const isDone = child.residual.length === 0;
      if (isDone || child.result.some(({ resolved }) => !isEmpty(resolved))) add();
      wanted = { ...entry, selections: child.residual };
      return isDone;
    };
    const home = routes.local(at, entry.name);
    if (home) {
      const child = resolveChild(at, wanted, home);
      if (take(child, () => local.push({ entry, type: home.type, child: child.result }))) return undefined;
    }
    for (const { hop, home: there } of waysTo(at, entry.name)) {
      const required = resolveRequired(at, entry, there, hop);
      if (required === 'never') continue;
      const target = resolveTarget(hop, wanted, there);
      const { conditions } = entry;
      const jump = { hop, conditions, required, target: target.result };
      if (take(target, () => jumps.push(jump))) return undefined;
    }
    return toNode(entry, wanted.selections);
  };

  const resolveChild = (at: Position, { name, selections }: Entry, home: FieldHome) =>
    model.isComposite(toNamed(home.type))
      ? resolve(enter(model, at, name, home), selections)
      : { result: [], residual: [] };

  /** The other subgraphs that resolve a field, those with the shortest ways first. */
  const waysTo = (at: Position, name: string) => {
    const ways = [...routes.from(at)].flatMap(([view, hop]) => {
      const home = routes.local({ ...view, provided: [] }, name) ?? model.home(view.type, name, view.graph);
      if (!home || home.isExternal) return [];
      return routes.isOpen(home) ? [{ hop, home, calls: lengthOf(hop) + (home.requires ? 1 : 0) }] : [];
    });
    return ways.sort((one, other) => one.calls - other.calls);
  };

  const resolveTarget = (hop: Hop, entry: Entry, home: FieldHome): Outcome<readonly Variant[]> => {
    const at = positionAfter(hop);
    if (model.isAbstract(at.type, at.graph)) return resolve(at, [toNode(entry, entry.selections)]);
    const child = resolveChild(at, entry, home);
    const local = [{ entry: { ...entry, conditions: [] }, type: home.type, child: child.result }];
    const isNothing = child.residual.length > 0 && child.result.every(({ resolved }) => isEmpty(resolved));
    const resolved: Resolved = { at, local: isNothing ? [] : local, jumps: [] };
    return { result: [{ on: undefined, resolved }], residual: child.residual };
  };

  const resolveRequired = (
    at: Position,
    entry: Entry,
    { requires }: FieldHome,
    { view }: Hop,
  ): Jump['required'] | 'never' => {
    if (!requires) return undefined;
    const name = `${view.graph}/${at.type}.${entry.name}`;
    if (waiting.has(name)) return 'never';
    waiting.add(name);
    const { selections } = aliasRequired(requires);
    const { result, residual } = resolveObject(at, selections, entry.conditions);
    waiting.delete(name);
    return residual.length > 0 ? 'never' : { set: requires, resolved: result };
  };

  /** Of an interface object: asks who knows the objects' own types. */
  const resolveRest = (
    at: Position,
    rest: readonly SelectionNode[],
    jumps: Jump[],
  ): readonly SelectionNode[] => {
    let left = rest;
    if (left.length === 0) return left;
    for (const [view, hop] of routes.from(at)) {
      if (!model.isAbstract(view.type, view.graph)) continue;
      const target = resolve(positionAfter(hop), left);
      const isSome = target.result.some(({ resolved }) => !isEmpty(resolved));
      if (isSome || target.residual.length === 0)
        jumps.push({ hop, conditions: [], required: undefined, target: target.result });
      left = target.residual;
      if (left.length === 0) break;
    }
    return left;
  };

  return { resolve };
}

function isEmpty({ local, jumps }: Resolved): boolean {
  return local.length === 0 && jumps.length === 0;
}
