import type { GraphQLSchema } from 'graphql';

/** A subgraph in the same process: called directly, no HTTP between. */
export interface LocalSubgraph {
  /** kebab-case; appears in plans, in `extensions.subgraph` and in metrics. */
  readonly name: string;
  /** Its federation SDL, with the `@link` that imports the directives it uses (federation ≤ v2.9). */
  readonly sdl: string;
  /** Executable, with `_entities` (`buildSubgraphSchema` of `@apollo/subgraph`). */
  readonly schema: GraphQLSchema;
}
