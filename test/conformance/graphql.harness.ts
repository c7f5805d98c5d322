import path from 'node:path';
import { buildSchema, graphql as execute, GraphQLError } from 'graphql';
import { graphql } from '../../connectors/graphql/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { makeRows } from '../../src/sdk/conformance/rows.ts';
import { startRestServer } from '../connectors/rest-server.ts';
import { freePort } from './loopback-server.ts';

const TOKEN = 'planted-graphql-token-b20e';
const PAGE = 7;

type Stored = FixtureRow & { deleted?: boolean };

const schema = buildSchema(`
  type Road { id: ID!, name: String, changed: String!, deleted: Boolean }
  type Edge { node: Road }
  type PageInfo { hasNextPage: Boolean!, endCursor: String }
  type Roads { edges: [Edge]!, pageInfo: PageInfo! }
  input Filter { changedSince: String, name: String, names: [String!] }
  type Query {
    roads(first: Int!, after: String, filter: Filter): Roads!
    roadList(limit: Int!, offset: Int!): [Road]!
    roadsById(ids: [ID!]!): [Road]!
    road(id: ID!): Road
  }
`);

interface Filter {
  changedSince?: string;
  name?: string;
  names?: string[];
}

const QUERY = `query ($first: Int!, $after: String, $filter: Filter) {
  roads(first: $first, after: $after, filter: $filter) {
    edges { node { ...road } }
    pageInfo { hasNextPage endCursor }
  }
}
fragment road on Road { id name changed deleted }`;

const LIST =
  'query ($limit: Int!, $offset: Int!) { roadList(limit: $limit, offset: $offset) { id name changed } }';

/** A page of a source too large to be kept. */
function generatedPage(count: number, from: number) {
  const nodes = makeRows(Math.min(1_000, count - from), { from });
  const endCursor = String(from + nodes.length);
  return {
    edges: nodes.map((node) => ({ node })),
    pageInfo: { hasNextPage: from + nodes.length < count, endCursor },
  };
}

async function start(dataset: object): Promise<FixtureSource> {
  let rows: (Stored | null)[] = [];
  let failures: { status: number; retryAfter?: number }[] = [];
  let calls = 0;
  let generated = 0;
  // The malformed record of this protocol: the source fails on one of a list.
  const broken = () => {
    throw new GraphQLError('the record cannot be read', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  };
  const readable = (row: Stored | null) => row ?? { id: broken, name: null, changed: broken };
  const rootValue = {
    roads: ({ first, after, filter = {} }: { first: number; after?: string; filter?: Filter }) => {
      if (generated > 0) return generatedPage(generated, Number(after ?? 0));
      const { changedSince, name, names } = filter ?? {};
      const found = rows.filter(
        (row) =>
          row === null ||
          ((!changedSince || row.changed >= changedSince) &&
            (name === undefined || row.name === name) &&
            (!names || names.includes(row.name ?? ''))),
      );
      const from = Number(after ?? 0);
      const isMore = from + first < found.length;
      return {
        edges: found.slice(from, from + first).map((row) => ({ node: readable(row) })),
        pageInfo: { hasNextPage: isMore, endCursor: String(from + first) },
      };
    },
    roadList: ({ limit, offset }: { limit: number; offset: number }) =>
      rows.slice(offset, offset + limit).map(readable),
    roadsById: ({ ids }: { ids: string[] }) => rows.filter((row) => row && ids.includes(row.id)),
    road: ({ id }: { id: string }) => rows.find((row) => row?.id === id) ?? null,
  };

  const server = await startRestServer();
  server.handle = async ({ body, headers }, response) => {
    calls += 1;
    const failure = failures.shift();
    if (failure) {
      const more = failure.retryAfter ? { 'retry-after': String(failure.retryAfter) } : {};
      return response.writeHead(failure.status, more).end() && undefined;
    }
    if (headers.authorization !== `Bearer ${TOKEN}`)
      return { errors: [{ message: 'who are you?', extensions: { code: 'UNAUTHENTICATED' } }] };
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    return execute({ schema, source: query, rootValue, variableValues: variables });
  };

  const settings = (base: string, token: string) => ({
    config: {
      url: `${base}/graphql`,
      auth: { type: 'bearer', token: 'FIXTURE_TOKEN' },
      datasets: [{ name: 'roads', key: ['id'], pageSize: PAGE, ...dataset }],
    },
    secrets: { FIXTURE_TOKEN: token },
  });
  return {
    good: settings(server.base, TOKEN),
    badCredential: settings(server.base, 'planted-wrong-token-0d55'),
    refused: settings(`http://127.0.0.1:${await freePort()}`, TOKEN),
    dataset: 'roads',
    farFuture: { since: '2999-01-01T00:00:00Z' },
    load: async (more) => {
      rows = [...rows, ...more];
    },
    loadAroundMalformed: async (before, after) => {
      rows = [...rows, before, null, after];
    },
    generate: async (count) => {
      generated = count;
    },
    remove: async (id) => {
      if ('complete' in dataset) {
        rows = rows.filter((row) => row?.id !== id);
        return;
      }
      const changed = new Date().toISOString().replace('Z', '001Z');
      rows = rows.map((row) => (row?.id === id ? { ...row, changed, deleted: true } : row));
    },
    failNext: (answers) => {
      failures = [...answers];
    },
    calls: () => calls,
    stop: () => server.close(),
  };
}

const relay = {
  query: QUERY,
  recordPath: 'roads.edges.*.node',
  pagination: { type: 'relay' },
  updatedSince: { variable: 'filter.changedSince', field: 'changed', lookback: 'PT10M' },
  deleted: { field: 'deleted', value: true },
};

const where = [
  { field: 'name', op: 'eq', variable: 'filter.name', exact: true },
  { field: 'name', op: 'in', variable: 'filter.names' },
];

const list = {
  type: 'list',
  fields: ['id'],
  query: 'query ($ids: [ID!]!) { roadsById(ids: $ids) { id name changed } }',
  recordPath: 'roadsById',
  maxKeys: 20,
};

const alias = { type: 'alias', field: 'id', selection: 'road(id: $key) { id name changed }', maxKeys: 20 };

const harness = (dataset: object, { pageBytes = 1 << 20, skips = {} } = {}): ConnectorHarness => ({
  module: graphql,
  folder: path.resolve('connectors/graphql'),
  pageBytes,
  skips,
  start: () => start(dataset),
});

export const graphqlHarnesses: Record<string, ConnectorHarness> = {
  'graphql, connection and look-ups by list': harness({ ...relay, live: { keys: [list], where } }),
  'graphql, connection and look-ups by alias': harness(
    { ...relay, live: { keys: [alias], where } },
    { pageBytes: 300 },
  ),
  'graphql, whole list': harness(
    { query: LIST, recordPath: 'roadList', pagination: { type: 'offset' }, complete: true },
    {
      skips: {
        'read.far-future': 'a whole list has no watermark',
        'read.memory-flat': 'the same pages as a connection, where it is measured',
      },
    },
  ),
};
