import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type UnionTypeDefinitionNode,
} from 'graphql';

export type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | UnionTypeDefinitionNode;

/** The types of a supergraph that operations go through. */
export interface Composites {
  readonly types: ReadonlyMap<string, Composite>;
  /** Abstract type → what declares that it belongs to it, sorted. */
  membersOf(name: string): readonly string[];
  interfacesOf(name: string): readonly string[];
  field(type: string, name: string): FieldDefinitionNode | undefined;
}

export function isComposite(definition: DefinitionNode): definition is Composite {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    definition.kind === Kind.UNION_TYPE_DEFINITION
  );
}

export function readComposites(supergraph: DocumentNode): Composites {
  const types = new Map(supergraph.definitions.filter(isComposite).map((type) => [type.name.value, type]));
  const members = new Map<string, string[]>();
  const interfaces = new Map<string, string[]>();
  for (const [name, type] of types) {
    if (type.kind === Kind.UNION_TYPE_DEFINITION) {
      members.set(name, (type.types ?? []).map((member) => member.name.value).sort());
      continue;
    }
    interfaces.set(
      name,
      (type.interfaces ?? []).map((abstract) => abstract.name.value),
    );
    for (const abstract of interfaces.get(name)!)
      members.set(abstract, [...(members.get(abstract) ?? []), name].sort());
  }
  return {
    types,
    membersOf: (name) => members.get(name) ?? [],
    interfacesOf: (name) => interfaces.get(name) ?? [],
    field: (name, field) => {
      const type = types.get(name);
      return type && 'fields' in type ? type.fields?.find((each) => each.name.value === field) : undefined;
    },
  };
}
