import type { EntityAlias } from '../plan-node.ts';
import { compileEntityNamer } from './entity-key.ts';
import { type LeftOut, toKeyPath } from './left-out.ts';
import { compileMerge, isFlat, type Shape } from './merge.ts';
import { compileWalker, type Entity } from './path-walker.ts';
import { compileRepresenter, toRepresentationKey } from './representation.ts';
import { compileRewrites } from './rewrite.ts';
import type { Run } from './run.ts';
import type { TypeMap } from './type-map.ts';

/** The objects of one alias, and which representation stands for each (-1: none could be made). */
export interface Gathered {
  readonly targets: readonly Entity[];
  readonly indexes: readonly number[];
  readonly representations: readonly Entity[];
  /** Whether an object stands in several places. */
  readonly repeats: boolean;
}

/** What is known of the whole plan. */
export interface PlanFacts {
  mayShare(alias: EntityAlias): boolean;
  readonly isLeftOut: LeftOut;
}

/** One alias of an entity fetch. */
export interface EntityPart {
  readonly alias: EntityAlias;
  /** Finds the objects that have arrived, and asks for each entity once. */
  gather(run: Run): Gathered;
  /**
   * Merges what came into every place. Returns the indexes of what are no entities, or entities of another type than
   * was asked for.
   */
  spread(gathered: Gathered, entities: readonly unknown[]): Iterable<number>;
}

export function compilePart(
  alias: EntityAlias,
  shape: Shape,
  types: TypeMap,
  { mayShare, isLeftOut }: PlanFacts,
): EntityPart {
  const walkers = alias.paths.map((path) => compileWalker(path, types));
  const bases = alias.paths.map(toKeyPath);
  const represent = compileRepresenter(alias.requires, types, (path, variables) =>
    bases.some((base) => isLeftOut(`${base}.${path}`, variables)),
  );
  const nameOf = compileEntityNamer(alias.requires);
  const rewriteInput = compileRewrites(alias.inputRewrites, types);
  const rewriteOutput = compileRewrites(alias.outputRewrites, types);
  const share = isFlat(shape) || mayShare(alias);
  const { take, copy } = compileMerge(shape, types);

  const gather = (run: Run): Gathered => {
    const targets: Entity[] = [];
    for (const walk of walkers) walk(run.data, targets);
    const representations: Entity[] = [];
    const byIdentity = new Map<Entity, number>();
    const byName = new Map<string, number>();
    const byKey = new Map<string, number>();
    const add = (target: Entity): number => {
      const representation = represent(target, run.variables);
      if (!representation) return -1;
      const key = toRepresentationKey(representation);
      const known = byKey.get(key);
      if (known !== undefined) return known;
      rewriteInput?.(representation);
      byKey.set(key, representations.length);
      return representations.push(representation) - 1;
    };
    const indexOf = (target: Entity): number => {
      const name = nameOf?.(target);
      if (name === undefined) return add(target);
      let index = byName.get(name);
      if (index === undefined) {
        index = add(target);
        byName.set(name, index);
      }
      return index;
    };
    const indexes: number[] = new Array(targets.length);
    for (let position = 0; position < targets.length; position++) {
      const target = targets[position]!;
      let index = byIdentity.get(target);
      if (index === undefined) {
        index = indexOf(target);
        byIdentity.set(target, index);
      }
      indexes[position] = index;
    }
    return { targets, indexes, representations, repeats: byIdentity.size < targets.length };
  };

  const spread: EntityPart['spread'] = ({ targets, indexes, repeats }, entities) => {
    if (rewriteOutput) for (const entity of entities) rewriteOutput(entity);
    const given: boolean[] = new Array(entities.length).fill(false);
    const done = repeats ? new Set<Entity>() : undefined;
    let wrong: Set<number> | undefined;
    for (let position = 0; position < targets.length; position++) {
      const target = targets[position]!;
      const index = indexes[position]!;
      const entity = entities[index];
      if (entity === null || entity === undefined || done?.has(target)) continue;
      if (!isEntityOf(entity, target, types)) {
        wrong ??= new Set();
        wrong.add(index);
        continue;
      }
      done?.add(target);
      if (share || !given[index]) take(target, entity);
      else copy(target, entity);
      given[index] = true;
    }
    return wrong ?? [];
  };

  return { alias, gather, spread };
}

/** Whether an answer can be the object that was asked for: an object, and not of a type that this one is known not to be. */
function isEntityOf(answer: unknown, { __typename: known }: Entity, types: TypeMap): answer is Entity {
  if (typeof answer !== 'object' || Array.isArray(answer)) return false;
  const { __typename: told } = answer as Entity;
  if (told === undefined || told === null || typeof known !== 'string' || told === known) return true;
  return typeof told === 'string' && (types.admits(told, known) || types.admits(known, told));
}
