import { GraphQLError, parse } from 'graphql';
import { Problem } from '../../kernel/problem.ts';
import { SUBGRAPH_BAD_ANSWER } from '../../kernel/problems/subgraph.ts';
import type { SubgraphClient } from '../client.ts';
import type { BatchFetchNode, EntityAlias, FetchNode, PathSegment } from '../plan-node.ts';
import { compilePart, type EntityPart, type Gathered, type PlanFacts } from './entity-part.ts';
import { toShape } from './merge.ts';
import { type Entity, locate, type ResponsePath } from './path-walker.ts';
import { relocateError, toCommonPath } from './relocate.ts';
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

/** Asks one subgraph for more fields of objects that have arrived: each entity once, however often it appears. */
export function compileEntityFetch(
  fetch: EntityFetch,
  client: SubgraphClient,
  types: TypeMap,
  facts: PlanFacts,
): Step {
  const shape = toShape(parse(fetch.operation, { noLocation: true }));
  const parts = fetch.aliases.map((alias) => compilePart(alias, shape[alias.alias] ?? {}, types, facts));
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
        for (const at of part.spread(asked, entities)) wrong.push(toWrongEntity(client.name, [alias, at]));
      // Which entity is which is not known any more: none is taken.
      else if (!errors?.length || Array.isArray(entities)) wrong.push(toWrongList(client.name, alias));
    }
    const said = [...(errors ?? []), ...wrong];
    if (said.length > 0) placeErrors(run, client.name, said, parts, gathered, types);
  };
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
  parts: readonly EntityPart[],
  gathered: readonly Gathered[],
  types: TypeMap,
): void {
  const locateOnce = new Map<EntityPart, ResponsePath[][]>();
  const groupsOf = (part: EntityPart): ResponsePath[][] => {
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
