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

/** How a subgraph elsewhere is called. What is not given keeps the default in brackets. */
export interface RemoteSettings {
  /** Where it answers `POST` with `{query, variables}`: http or https. */
  readonly url: string;
  /** Sent with every call. Secrets are put in by whoever builds this, never written in a configuration. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Of one call, in milliseconds, retries included [10,000]. */
  readonly timeoutMs?: number | undefined;
  /** How often a query is asked again after a failure of the network or a 502, 503, 504 [1]. Mutations never are. */
  readonly retries?: number | undefined;
  /** Calls at a time, one connection each [64]. */
  readonly concurrency?: number | undefined;
  /** Calls that may wait for one of them [1,000]. */
  readonly queue?: number | undefined;
  /** Largest answer, in bytes [32 MiB]. */
  readonly maxBytes?: number | undefined;
  /** The subgraph is left alone after `failures` in a row [8] for `restMs` [5,000]; `false` switches this off. */
  readonly breaker?: { readonly failures?: number; readonly restMs?: number } | false | undefined;
  /** PEM: its authority, and our certificate for mutual TLS. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string } | undefined;
  /** How it streams: graphql-transport-ws or SSE (distinct connections) [ws, at `url` with the scheme ws/wss]. */
  readonly subscriptions?: { readonly protocol: 'ws' | 'sse'; readonly url?: string } | undefined;
}

/** How a subgraph that a member runs is called, without what is in it. */
export interface RemoteMember extends RemoteSettings {
  readonly name: string;
}

/** A subgraph that a member runs. */
export interface RemoteSubgraph extends RemoteMember {
  readonly sdl: string;
}

export type Subgraph = LocalSubgraph | RemoteSubgraph;

export function isLocal(subgraph: LocalSubgraph | RemoteMember): subgraph is LocalSubgraph {
  return 'schema' in subgraph;
}
