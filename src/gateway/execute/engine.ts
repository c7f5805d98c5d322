import { buildASTSchema, buildSchema, type GraphQLSchema, isAbstractType, parse } from 'graphql';
import type { SubgraphClient } from '../client.ts';
import type { Composition } from '../compose.ts';
import type { QueryPlanner } from '../plan.ts';
import { select, toKeyFields } from '../planner/directives.ts';
import type { PlanScope } from './step.ts';
import type { TypeMap } from './type-map.ts';

/** Everything about one graph that executing needs. */
export interface Engine extends PlanScope {
  readonly apiSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  /** Every field name of the graph, hidden ones too: see response-key.ts. */
  readonly fieldNames: ReadonlySet<string>;
}

export function createEngine(
  { supergraphSdl, apiSdl }: Composition,
  clients: readonly SubgraphClient[],
  planner: QueryPlanner,
): Engine {
  const supergraph = buildASTSchema(parse(supergraphSdl, { noLocation: true }), {
    assumeValidSDL: true,
    assumeValid: true,
  });
  return {
    apiSchema: buildSchema(apiSdl, { noLocation: true }),
    planner,
    types: toTypeMap(supergraph),
    fieldNames: toFieldNames(supergraph),
    clients: new Map(clients.map((client) => [client.name, client])),
  };
}

function toTypeMap(supergraph: GraphQLSchema): TypeMap {
  const members = new Map<string, ReadonlySet<string>>();
  const keys = new Map<string, ReadonlySet<string>>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    keys.set(type.name, new Set(select(type.astNode?.directives, 'join__type').flatMap(toKeyFields)));
    if (!isAbstractType(type)) continue;
    members.set(type.name, new Set(supergraph.getPossibleTypes(type).map((member) => member.name)));
  }
  return {
    admits: (condition, typename) => condition === typename || members.get(condition)?.has(typename) === true,
    isAbstract: (typename) => members.has(typename),
    isInKey: (typename, field) => keys.get(typename)?.has(field) === true,
  };
}

function toFieldNames(supergraph: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(supergraph.getTypeMap()))
    if ('getFields' in type) for (const name of Object.keys(type.getFields())) names.add(name);
  return names;
}
