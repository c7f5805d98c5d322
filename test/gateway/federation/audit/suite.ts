import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { LocalSubgraph } from '../../../../src/gateway/subgraph.ts';
import type { Resolvers } from '../../support/graph.ts';

/** One query and the whole answer to it. Like an audit from outside: `data` deeply equal, `errors` there or not. */
export interface Case {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  readonly errors?: boolean;
  /** Why the other engine's answer is not ours; its answer is then not compared. */
  readonly oracleDiffers?: string;
}

/** A small federated graph, and what a gateway has to answer on it. */
export interface Suite {
  readonly name: string;
  readonly subgraphs: readonly LocalSubgraph[];
  readonly cases: readonly Case[];
}

const DIRECTIVES = [
  '@key',
  '@requires',
  '@external',
  '@provides',
  '@shareable',
  '@override',
  '@inaccessible',
  '@interfaceObject',
  '@extends',
  '@tag',
];

/** A subgraph of Federation 2. */
export function fed2(name: string, typeDefs: string, resolvers: Resolvers = {}): LocalSubgraph {
  const imported = DIRECTIVES.map((directive) => `"${directive}"`).join(' ');
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: [${imported}])`;
  return fed1(name, `${link}\n${typeDefs}`, resolvers);
}

/** A subgraph of Federation 1: no `@link`. */
export function fed1(name: string, sdl: string, resolvers: Resolvers = {}): LocalSubgraph {
  return { name, sdl, schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }) };
}

/** `__resolveReference` by one field. What is not found is null. */
export function byKey<T extends object, K extends keyof T & string>(items: readonly T[], key: K) {
  return (reference: T) => items.find((item) => item[key] === reference[key]) ?? null;
}
