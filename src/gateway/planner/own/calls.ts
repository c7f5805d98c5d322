import { Kind, type SelectionSetNode, type TypeNode } from 'graphql';
import type { PathSegment, Requirement } from '../../plan-node.ts';
import { toNamed } from '../joins.ts';
import { type Call, createSelection, type EntityPart, type Selection } from './call.ts';
import type { GraphModel } from './model.ts';
import { TYPENAME, toRequirements } from './requirement.ts';
import type { Jump, Local, Resolved, Variant } from './resolve.ts';
import type { Hop } from './route.ts';
import { type Condition, joinConditions, toText } from './selection.ts';

/** Where objects under way are being written: by which call, and where they will lie. */
interface Site {
  readonly call: Call;
  readonly selection: Selection;
  readonly path: readonly PathSegment[];
  readonly conditions: readonly Condition[];
  /** What is required of objects is handed on with their types. */
  readonly isRequired?: boolean;
}

export interface Calls {
  /** Root fields of one subgraph, and whatever follows from them. */
  addRoot(graph: string, type: string, local: readonly Local[]): void;
  all(): readonly Call[];
}

/** Turns what has been resolved into calls: equal ones are made once, each after those that it needs. */
export function createCalls(model: GraphModel): Calls {
  const calls = new Map<string, Call>();

  const open = (key: string, given: Omit<Call, 'id'>): Call => {
    const call = calls.get(key) ?? { id: calls.size, ...given };
    calls.set(key, call);
    return call;
  };

  /** Returns the calls after which all of it has arrived. */
  const addVariants = (variants: readonly Variant[], site: Site): Call[] =>
    variants.flatMap(({ on, resolved }) => {
      if (on === undefined) return add(resolved, site);
      const path = [...site.path, { TypeCondition: [on] }];
      return add(resolved, { ...site, selection: site.selection.fragment(on), path });
    });

  const add = ({ local, jumps, at }: Resolved, site: Site): Call[] => [
    site.call,
    ...local.flatMap((asked) => addLocal(asked, site)),
    ...jumps.flatMap((jump) => addJump(jump, at.type, site)),
  ];

  const addLocal = ({ entry, type, child }: Local, site: Site): Call[] => {
    const named = toNamed(type);
    const inner = site.selection.field({ ...entry, type }, model.isComposite(named) ? named : undefined);
    if (!inner) return [];
    if (site.isRequired || model.isTold(named, entry.name)) inner.tell();
    const path = [...site.path, { Field: entry.key }, ...(isList(type) ? (['@'] as const) : [])];
    const conditions = joinConditions(site.conditions, entry.conditions);
    return addVariants(child, { ...site, selection: inner, path, conditions });
  };

  const addJump = ({ hop, conditions, required, target }: Jump, type: string, outer: Site): Call[] => {
    const first = required ? add(required.resolved, { ...outer, isRequired: true }) : [];
    const site = { ...outer, conditions: joinConditions(outer.conditions, conditions) };
    const call = enter(hop, type, site, required && { set: required.set, after: first });
    return [call, ...addVariants(target, { ...site, call, selection: call.selection })];
  };

  /** The call that enters another subgraph, those on the way before it. */
  const enter = (
    { view, key, sources }: Hop,
    type: string,
    site: Site,
    required?: { readonly set: SelectionSetNode; readonly after: readonly Call[] },
  ): Call => {
    const after = new Set(required?.after);
    // A representation says what it is.
    site.selection.tell();
    for (const selection of key.selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const source = sources.get(selection.name.value);
      const call = source ? enter(source, type, site) : site.call;
      after.add(call);
      addKey(source ? call.selection : site.selection, call.graph, {
        kind: Kind.SELECTION_SET,
        selections: [selection],
      });
    }
    const { graph } = view;
    const isNamed = !model.isAbstract(view.type, graph) && !model.isInterfaceObject(view.type, graph);
    const entity = toEntity(isNamed ? undefined : view.type, type, site.path, [
      ...toRequirements(key, true),
      ...(required ? toRequirements(required.set, false) : []),
    ]);
    const { conditions } = site;
    const ids = [...after].map(({ id }) => id).sort();
    const name = JSON.stringify([graph, view.type, entity, toText(conditions), ids]);
    const call = open(name, { graph, selection: createSelection(view.type), conditions, after, entity });
    if (model.isTold(view.type)) call.selection.tell();
    return call;
  };

  /** Fields of a key travel under their own names, whatever else is asked. */
  const addKey = (selection: Selection, graph: string, { selections }: SelectionSetNode): void => {
    for (const field of selections) {
      if (field.kind !== Kind.FIELD) continue;
      const name = field.name.value;
      const type = model.home(selection.type, name, graph)?.type;
      if (!type) continue;
      const inner = selection.field(
        { key: name, name, args: [], conditions: [], type },
        field.selectionSet && toNamed(type),
      );
      if (!inner || !field.selectionSet) continue;
      if (model.isTold(inner.type, name)) inner.tell();
      addKey(inner, graph, field.selectionSet);
    }
  };

  return {
    addRoot: (graph, type, local) => {
      const key = JSON.stringify([graph]);
      const selection = createSelection(type);
      const call = open(key, { graph, selection, conditions: [], after: new Set(), entity: undefined });
      const site = { call, selection: call.selection, path: [], conditions: [] };
      for (const asked of local) addLocal(asked, site);
    },
    all: () => [...calls.values()],
  };
}

function toEntity(
  calledAs: string | undefined,
  type: string,
  path: readonly PathSegment[],
  fields: readonly Requirement[],
): EntityPart {
  const requires: Requirement[] = [
    { kind: 'InlineFragment', typeCondition: type, selections: [TYPENAME, ...fields] },
  ];
  return { path, requires, calledAs };
}

function isList(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isList(type.type);
  return type.kind === Kind.LIST_TYPE;
}
