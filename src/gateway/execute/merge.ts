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

/** Takes what a fetch answered into an object under way. */
export type Merger = (target: Entity, source: Entity) => void;

export interface Mergers {
  /** Objects that only the source has are taken over, not copied. */
  readonly take: Merger;
  /** They are copied: the source goes to other places too, where they will differ. */
  readonly copy: Merger;
}

export function compileMerge(shape: Shape, types: TypeMap): Mergers {
  const create = (takeOver: typeof copyShape): Merger => {
    const mergeObject = (target: Entity, source: Entity, at: Shape) => {
      for (const key in source) {
        const value = source[key];
        const known = target[key];
        if (known === undefined || known === null) {
          const nested = at[key];
          target[key] = nested ? takeOver(value, nested) : value;
        } else if (value === null || value === undefined || value === known) continue;
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
        if (present === undefined || present === null) known[index] = takeOver(item, at);
        else if (item !== null && typeof item === 'object') mergeValue(present, item, at);
      }
    };
    return (target, source) => mergeObject(target, source, shape);
  };
  return { take: create((value) => value), copy: create(copyShape) };
}

/** Whether objects of this shape hold no objects of their own: then there is nothing that two of them could share. */
export function isFlat(shape: Shape): boolean {
  for (const _ in shape) return false;
  return true;
}

/** A copy of the objects and lists of a shape; leaves are shared. */
function copyShape<T>(value: T, shape: Shape): T {
  if (Array.isArray(value)) return value.map((item) => copyShape(item, shape)) as T;
  if (value === null || typeof value !== 'object') return value;
  const copy: Entity = {};
  for (const key in value) {
    const nested = shape[key];
    copy[key] = nested ? copyShape(value[key], nested) : value[key];
  }
  return copy as T;
}
