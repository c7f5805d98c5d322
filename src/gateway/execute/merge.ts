import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import type { Entity } from './path-walker.ts';
import type { TypeMap } from './type-map.ts';

/**
 * Which response keys of an operation hold objects. A JSON scalar is an object too, but belongs to whoever made it:
 * it is replaced, never merged into.
 */
export interface Shape {
  readonly [key: string]: Shape | undefined;
}

/** The shape of each root field of an operation, fragments of all types together. */
export function toShape(document: DocumentNode): Shape {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);

  const add = (selectionSet: SelectionSetNode, shape: Record<string, Shape | undefined>) => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        if (!selection.selectionSet) continue;
        const key = selection.alias?.value ?? selection.name.value;
        const nested = shape[key] ?? Object.create(null);
        shape[key] = nested;
        add(selection.selectionSet, nested);
      } else {
        const nested =
          selection.kind === Kind.INLINE_FRAGMENT
            ? selection.selectionSet
            : fragments.get(selection.name.value);
        if (nested) add(nested, shape);
      }
    }
  };

  const shape: Record<string, Shape | undefined> = Object.create(null);
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) add(definition.selectionSet, shape);
  return shape;
}

export type Merger = (target: Entity, source: Entity) => void;

/** Merges what a fetch answered into an object under way. Objects that only the source has are taken over, not copied. */
export function compileMerge(shape: Shape, types: TypeMap): Merger {
  const mergeObject = (target: Entity, source: Entity, at: Shape) => {
    for (const key in source) {
      const value = source[key];
      const known = target[key];
      if (known === undefined || known === null) target[key] = value;
      else if (value === null || value === undefined) continue;
      else if (key === '__typename' && types.isAbstract(value as string)) continue;
      else if (at[key] && typeof known === 'object' && typeof value === 'object')
        mergeValue(known, value, at[key]);
      else target[key] = value;
    }
  };
  const mergeValue = (known: object, value: object, at: Shape) => {
    if (!Array.isArray(known) || !Array.isArray(value)) {
      mergeObject(known as Entity, value as Entity, at);
      return;
    }
    for (const [index, item] of value.entries()) {
      const present = known[index];
      if (present === undefined || present === null) known[index] = item;
      else if (item !== null && typeof item === 'object') mergeValue(present, item, at);
    }
  };
  return (target, source) => mergeObject(target, source, shape);
}

/** A copy of the objects and lists of a shape; leaves are shared. */
export function copyShape<T>(value: T, shape: Shape): T {
  if (Array.isArray(value)) return value.map((item) => copyShape(item, shape)) as T;
  if (value === null || typeof value !== 'object') return value;
  const copy: Entity = {};
  for (const key in value) {
    const nested = shape[key];
    copy[key] = nested ? copyShape(value[key], nested) : value[key];
  }
  return copy as T;
}
