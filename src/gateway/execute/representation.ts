import type { Requirement } from '../plan-node.ts';
import type { Entity } from './path-walker.ts';
import type { TypeMap } from './type-map.ts';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Makes the representation of an object for `_entities`, or `undefined` when a field it needs did not arrive (the
 * fetch before it failed): then the subgraph is not asked.
 */
export type Representer = (entity: Entity, variables: Variables) => Entity | undefined;

/** Whether the field at this path below the object is rightly absent under these variables. */
export type IsLeftOut = (path: string, variables: Variables) => boolean;

/** Writes the required fields of `entity` into `target`; false when one is missing. */
type Copy = (entity: Entity, target: Entity, variables: Variables) => boolean;

export function compileRepresenter(
  requirements: readonly Requirement[],
  types: TypeMap,
  isLeftOut: IsLeftOut,
): Representer {
  const copy = compileCopy(requirements, types, isLeftOut, '');
  return (entity, variables) => {
    const representation: Entity = {};
    return copy(entity, representation, variables) && representation.__typename !== undefined
      ? representation
      : undefined;
  };
}

function compileCopy(
  requirements: readonly Requirement[],
  types: TypeMap,
  isLeftOut: IsLeftOut,
  base: string,
): Copy {
  const copies = requirements.map((requirement) => compileRequirement(requirement, types, isLeftOut, base));
  return (entity, target, variables) => {
    for (const copy of copies) if (!copy(entity, target, variables)) return false;
    return true;
  };
}

function compileRequirement(
  requirement: Requirement,
  types: TypeMap,
  isLeftOut: IsLeftOut,
  base: string,
): Copy {
  if (requirement.kind === 'Field') {
    const { name, alias = name, selections } = requirement;
    const path = base ? `${base}.${name}` : name;
    const nested = selections?.length ? compileCopy(selections, types, isLeftOut, path) : undefined;
    return (entity, target, variables) => {
      const value = nested ? copyNested(entity[name], nested, variables) : entity[name];
      if (value === undefined) return isLeftOut(path, variables);
      target[alias] = value;
      return true;
    };
  }
  const { typeCondition, skipIf, includeIf } = requirement;
  // Without its key an object cannot be asked for.
  const mayBeLeftOut: IsLeftOut = (path, variables) =>
    !types.isInKey(typeCondition, path.split('.')[0]!) && isLeftOut(path, variables);
  const copy = compileCopy(requirement.selections, types, mayBeLeftOut, base);
  return (entity, target, variables) => {
    if (skipIf && variables[skipIf] === true) return true;
    if (includeIf && variables[includeIf] !== true) return true;
    const { __typename } = entity;
    if (typeof __typename === 'string' && !types.admits(typeCondition, __typename)) return true;
    return copy(entity, target, variables);
  };
}

function copyNested(value: unknown, copy: Copy, variables: Variables): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (!Array.isArray(value)) {
    const target: Entity = {};
    return copy(value as Entity, target, variables) ? target : undefined;
  }
  const items = value.map((item) => copyNested(item, copy, variables));
  return items.includes(undefined) ? undefined : items;
}

/** A string that two representations share exactly when they are equal (same requirements, so same key order). */
export function toRepresentationKey(value: unknown): string {
  if (typeof value === 'string') return `${value.length}:${value}`;
  if (value === null || typeof value !== 'object') return `${String(value)};`;
  if (Array.isArray(value)) return `[${value.map(toRepresentationKey).join('')}]`;
  let key = '{';
  for (const name in value) key += `${name}=${toRepresentationKey((value as Entity)[name])}`;
  return `${key}}`;
}
