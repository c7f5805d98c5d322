import type { Requirement } from '../plan-node.ts';
import type { Entity } from './path-walker.ts';

/**
 * Names an entity by what is required of it, without making its representation: two objects of one name have equal
 * representations. `undefined`: it takes the representation to tell.
 */
export type EntityNamer = (entity: Entity) => string | undefined;

/** A namer for requirements of the common form, the plain fields of one type. */
export function compileEntityNamer(requirements: readonly Requirement[]): EntityNamer | undefined {
  const [only, ...more] = requirements;
  if (only?.kind !== 'InlineFragment' || more.length > 0 || only.skipIf || only.includeIf) return undefined;
  const { typeCondition, selections } = only;
  const fields: string[] = [];
  for (const selection of selections) {
    if (selection.kind !== 'Field' || selection.selections?.length) return undefined;
    if (selection.name !== '__typename') fields.push(selection.name);
  }
  if (fields.length === selections.length) return undefined;
  const [first, ...rest] = fields;
  if (first === undefined) return undefined;
  return (entity) => {
    if (entity.__typename !== typeCondition) return undefined;
    let name = nameValue(entity[first]);
    for (let index = 0; name !== undefined && index < rest.length; index++) {
      const next = nameValue(entity[rest[index]!]);
      name = next === undefined ? undefined : name + next;
    }
    return name;
  };
}

/** Strings with their length, so that no two lists of values are written the same. */
function nameValue(value: unknown): string | undefined {
  if (typeof value === 'string') return `${value.length}:${value}`;
  return typeof value === 'number' ? `${value};` : undefined;
}
