import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  buildSchema,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  graphql,
  isObjectType,
  parse,
  printSchema,
  validate,
} from 'graphql';
import type { LocalClientOptions } from '../../../src/gateway/client.ts';
import { createGateway, type Gateway } from '../../../src/gateway/gateway.ts';
import { createQueryPlanner, type QueryPlanner } from '../../../src/gateway/plan.ts';
import type { LocalSubgraph, Subgraph } from '../../../src/gateway/subgraph.ts';

// biome-ignore lint/suspicious/noExplicitAny: resolvers of small test graphs
export type Resolvers = Record<string, Record<string, any>>;

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key" "@requires" "@external" "@provides" "@shareable" "@override" "@interfaceObject" "@inaccessible"
])\n`;

export function toSubgraph(name: string, typeDefs: string, resolvers: Resolvers = {}): LocalSubgraph {
  const sdl = LINK + typeDefs;
  return { name, sdl, schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }) };
}

interface Asked {
  variables?: Record<string, unknown>;
  operationName?: string;
  contextValue?: object;
}

interface Answer {
  result: ExecutionResult;
  /** Names of the subgraphs called, in order. */
  calls: string[];
}

/** A gateway that is asked in one line, and tells which subgraphs it called. */
export interface TestGraph {
  gateway: Gateway;
  ask(query: string, asked?: Asked): Promise<Answer>;
}

export function createTestGraph(
  subgraphs: Subgraph[],
  client: LocalClientOptions = {},
  planner: (supergraphSdl: string) => QueryPlanner = createQueryPlanner,
): TestGraph {
  const gateway = createGateway({ subgraphs, client, planner });
  return {
    gateway,
    ask: async (query, { variables, operationName, contextValue = {} } = {}) => {
      const document = parse(query);
      const invalid = validate(gateway.apiSchema, document);
      if (invalid.length > 0) throw new Error(invalid.map(({ message }) => message).join('\n'));
      const calls: string[] = [];
      const onFetch = (name: string) => void calls.push(name);
      const result = await gateway.execute({ document, variables, operationName, contextValue, onFetch });
      return { result: plain(result), calls };
    },
  };
}

/** As a client sees it. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The same graph without federation: graphql-js over one schema. What the gateway answers is compared with it. */
export function createOracle(
  apiSchema: GraphQLSchema,
  resolvers: Resolvers,
): (query: string, variables?: Record<string, unknown>) => Promise<ExecutionResult> {
  const schema = buildSchema(printSchema(apiSchema));
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`${typeName} is no object type of the API`);
    for (const [fieldName, resolve] of Object.entries(fields)) {
      if (fieldName.startsWith('__')) continue;
      const field = type.getFields()[fieldName];
      if (field) field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return async (source, variableValues) =>
    plain(await graphql({ schema, source, ...(variableValues ? { variableValues } : {}) }));
}
