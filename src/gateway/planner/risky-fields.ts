import {
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { read, select } from './directives.ts';
import { toNamed } from './joins.ts';

/**
 * Fields at which the planner (0.0.38) may end the process: those that `@requires` on a type of several keys (none common
 * to all its subgraphs: see common-key.ts), and those that require such a one. And fields that lead to a type of several
 * keys, one of them of more than one field: joining calls it may go round in a circle (`{ q { k: a b { id } c } }`, but not
 * without the alias). By name, so that it holds for interfaces.
 */
export function findRiskyFields(document: DocumentNode): (query: string) => boolean {
  const risky = new Set<string>();
  const requiring: { readonly name: string; readonly requires: string }[] = [];
  const tangled = findTangledTypes(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const keys = toKeys(definition);
    for (const { name, type, directives } of definition.fields ?? []) {
      if (tangled.has(toNamed(type))) risky.add(name.value);
      for (const join of select(directives, 'join__field')) {
        const requires = read(join, 'requires');
        if (requires === undefined) continue;
        requiring.push({ name: name.value, requires });
        if (keys.size > 1) risky.add(name.value);
      }
    }
  }
  const names = (text: string) => text.match(/\w+/g) ?? [];
  for (let before = -1; before !== risky.size; ) {
    before = risky.size;
    for (const { name, requires } of requiring)
      if (names(requires).some((required) => risky.has(required))) risky.add(name);
  }
  return (query) => risky.size > 0 && names(query).some((name) => risky.has(name));
}

function toKeys({ directives }: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): ReadonlySet<string> {
  return new Set(select(directives, 'join__type').flatMap((join) => read(join, 'key') ?? []));
}

/** Types with several keys, one of more than one field; and the abstract types that they belong to. */
function findTangledTypes(document: DocumentNode): ReadonlySet<string> {
  const tangled = new Set<string>();
  const unions: [string, string[]][] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      unions.push([definition.name.value, (definition.types ?? []).map(({ name }) => name.value)]);
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const keys = toKeys(definition);
    if (keys.size < 2 || ![...keys].some((key) => key.match(/\w+/g)!.length > 1)) continue;
    tangled.add(definition.name.value);
    for (const { name } of definition.interfaces ?? []) tangled.add(name.value);
  }
  for (const [name, members] of unions) if (members.some((member) => tangled.has(member))) tangled.add(name);
  return tangled;
}
