import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { parseFieldSet, read, select } from './directives.ts';

/** What the join directives of a supergraph say about one field in one subgraph. */
export interface JoinedField {
  /** Named type, without lists and non-null. */
  readonly type: string;
  /** The subgraph declares the field but does not resolve it. */
  isExternal(subgraph: string): boolean;
  /** What the subgraph resolves of the field's type on this path only (`@provides`). */
  providedBy(subgraph: string): SelectionSetNode | undefined;
}

export interface Joins {
  field(type: string, name: string): JoinedField | undefined;
  /** Whether the subgraph has a key of the type that names the field, at any depth: then it knows it. */
  isInKey(type: string, field: string, subgraph: string): boolean;
}

/** Reads the join directives (join v0.1 to v0.5) once for a graph. */
export function readJoins(document: DocumentNode): Joins {
  const graphs = readGraphs(document);
  const fields = new Map<string, JoinedField>();
  const keys = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const typeName = definition.name.value;
    for (const directive of select(definition.directives, 'join__type')) {
      const at = `${typeName}/${graphs.get(read(directive, 'graph') ?? '')}`;
      keys.set(at, `${keys.get(at) ?? ''} ${read(directive, 'key') ?? ''}`);
    }
    for (const field of definition.fields ?? [])
      fields.set(`${typeName}.${field.name.value}`, toField(graphs, field.type, field.directives));
  }
  return {
    field: (type, name) => fields.get(`${type}.${name}`),
    isInKey: (type, field, subgraph) =>
      (keys.get(`${type}/${subgraph}`) ?? '').split(/[\s{}]+/).includes(field),
  };
}

function toField(
  graphs: ReadonlyMap<string, string>,
  type: TypeNode,
  directives: readonly ConstDirectiveNode[] | undefined,
): JoinedField {
  const external = new Set<string>();
  const provided = new Map<string, SelectionSetNode>();
  for (const directive of select(directives, 'join__field')) {
    const graph = graphs.get(read(directive, 'graph') ?? '');
    if (graph === undefined) continue;
    if (read(directive, 'external') === 'true') external.add(graph);
    const provides = read(directive, 'provides');
    if (provides) provided.set(graph, parseFieldSet(provides));
  }
  return {
    type: toNamed(type),
    isExternal: (subgraph) => external.has(subgraph),
    providedBy: (subgraph) => provided.get(subgraph),
  };
}

/** The subgraphs' names by the values of `join__Graph`. */
export function readGraphs(document: DocumentNode): Map<string, string> {
  const graphs = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives } of definition.values ?? [])
      for (const graph of select(directives, 'join__graph'))
        graphs.set(name.value, read(graph, 'name') ?? name.value);
  }
  return graphs;
}

/** A type without lists and non-null. */
export function toNamed(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : toNamed(type.type);
}
