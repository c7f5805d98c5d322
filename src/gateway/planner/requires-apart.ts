import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { isJoin, read, select, toKeyFields, toRoots, withArgument } from './directives.ts';

type Entity = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * The supergraph with every subgraph that `@requires` in two halves of one name: one without those fields, one with
 * nothing but them (and what hangs on them). The planner (0.0.38) finds no plan for such a field on an object that its
 * own subgraph has led to after being entered by `_entities`, and ends the process where that subgraph has several
 * keys. Between two subgraphs it plans both; the answer is the same, a call may be added.
 */
export function setRequiresApart(document: DocumentNode): DocumentNode | undefined {
  const graphs = findRequiring(document);
  if (graphs.size === 0) return undefined;
  const roots = new Set(toRoots(document).values());
  const definitions = document.definitions.map((definition) => split(definition, graphs, roots));
  return { ...document, definitions };
}

function split(
  definition: DefinitionNode,
  graphs: ReadonlySet<string>,
  roots: ReadonlySet<string>,
): DefinitionNode {
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph')
    return {
      ...definition,
      values: (definition.values ?? []).flatMap((value) =>
        graphs.has(value.name.value)
          ? [value, { ...value, name: { ...value.name, value: toHalf(value.name.value) } }]
          : [value],
      ),
    };
  if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
    const isRoot = roots.has(definition.name.value);
    const entered = new Map<string, ConstDirectiveNode>();
    for (const join of select(definition.directives, 'join__type')) {
      const graph = read(join, 'graph')!;
      const isKey = isRoot || (read(join, 'key') && read(join, 'resolvable') !== 'false');
      const known = entered.get(graph);
      // The simplest of several.
      if (graphs.has(graph) && isKey && (!known || lengthOf(join) < lengthOf(known)))
        entered.set(graph, join);
    }
    return splitEntity(definition, graphs, entered, isRoot);
  }
  return copyAll(definition, graphs);
}

/** `entered`: the one key by which the half is entered, of each subgraph where there is one. */
function splitEntity(
  definition: Entity,
  graphs: ReadonlySet<string>,
  entered: ReadonlyMap<string, ConstDirectiveNode>,
  isRoot: boolean,
): Entity {
  const own = [...new Set(select(definition.directives, 'join__type').map((join) => read(join, 'graph')!))];
  const others = new Set([...graphs].filter((graph) => !entered.has(graph)));
  const directives = (definition.directives ?? []).flatMap((directive) => {
    const graph = read(directive, 'graph');
    if (!isJoin(directive) || graph === undefined || !graphs.has(graph)) return [directive];
    const isKept =
      directive.name.value !== 'join__type' || others.has(graph) || entered.get(graph) === directive;
    return isKept ? [directive, toHalfJoin(directive)] : [directive];
  });
  const fields = (definition.fields ?? []).map((field): FieldDefinitionNode => {
    const joins = select(field.directives, 'join__field');
    const isImplicit = joins.length === 0 && entered.size > 0;
    const given = isImplicit ? own.map(toFieldJoin) : (field.directives ?? []);
    const split = given.flatMap((directive): ConstDirectiveNode[] => {
      const graph = read(directive, 'graph');
      if (directive.name.value !== 'join__field' || graph === undefined || !graphs.has(graph))
        return [directive];
      const key = entered.get(graph);
      if (!key) return [directive, toHalfJoin(directive)];
      if (read(directive, 'requires') !== undefined) return [toHalfJoin(directive)];
      const isShared =
        !isRoot && (read(directive, 'external') === 'true' || toKeyFields(key).includes(field.name.value));
      return isShared ? [directive, toHalfJoin(directive)] : [directive];
    });
    const kept = isImplicit ? [...(field.directives ?? []), ...split] : split;
    return { ...field, directives: kept };
  });
  return { ...definition, directives, fields };
}

/** Whatever else is joined to a subgraph is joined to its half as well: values, members, input fields. */
function copyAll<T>(node: T, graphs: ReadonlySet<string>): T {
  if (Array.isArray(node))
    return node.flatMap((item) => {
      const graph = item?.kind === Kind.DIRECTIVE ? read(item, 'graph') : undefined;
      return graph !== undefined && graphs.has(graph) ? [item, toHalfJoin(item)] : [copyAll(item, graphs)];
    }) as T;
  if (node === null || typeof node !== 'object') return node;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) copy[key] = copyAll(value, graphs);
  return copy as T;
}

function findRequiring(document: DocumentNode): Set<string> {
  const graphs = new Set<string>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const { directives } of definition.fields ?? [])
        for (const join of select(directives, 'join__field'))
          if (read(join, 'requires') !== undefined) graphs.add(read(join, 'graph')!);
  return graphs;
}

function toHalf(graph: string): string {
  return `${graph}__REQUIRES`;
}

function toHalfJoin(directive: ConstDirectiveNode): ConstDirectiveNode {
  return withArgument(directive, 'graph', { kind: Kind.ENUM, value: toHalf(read(directive, 'graph')!) });
}

function toFieldJoin(graph: string): ConstDirectiveNode {
  const directive: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'join__field' },
  };
  return withArgument(directive, 'graph', { kind: Kind.ENUM, value: graph });
}

function lengthOf(join: ConstDirectiveNode): number {
  return (read(join, 'key') ?? '').length;
}
