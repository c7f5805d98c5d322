import type { PathSegment } from '../plan-node.ts';
import type { TypeMap } from './type-map.ts';

export type Entity = Record<string, unknown>;

/** Appends every object that a path leads to. */
export type Walker = (root: unknown, found: Entity[]) => void;

/** Compiles a path of the plan into nested calls; nothing is interpreted per request. */
export function compileWalker(path: readonly PathSegment[], types: TypeMap): Walker {
  return path.reduceRight<Walker>(
    (next, segment) => {
      if (segment === '@') return intoList(next);
      if ('Field' in segment) {
        const key = segment.Field;
        return (object, found) => {
          const value = (object as Entity)[key];
          if (value != null) next(value, found);
        };
      }
      return (object, found) => {
        if (isAdmitted(object as Entity, segment.TypeCondition, types)) next(object, found);
      };
    },
    (object, found) => {
      if (typeof object === 'object') found.push(object as Entity);
    },
  );
}

/** One `@` stands for a list and for the lists in it. */
function intoList(next: Walker): Walker {
  const walk: Walker = (value, found) => {
    if (!Array.isArray(value)) next(value, found);
    else for (const item of value) if (item != null) walk(item, found);
  };
  return (value, found) => {
    if (Array.isArray(value)) walk(value, found);
  };
}

export type ResponsePath = readonly (string | number)[];

interface Place {
  readonly value: unknown;
  readonly at: ResponsePath;
}

/** The same walk, in the same order, telling where each object stands. Used only when there are errors to place. */
export function locate(root: unknown, path: readonly PathSegment[], types: TypeMap): ResponsePath[] {
  let places: Place[] = [{ value: root, at: [] }];
  for (const segment of path)
    places = places
      .flatMap((place) => locateNext(place, segment, types))
      .filter(({ value }) => value !== null && value !== undefined);
  return places.filter(({ value }) => typeof value === 'object').map(({ at }) => at);
}

function locateNext({ value, at }: Place, segment: PathSegment, types: TypeMap): Place[] {
  if (segment === '@') return Array.isArray(value) ? locateItems(value, at) : [];
  if ('Field' in segment) return [{ value: (value as Entity)[segment.Field], at: [...at, segment.Field] }];
  return isAdmitted(value as Entity, segment.TypeCondition, types) ? [{ value, at }] : [];
}

function locateItems(list: readonly unknown[], at: ResponsePath): Place[] {
  return list.flatMap((item, index) =>
    Array.isArray(item) ? locateItems(item, [...at, index]) : [{ value: item, at: [...at, index] }],
  );
}

/** An object whose type is not known was asked for one type only: it is admitted. */
function isAdmitted(object: Entity, conditions: readonly string[], types: TypeMap): boolean {
  const { __typename } = object;
  if (typeof __typename !== 'string') return true;
  return conditions.some((condition) => types.admits(condition, __typename));
}
