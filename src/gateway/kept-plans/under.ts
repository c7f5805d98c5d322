import { type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { parseFieldSet, read, select } from '../planner/directives.ts';
import { toNamed } from '../planner/joins.ts';
import type { Composites } from './composites.ts';

/**
 * The types and fields (`T`, `T.f`) that a plan of the operation can depend on. From the roots down: each type met, with
 * its keys, what it may be and what it belongs to; each field, with what it requires and provides. A plan goes from
 * subgraph to subgraph by the keys of what it has met, so nothing else can offer it another way.
 */
export function listUnder(
  operation: string,
  composites: Composites,
  roots: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const under = new Set<string>();
  const walked = new Map<SelectionSetNode, Set<string>>();
  const { definitions } = parse(operation, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  const meet = (name: string): void => {
    const type = composites.types.get(name);
    if (!type || under.has(name)) return;
    under.add(name);
    for (const join of select(type.directives, 'join__type')) walkSet(name, read(join, 'key'));
    for (const kin of kinOf(name, composites)) meet(kin);
  };
  const meetField = (owner: string, name: string): string | undefined => {
    const field = composites.field(owner, name);
    if (!field) return undefined;
    const target = toNamed(field.type);
    const at = `${owner}.${name}`;
    if (under.has(at)) return target;
    under.add(at);
    meet(target);
    for (const join of select(field.directives, 'join__field')) {
      walkSet(owner, read(join, 'requires'));
      walkSet(target, read(join, 'provides'));
    }
    return target;
  };
  const walkSet = (name: string, fields: string | undefined): void => {
    if (fields !== undefined) walk(name, parseFieldSet(fields));
  };
  const walk = (name: string, set: SelectionSetNode): void => {
    meet(name);
    // A fragment may be spread, and a field be had, in many places.
    const before = walked.get(set) ?? new Set();
    if (before.has(name)) return;
    walked.set(set, before.add(name));
    for (const selection of set.selections)
      if (selection.kind === Kind.FIELD) {
        // Wherever an object may have the field from.
        const owners = [name, ...kinOf(name, composites)];
        const targets = new Set(owners.map((owner) => meetField(owner, selection.name.value)));
        for (const target of targets)
          if (target !== undefined && selection.selectionSet) walk(target, selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT)
        walk(selection.typeCondition?.name.value ?? name, selection.selectionSet);
      else {
        const spread = fragments.get(selection.name.value);
        if (spread) walk(spread.typeCondition.name.value, spread.selectionSet);
      }
  };

  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      walk(roots.get(definition.operation) ?? '', definition.selectionSet);
  return under;
}

/** What an object of the type may be, and what those belong to. */
function kinOf(name: string, { membersOf, interfacesOf }: Composites): readonly string[] {
  const members = membersOf(name);
  return [...new Set([...members, ...[name, ...members].flatMap(interfacesOf)])].filter(
    (kin) => kin !== name,
  );
}
