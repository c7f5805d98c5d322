import { maySee, type Principal } from '../../../src/access/principal.ts';
import type { LocalSubgraph } from '../../../src/gateway/subgraph.ts';
import { toSubgraph } from './graph.ts';

const DIRECTIVES = `
  directive @access(class: String!) on FIELD_DEFINITION
  directive @cacheControl(maxAge: Int, scope: String) on FIELD_DEFINITION | OBJECT | INTERFACE
`;

interface Context {
  principal: Principal;
  purpose?: string;
  sources?: { noteDataset(dataset: string): void };
}

/** Counts how often resolvers ran, and holds what they show. */
export interface OpenGraph {
  subgraphs: LocalSubgraph[];
  runs: number;
  name: string;
  /** Called while `roads` is being answered. */
  meanwhile: () => void;
}

/** Roads are open; who repairs them is not; some fields look at who asks although they are called open. */
export function createOpenGraph(): OpenGraph {
  const graph: OpenGraph = { subgraphs: [], runs: 0, name: 'QL1', meanwhile: () => {} };
  const roads = (_: unknown, args: { builder?: string }, context: Context) => {
    graph.runs++;
    context.sources?.noteDataset('road');
    const { name } = graph;
    graph.meanwhile();
    // A filter on a field that is not open, as graphql/where.ts judges it.
    if (args.builder && !maySee(context.principal, context.purpose, 'Road', 'personal'))
      throw new Error('denied');
    return { nodes: [{ __typename: 'Road', id: '1', name, builder: 'B' }], totalCount: 1 };
  };
  graph.subgraphs = [
    toSubgraph(
      'roads',
      `${DIRECTIVES}
      type Query {
        roads(builder: String, first: Int, near: Point): Roads @access(class: "open")
        mine: Road @access(class: "open")
        oldest: Road @access(class: "open") @cacheControl(maxAge: 7)
        things: [Thing!] @access(class: "open")
        secret: Road @access(class: "sealed")
        repairs: [Repair!] @access(class: "open")
        failing: Road @access(class: "open")
        shy: Road @access(class: "open") @cacheControl(maxAge: 60, scope: "PRIVATE")
        unsaid: Road
      }
      type Mutation { rename(name: String!): Renamed @access(class: "open") }
      input Point { x: Int y: Int }
      type Renamed { road: Road @access(class: "open") }
      type Roads { nodes: [Road!] @access(class: "open") totalCount: Int @access(class: "open") }
      interface Thing { id: ID! }
      type Road implements Thing @key(fields: "id") @cacheControl(maxAge: 60) {
        id: ID! @access(class: "open")
        name: String @access(class: "open")
        builder: String @access(class: "personal")
      }
      type Repair implements Thing @key(fields: "id") { id: ID! @access(class: "open") }`,
      {
        Query: {
          roads,
          mine: (_: unknown, _args: unknown, { principal }: Context) => ({
            id: '2',
            name: principal.subsystem,
          }),
          oldest: () => ({ id: '0', name: 'QL0' }),
          things: () => [{ __typename: 'Road', id: '1' }],
          repairs: () => [{ id: '9' }],
          failing: () => {
            throw new Error('down');
          },
        },
        Mutation: {
          rename: (_: unknown, { name }: { name: string }) => {
            graph.name = name;
            return { road: { id: '1', name } };
          },
        },
        Road: { __resolveReference: ({ id }: { id: string }) => ({ id, name: graph.name }) },
      },
    ),
    toSubgraph(
      'lengths',
      `${DIRECTIVES}
      type Road @key(fields: "id") {
        id: ID! @access(class: "open")
        length: Int @access(class: "open") @cacheControl(maxAge: 20)
        owner: String @access(class: "internal")
      }`,
      { Road: { length: () => 10, owner: () => 'O' } },
    ),
  ];
  return graph;
}
