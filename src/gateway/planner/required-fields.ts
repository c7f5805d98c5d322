import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  visit,
} from 'graphql';
import { parseFieldSet, read, select } from './directives.ts';

/**
 * A field that a subgraph `@requires` is external there. Composers leave that out of the fields of interfaces; the
 * planner would then ask an `@interfaceObject`'s subgraph for the very field it waits for. This writes it in.
 */
export function markRequiredFields(document: DocumentNode): DocumentNode {
  return visit(document, {
    InterfaceTypeDefinition: (definition) => {
      const required = new Map<string, Set<string>>();
      for (const { directives } of definition.fields ?? [])
        for (const join of select(directives, 'join__field'))
          for (const name of topFields(read(join, 'requires')))
            required.set(name, (required.get(name) ?? new Set()).add(read(join, 'graph')!));
      if (required.size === 0) return undefined;
      const graphs = select(definition.directives, 'join__type').map((join) => read(join, 'graph')!);
      const mark = (field: FieldDefinitionNode): FieldDefinitionNode => {
        const external = required.get(field.name.value);
        return external ? { ...field, directives: markJoins(field, [...new Set(graphs)], external) } : field;
      };
      return { ...definition, fields: (definition.fields ?? []).map(mark) };
    },
  });
}

/** A field without a join is in every subgraph of its type. */
function markJoins(
  { directives = [] }: FieldDefinitionNode,
  graphs: readonly string[],
  external: ReadonlySet<string>,
): ConstDirectiveNode[] {
  const joins = select(directives, 'join__field');
  if (joins.length === 0)
    return [...directives, ...graphs.map((graph) => toJoin(graph, external.has(graph)))];
  return directives.map((directive) => {
    const graph = joins.includes(directive) ? read(directive, 'graph') : undefined;
    return graph && external.has(graph) && read(directive, 'external') === undefined
      ? toJoin(graph, true, directive.arguments)
      : directive;
  });
}

function toJoin(
  graph: string,
  isExternal: boolean,
  given: readonly ConstArgumentNode[] = [],
): ConstDirectiveNode {
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  const graphs: ConstArgumentNode[] =
    given.length > 0
      ? [...given]
      : [{ kind: Kind.ARGUMENT, name: name('graph'), value: { kind: Kind.ENUM, value: graph } }];
  const external: ConstArgumentNode[] = isExternal
    ? [{ kind: Kind.ARGUMENT, name: name('external'), value: { kind: Kind.BOOLEAN, value: true } }]
    : [];
  return { kind: Kind.DIRECTIVE, name: name('join__field'), arguments: [...graphs, ...external] };
}

function topFields(requires: string | undefined): string[] {
  if (!requires) return [];
  return parseFieldSet(requires).selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}
