import { graphql } from '../../connectors/graphql/index.ts';
import type { Json, Page } from '../../src/sdk/index.ts';
import { createTestSource, putsOf } from './create-test-ctx.ts';
import type { RestServer } from './rest-server.ts';

export const SDL = `
  scalar Instant
  enum Kind { CAR TRUCK }
  interface Owned { owner: Person }
  type Person { id: ID!, name: String!, phones: [String!]! }
  type Vehicle implements Owned { id: ID!, plate: String, kind: Kind!, seats: Int, mass: Float!, at: Instant!, owner: Person, tags: [String] }
  type PageInfo { hasNextPage: Boolean!, endCursor: String }
  type Edge { node: Vehicle }
  type Vehicles { edges: [Edge!]!, pageInfo: PageInfo! }
  type Query { vehicles(first: Int!, after: String): Vehicles!, vehicle(id: ID!): Vehicle, byIds(ids: [ID!]!): [Vehicle]! }
  type Mutation { sell(id: ID!): Boolean }
`;
export const QUERY = `query ($first: Int!, $after: String) {
  vehicles(first: $first, after: $after) {
    edges { node { ...short seats owner { id name phones } } }
    pageInfo { hasNextPage endCursor }
  }
}
fragment short on Vehicle { id plateNumber: plate kind mass at tags }`;

export const good = { name: 'vehicles', query: QUERY, recordPath: 'vehicles.edges.*.node', key: ['id'] };
export const relay = { pagination: { type: 'relay' }, pageSize: 2 };

export const idsOf = (pages: Page[]) => putsOf(pages).map(({ id }) => id);

export interface Node {
  id: string | null;
  at?: string;
}
/** An answer to QUERY by hand. */
export const answer = (nodes: (Node | null)[], endCursor: string | null = null, errors?: object[]) => ({
  data: {
    vehicles: {
      edges: nodes.map((node) => ({ node })),
      pageInfo: { hasNextPage: endCursor !== null, endCursor },
    },
  },
  ...(errors ? { errors } : {}),
});

/** A source of vehicles at this server, opened as the hub would. */
export const openVehicles = (server: RestServer, dataset: object = {}, more: object = {}) =>
  createTestSource(
    graphql,
    { url: `${server.base}/graphql`, introspection: false, datasets: [{ ...good, ...dataset }], ...more },
    { http: { retries: 0 } },
  );

/** What a server was asked, from the end with a negative number. */
export const bodyOf = (server: RestServer, i: number) =>
  JSON.parse(server.asked.at(i)!.body) as { query: string; variables: Record<string, Json> };
