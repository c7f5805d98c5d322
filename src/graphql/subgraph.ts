import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, isObjectType, parse } from 'graphql';
import {
  buildSchemaSync,
  type ClassType,
  createResolversMap,
  type NonEmptyArray,
  type PubSub,
} from 'type-graphql';
import { classOf, guardSchema } from '../access/guard.ts';
import type { HubContext } from './context.ts';
import { ACCESS_DIRECTIVE } from './field-class.ts';
import type { List } from './list.ts';
import type { Connection } from './list-types.ts';
import { CACHE_DIRECTIVE } from './max-age.ts';

/** Federation features used; composition refuses a directive that is not imported. */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@provides", "@requires", "@override", "@inaccessible", "@interfaceObject", "@tag"])`;

export interface SubgraphSpec {
  /** kebab-case, also the file's name under schema/subgraphs. */
  name: string;
  resolvers: NonEmptyArray<ClassType>;
  /** Types that are reached only through an entity look-up. */
  types?: ClassType[];
  lists?: List[];
  /** Entity type → one entity by its key, or null. Called per representation: batch inside. */
  references: Record<string, (representation: Record<string, string>, context: HubContext) => unknown>;
}

export interface Subgraph {
  name: string;
  sdl: string;
  schema: GraphQLSchema;
}

/** TypeGraphQL builds no subscription without one. Ours bring their own source (changes.ts), so it is never used. */
const unusedPubSub: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => {
    throw new Error(`the subscription to ${topic} names no source`);
  },
};

/** Code-first classes → an executable Federation 2 subgraph, its fields guarded by their classes. */
export function defineSubgraph(spec: SubgraphSpec): () => Subgraph {
  return () => {
    const built = buildSchemaSync({
      resolvers: spec.resolvers,
      orphanedTypes: spec.types ?? [],
      validate: false,
      skipCheck: true,
      pubSub: unusedPubSub,
    });
    const sdl = `${LINK}\n\n${ACCESS_DIRECTIVE}\n\n${CACHE_DIRECTIVE}\n\n${printSchemaWithDirectives(built)}\n`;
    const resolvers = createResolversMap(built) as Record<string, Record<string, unknown>>;
    // Async: a synchronous throw would fail the look-ups of all other entities of the batch too.
    for (const [type, resolve] of Object.entries(spec.references))
      resolvers[type] = {
        ...resolvers[type],
        __resolveReference: async (...given: Parameters<typeof resolve>) => resolve(...given),
      };
    for (const list of spec.lists ?? []) {
      const type = `${list.spec.name}Connection`;
      resolvers[type] = { ...resolvers[type], totalCount: (parent: Connection) => parent.countTotal() };
    }
    const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
    for (const list of spec.lists ?? []) list.bindClasses(toClassLookup(schema, list.spec.name));
    guardSchema(schema);
    return { name: spec.name, sdl, schema };
  };
}

/** A filter on something that is no field of the type is as closed as can be. */
function toClassLookup(schema: GraphQLSchema, typeName: string) {
  const type = schema.getType(typeName);
  const fields = isObjectType(type) ? type.getFields() : {};
  return (field: string) => (fields[field] ? (classOf(fields[field]) ?? 'sealed') : 'sealed');
}
