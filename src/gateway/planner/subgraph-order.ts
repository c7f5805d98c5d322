import { type ConstDirectiveNode, type DocumentNode, Kind, visit } from 'graphql';
import { read, select, withArgument } from './directives.ts';

/**
 * The planner works through subgraphs in the order of their names, and finds no way from an interface object to the
 * interface's implementations when the interface's subgraph comes later. It is therefore given names of its own,
 * under which those that define an interface come before those that only know it as an object.
 */
export interface OrderedSupergraph {
  readonly document: DocumentNode;
  /** The real name of a subgraph in a plan. */
  nameOf(alias: string): string;
}

export function orderSubgraphs(document: DocumentNode): OrderedSupergraph {
  const order = sortGraphs(document);
  const width = String(order.length).length;
  const aliases = new Map(order.map((graph, index) => [graph, `s${String(index).padStart(width, '0')}`]));
  const names = new Map<string, string>();
  const aliasOfName = new Map<string, string>();
  visit(document, {
    EnumValueDefinition: ({ name, directives }) => {
      const alias = aliases.get(name.value);
      const [graph] = select(directives, 'join__graph');
      const real = graph && read(graph, 'name');
      if (alias === undefined || real === undefined) return;
      names.set(alias, real);
      if (!aliasOfName.has(real)) aliasOfName.set(real, alias);
    },
  });
  const renamed = visit(document, {
    EnumValueDefinition: (definition) => {
      const alias = aliases.get(definition.name.value);
      if (alias === undefined) return undefined;
      const directives = (definition.directives ?? []).map((directive) =>
        directive.name.value === 'join__graph'
          ? withArgument(directive, 'name', { kind: Kind.STRING, value: alias })
          : directive,
      );
      return { ...definition, directives };
    },
    // `@override` means a subgraph by its name, too.
    Directive: (directive) => {
      const join = directive as ConstDirectiveNode;
      const alias = aliasOfName.get(read(join, 'override') ?? '');
      if (join.name.value !== 'join__field' || alias === undefined) return undefined;
      return withArgument(join, 'override', { kind: Kind.STRING, value: alias });
    },
  });
  return { document: renamed, nameOf: (alias) => names.get(alias) ?? alias };
}

/** Values of `join__Graph`: each after the graphs whose interfaces it knows as objects, as far as there is no circle. */
function sortGraphs(document: DocumentNode): string[] {
  const graphs: string[] = [];
  const before = new Map<string, Set<string>>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph')
      graphs.push(...(definition.values ?? []).map(({ name }) => name.value));
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const joins = (definition.directives ?? []).filter(({ name }) => name.value === 'join__type');
    const isObject = (join: ConstDirectiveNode) => read(join, 'isInterfaceObject') === 'true';
    for (const object of joins.filter(isObject))
      for (const owner of joins.filter((join) => !isObject(join))) {
        const known = before.get(read(object, 'graph')!) ?? new Set();
        before.set(read(object, 'graph')!, known.add(read(owner, 'graph')!));
      }
  }
  const sorted = new Set<string>();
  const entered = new Set<string>();
  const add = (graph: string) => {
    if (entered.has(graph)) return;
    entered.add(graph);
    for (const earlier of before.get(graph) ?? []) add(earlier);
    sorted.add(graph);
  };
  for (const graph of graphs.sort()) add(graph);
  return [...sorted];
}
