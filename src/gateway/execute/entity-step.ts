import { GraphQLError, parse } from 'graphql';
import { Problem } from '../../kernel/problem.ts';
import { SUBGRAPH_BAD_ANSWER } from '../../kernel/problems/subgraph.ts';
import type { SubgraphClient } from '../client.ts';
import type { BatchFetchNode, EntityAlias, FetchNode, PathSegment } from '../plan-node.ts';
import { type LeftOut, toKeyPath } from './left-out.ts';
import { compileMerge, copyShape, type Shape, toShape } from './merge.ts';
import { compileWalker, type Entity, locate, type ResponsePath } from './path-walker.ts';
import { relocateError, toCommonPath } from './relocate.ts';
import { compileRepresenter, toRepresentationKey } from './representation.ts';
import { compileRewrites } from './rewrite.ts';
import { callSubgraph, pickVariables, type Run, type Step } from './run.ts';
import type { TypeMap } from './type-map.ts';

/** A fetch of `_entities`, in one shape for Flatten(Fetch) and for BatchFetch. */
export interface EntityFetch {
  readonly operation: string;
  readonly variableUsages: readonly string[] | undefined;
  readonly aliases: readonly EntityAlias[];
}

export function toEntityFetch(node: BatchFetchNode): EntityFetch {
  const { operation, variableUsages, entityBatch } = node;
  return { operation, variableUsages, aliases: entityBatch.aliases };
}

export function flattenToEntityFetch(path: readonly PathSegment[], node: FetchNode): EntityFetch {
  const { operation, variableUsages, requires = [], inputRewrites = [], outputRewrites = [] } = node;
  const alias = { alias: '_entities', representationsVariableName: 'representations', paths: [path] };
  return { operation, variableUsages, aliases: [{ ...alias, requires, inputRewrites, outputRewrites }] };
}

/** The objects of one alias, and which representation stands for each (-1: none could be made). */
interface Gathered {
  readonly targets: Entity[];
  readonly indexes: number[];
  readonly representations: Entity[];
}

/** What is known of the whole plan. */
export interface PlanFacts {
  mayShare(alias: EntityAlias): boolean;
  readonly isLeftOut: LeftOut;
}

/** Asks one subgraph for more fields of objects that have arrived: each entity once, however often it appears. */
export function compileEntityFetch(
  fetch: EntityFetch,
  client: SubgraphClient,
  types: TypeMap,
  { mayShare, isLeftOut }: PlanFacts,
): Step {
  const shape = toShape(parse(fetch.operation, { noLocation: true }));
  const parts = fetch.aliases.map((alias) =>
    compilePart(alias, shape[alias.alias] ?? {}, types, mayShare(alias), isLeftOut),
  );
  return async (run) => {
    const gathered = parts.map((part) => part.gather(run));
    if (gathered.every(({ representations }) => representations.length === 0)) return;
    const variables = pickVariables(run, fetch.variableUsages);
    // Every list is declared non-null, so an alias without objects still sends [].
    for (const [index, part] of parts.entries())
      variables[part.alias.representationsVariableName] = gathered[index]!.representations;

    const count = gathered.reduce((total, { representations }) => total + representations.length, 0);
    const { data, errors } = await callSubgraph(run, client, { query: fetch.operation }, variables, count);
    const wrong: GraphQLError[] = [];
    for (const [index, part] of parts.entries()) {
      const asked = gathered[index]!;
      if (asked.representations.length === 0) continue;
      const { alias } = part.alias;
      const entities = (data as Entity | null | undefined)?.[alias];
      if (Array.isArray(entities) && entities.length === asked.representations.length)
        wrong.push(...part.spread(asked, entities).map((at) => toWrongEntity(client.name, [alias, at])));
      // Which entity is which is not known any more: none is taken.
      else if (!errors?.length || Array.isArray(entities)) wrong.push(toWrongList(client.name, alias));
    }
    const said = [...(errors ?? []), ...wrong];
    if (said.length > 0) placeErrors(run, client.name, said, parts, gathered, types);
  };
}

type Part = ReturnType<typeof compilePart>;

function compilePart(alias: EntityAlias, shape: Shape, types: TypeMap, share: boolean, isLeftOut: LeftOut) {
  const walkers = alias.paths.map((path) => compileWalker(path, types));
  const bases = alias.paths.map(toKeyPath);
  const represent = compileRepresenter(alias.requires, types, (path, variables) =>
    bases.some((base) => isLeftOut(`${base}.${path}`, variables)),
  );
  const rewriteInput = compileRewrites(alias.inputRewrites, types);
  const rewriteOutput = compileRewrites(alias.outputRewrites, types);
  const merge = compileMerge(shape, types);

  const gather = (run: Run): Gathered => {
    const targets: Entity[] = [];
    for (const walk of walkers) walk(run.data, targets);
    const representations: Entity[] = [];
    const byIdentity = new Map<Entity, number>();
    const byKey = new Map<string, number>();
    const indexOf = (target: Entity): number => {
      const representation = represent(target, run.variables);
      if (!representation) return -1;
      const key = toRepresentationKey(representation);
      const known = byKey.get(key);
      if (known !== undefined) return known;
      rewriteInput?.(representation);
      byKey.set(key, representations.length);
      return representations.push(representation) - 1;
    };
    const indexes = targets.map((target) => {
      const known = byIdentity.get(target);
      if (known !== undefined) return known;
      const index = indexOf(target);
      byIdentity.set(target, index);
      return index;
    });
    return { targets, indexes, representations };
  };

  /** Returns the indexes of what are no entities, or entities of another type than was asked for. */
  const spread = ({ targets, indexes }: Gathered, entities: readonly unknown[]): number[] => {
    if (rewriteOutput) for (const entity of entities) rewriteOutput(entity);
    const given = new Set<number>();
    const done = new Set<Entity>();
    const wrong = new Set<number>();
    for (const [position, target] of targets.entries()) {
      const index = indexes[position]!;
      const entity = entities[index];
      if (entity === null || entity === undefined || done.has(target)) continue;
      if (!isEntityOf(entity, target, types)) {
        wrong.add(index);
        continue;
      }
      done.add(target);
      merge(target, share || !given.has(index) ? entity : copyShape(entity, shape));
      given.add(index);
    }
    return [...wrong];
  };

  return { alias, gather, spread };
}

/** Whether an answer can be the object that was asked for: an object, and not of a type that this one is known not to be. */
function isEntityOf(answer: unknown, { __typename: known }: Entity, types: TypeMap): answer is Entity {
  if (typeof answer !== 'object' || Array.isArray(answer)) return false;
  const { __typename: told } = answer as Entity;
  if (told === undefined || told === null || typeof known !== 'string') return true;
  return typeof told === 'string' && (types.admits(told, known) || types.admits(known, told));
}

function toWrongEntity(subgraph: string, path: readonly (string | number)[]): GraphQLError {
  const originalError = new Problem(SUBGRAPH_BAD_ANSWER, {
    subgraph,
    reason: '_entities holds what is no entity of the type asked for',
  });
  return new GraphQLError(originalError.message, { path, originalError });
}

function toWrongList(subgraph: string, alias: string): GraphQLError {
  const originalError = new Problem(SUBGRAPH_BAD_ANSWER, {
    subgraph,
    reason: '_entities is no list with one item for each representation',
  });
  return new GraphQLError(originalError.message, { path: [alias], originalError });
}

/**
 * `_entities[i].rest` becomes one error for every place where entity i stands. An error about the whole call stands once
 * for each path of the plan, where its objects part.
 */
function placeErrors(
  run: Run,
  subgraph: string,
  errors: readonly GraphQLError[],
  parts: readonly Part[],
  gathered: readonly Gathered[],
  types: TypeMap,
): void {
  const locateOnce = new Map<Part, ResponsePath[][]>();
  const groupsOf = (part: Part): ResponsePath[][] => {
    const groups = locateOnce.get(part) ?? part.alias.paths.map((path) => locate(run.data, path, types));
    locateOnce.set(part, groups);
    return groups;
  };

  for (const error of errors) {
    const [alias, index, ...rest] = error.path ?? [];
    for (const [at, part] of parts.entries()) {
      if (alias !== undefined && part.alias.alias !== alias) continue;
      const groups = groupsOf(part);
      if (typeof index === 'number') {
        for (const [position, place] of groups.flat().entries())
          if (gathered[at]!.indexes[position] === index)
            run.errors.push(relocateError(error, subgraph, [...place, ...rest]));
        continue;
      }
      for (const places of groups)
        if (places.length > 0) run.errors.push(relocateError(error, subgraph, toCommonPath(places)));
    }
  }
}
