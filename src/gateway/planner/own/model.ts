import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  parseType,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import type { OverrideChoice } from '../../override.ts';
import { parseFieldSet, read, select, toRoots } from '../directives.ts';
import { readGraphs, toNamed } from '../joins.ts';

/** A field as one subgraph has it. */
export interface FieldHome {
  readonly graph: string;
  /** As the subgraph declares it. */
  readonly type: TypeNode;
  readonly requires: SelectionSetNode | undefined;
  readonly provides: SelectionSetNode | undefined;
  /** Declared there, resolved elsewhere; a field of a key is known wherever the key is. */
  readonly isExternal: boolean;
  /** Of a progressive `@override`: whether this home holds when the label does, or when it does not. */
  readonly override: { readonly label: string; readonly holds: boolean } | undefined;
}

/** A type in one subgraph, and the keys by which an object of it is entered there. */
export interface View {
  readonly graph: string;
  readonly type: string;
  readonly keys: readonly SelectionSetNode[];
}

type Composite = 'object' | 'interface' | 'union';

/** What a supergraph says, read once. Subgraphs by their own names. */
export interface GraphModel {
  readonly roots: ReadonlyMap<string, string>;
  readonly graphs: readonly string[];
  isComposite(type: string): boolean;
  /** Whether objects of this type are of several in the subgraph: false for an interface object. */
  isAbstract(type: string, graph: string): boolean;
  isInterfaceObject(type: string, graph: string): boolean;
  /** The types of objects that a type stands for: in the whole graph, or in one subgraph. */
  possible(type: string, graph?: string): readonly string[];
  /** Whether every object of `type` satisfies `... on condition`. */
  admits(condition: string, type: string): boolean;
  /** The named type of a field. */
  typeOf(type: string, field: string): string | undefined;
  home(type: string, field: string, graph: string): FieldHome | undefined;
  /**
   * Whether the objects of a type say what they are: those of an abstract type do, and those behind a field that has an
   * abstract type anywhere, for whoever asked through an interface takes them for such.
   */
  isTold(type: string, field?: string): boolean;
  /** Where objects of a type can be entered, as themselves or as an interface object. */
  views(type: string): readonly View[];
  readonly labels: readonly string[];
}

interface TypeFacts {
  readonly kind: Composite;
  readonly views: Map<string, { keys: SelectionSetNode[]; isInterfaceObject: boolean }>;
  readonly fields: Map<string, Map<string, FieldHome>>;
  readonly types: ReadonlyMap<string, string>;
  /** Interfaces implemented or, of a union, members; by subgraph. */
  readonly related: Map<string, Set<string>>;
}

export function readModel(document: DocumentNode): GraphModel {
  const names = readGraphs(document);
  const types = new Map<string, TypeFacts>();
  for (const definition of document.definitions)
    if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      definition.kind === Kind.UNION_TYPE_DEFINITION
    )
      types.set(definition.name.value, readType(definition, names));

  const possible = new Map<string, readonly string[]>();
  const findPossible = (name: string, graph: string | undefined): string[] => {
    const facts = types.get(name);
    if (!facts || facts.kind === 'object') return [name];
    const isIn = (related: ReadonlyMap<string, ReadonlySet<string>>, wanted: string) =>
      graph === undefined
        ? [...related.values()].some((set) => set.has(wanted))
        : related.get(graph)?.has(wanted) === true;
    return [...types]
      .filter(([, { kind }]) => kind === 'object')
      .filter(([member, { views, related }]) => {
        if (graph !== undefined && !views.has(graph)) return false;
        return facts.kind === 'union' ? isIn(facts.related, member) : isIn(related, name);
      })
      .map(([member]) => member);
  };
  const abstractFields = new Set(
    [...types.values()].flatMap(({ types: fields }) =>
      [...fields].flatMap(([field, type]) =>
        types.has(type) && types.get(type)!.kind !== 'object' ? field : [],
      ),
    ),
  );
  const model: GraphModel = {
    roots: toRoots(document),
    graphs: [...names.values()],
    isComposite: (type) => types.has(type),
    isAbstract: (type, graph) =>
      types.get(type)?.kind !== 'object' && types.get(type)?.views.get(graph)?.isInterfaceObject !== true,
    isInterfaceObject: (type, graph) => types.get(type)?.views.get(graph)?.isInterfaceObject === true,
    possible: (type, graph) => {
      const at = `${type}/${graph ?? ''}`;
      const known = possible.get(at) ?? findPossible(type, graph);
      possible.set(at, known);
      return known;
    },
    admits: (condition, type) => {
      if (condition === type) return true;
      const admitted = model.possible(condition);
      return model.possible(type).every((member) => admitted.includes(member));
    },
    typeOf: (type, field) => types.get(type)?.types.get(field),
    home: (type, field, graph) => types.get(type)?.fields.get(field)?.get(graph),
    isTold: (type, field) =>
      types.get(type)?.kind !== 'object' || (field !== undefined && abstractFields.has(field)),
    views: (type) => {
      const interfaces = new Set([...(types.get(type)?.related.values() ?? [])].flatMap((set) => [...set]));
      const own = toViews(type, types.get(type), () => true);
      if (types.get(type)?.kind !== 'object') return own;
      const objects = [...interfaces].flatMap((name) =>
        toViews(name, types.get(name), ({ isInterfaceObject }) => isInterfaceObject),
      );
      return [...own, ...objects];
    },
    labels: [],
  };
  const labels = [...types.values()].flatMap(({ fields }) =>
    [...fields.values()].flatMap((homes) =>
      [...homes.values()].flatMap(({ override }) => override?.label ?? []),
    ),
  );
  return { ...model, labels: [...new Set(labels)] };
}

/** Whether a progressively overridden field is at home here, for this request. */
export function holds({ override }: FieldHome, { labels, roll }: OverrideChoice): boolean {
  if (!override) return true;
  const percentage = toPercentage(override.label);
  const isActive = percentage === undefined ? labels.has(override.label) : roll < percentage;
  return isActive === override.holds;
}

/** The n of `percent(n)`. */
export function toPercentage(label: string): number | undefined {
  const written = /^percent\((\d+(?:\.\d+)?)\)$/.exec(label)?.[1];
  return written === undefined ? undefined : Number(written);
}

function toViews(
  type: string,
  facts: TypeFacts | undefined,
  isWanted: (view: { isInterfaceObject: boolean }) => boolean,
): View[] {
  return [...(facts?.views ?? [])].flatMap(([graph, view]) =>
    isWanted(view) ? [{ graph, type, keys: view.keys }] : [],
  );
}

type Definition = Extract<
  DocumentNode['definitions'][number],
  { kind: Kind.OBJECT_TYPE_DEFINITION | Kind.INTERFACE_TYPE_DEFINITION | Kind.UNION_TYPE_DEFINITION }
>;

function readType(definition: Definition, names: ReadonlyMap<string, string>): TypeFacts {
  const graphOf = (join: ConstDirectiveNode) => names.get(read(join, 'graph') ?? '');
  const views: TypeFacts['views'] = new Map();
  const keyWords = new Map<string, Set<string>>();
  for (const join of select(definition.directives, 'join__type')) {
    const graph = graphOf(join);
    if (graph === undefined) continue;
    const view = views.get(graph) ?? { keys: [], isInterfaceObject: false };
    const key = read(join, 'key');
    if (key && read(join, 'resolvable') !== 'false') view.keys.push(parseFieldSet(key));
    view.isInterfaceObject ||= read(join, 'isInterfaceObject') === 'true';
    views.set(graph, view);
    keyWords.set(graph, new Set([...(keyWords.get(graph) ?? []), ...(key?.match(/\w+/g) ?? [])]));
  }
  // The simplest key first: it is the likeliest to be known.
  for (const { keys } of views.values()) keys.sort((one, other) => sizeOf(one) - sizeOf(other));

  const fields: TypeFacts['fields'] = new Map();
  const declared = definition.kind === Kind.UNION_TYPE_DEFINITION ? [] : (definition.fields ?? []);
  for (const { name, type, directives } of declared) {
    const joins = select(directives, 'join__field');
    const homes = new Map<string, FieldHome>();
    const add = (graph: string, join: ConstDirectiveNode | undefined) =>
      homes.set(graph, toHome(graph, type, join, keyWords.get(graph)?.has(name.value) === true));
    if (joins.length === 0) for (const graph of views.keys()) add(graph, undefined);
    for (const join of joins) {
      const graph = graphOf(join);
      if (graph !== undefined) add(graph, join);
    }
    fields.set(name.value, homes);
  }
  return {
    kind: kinds[definition.kind],
    views,
    fields,
    types: new Map(declared.map(({ name, type }) => [name.value, toNamed(type)])),
    related: readRelated(definition, graphOf, views),
  };
}

const kinds = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'object',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
} as const;

function readRelated(
  definition: Definition,
  graphOf: (join: ConstDirectiveNode) => string | undefined,
  views: ReadonlyMap<string, unknown>,
): Map<string, Set<string>> {
  const related = new Map<string, Set<string>>();
  const isUnion = definition.kind === Kind.UNION_TYPE_DEFINITION;
  const add = (graph: string | undefined, name: string | undefined) => {
    if (graph !== undefined && name !== undefined)
      related.set(graph, (related.get(graph) ?? new Set()).add(name));
  };
  const joins = select(definition.directives, isUnion ? 'join__unionMember' : 'join__implements');
  for (const join of joins) add(graphOf(join), read(join, isUnion ? 'member' : 'interface'));
  // Before join v0.3 a union does not say who knows which member: whoever knows the union knows all.
  if (isUnion && joins.length === 0)
    for (const graph of views.keys()) for (const { name } of definition.types ?? []) add(graph, name.value);
  return related;
}

function toHome(
  graph: string,
  declared: TypeNode,
  join: ConstDirectiveNode | undefined,
  isInKey: boolean,
): FieldHome {
  const argument = (name: string) => (join ? read(join, name) : undefined);
  const type = argument('type');
  const requires = argument('requires');
  const provides = argument('provides');
  const label = argument('overrideLabel');
  const isExternal = argument('external') === 'true' || argument('usedOverridden') === 'true';
  return {
    graph,
    type: type ? parseType(type, { noLocation: true }) : declared,
    requires: requires ? parseFieldSet(requires) : undefined,
    provides: provides ? parseFieldSet(provides) : undefined,
    isExternal: isExternal && !isInKey,
    override: label ? { label, holds: argument('override') !== undefined } : undefined,
  };
}

function sizeOf(set: SelectionSetNode): number {
  return JSON.stringify(set).length;
}
