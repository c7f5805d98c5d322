/**
 * GraphQL Mesh over the owner's JSON API, and over its MariaDB: vehicles with their owners, each found by its key. What the
 * handlers batch by is said as their documentation says it (`keysArg`); MySQL's has no such argument but `where`.
 */
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { getComposedSchemaFromConfig } from '@graphql-mesh/compose-cli';
import { loadJSONSchemaSubgraph } from '@omnigraph/json-schema';
import { loadMySQLSubgraph } from '@omnigraph/mysql';

const text = { type: 'string' };
const list = (title, properties) => ({ type: 'array', items: { type: 'object', title, properties } });
const log = Object.fromEntries(['log', 'debug', 'info', 'warn', 'error'].map((name) => [name, () => {}]));
log.child = () => log;

const vehicles = { type: 'Query', field: 'vehicles', path: '/vehicles', method: 'GET' };
const people = {
  type: 'Query',
  field: 'people',
  path: '/people',
  method: 'GET',
  queryParamArgMap: { id: 'ids' },
  queryStringOptionsByParam: { id: { arrayFormat: 'repeat' } },
  argTypeMap: { ids: { type: 'array', items: text } },
};

/** Composes and starts it; `ask` gives the answer of one query as a client gets it. */
export async function openMesh(kind, { api, database }) {
  const owners = list('Person', { id: text, fullName: text, born: text });
  const parents = list('Vehicle', { id: text, ownerId: text });
  const fromApi = loadJSONSchemaSubgraph('api', {
    endpoint: api,
    operations: [
      { ...vehicles, responseSchema: parents },
      ...(kind === 'rest' ? [{ ...people, responseSchema: owners }] : []),
    ],
  });
  const byKeys = `@resolveTo(sourceName: "api", sourceTypeName: "Query", sourceFieldName: "people", keyField: "ownerId", keysArg: "ids")`;
  const byWhere = `@resolveTo(sourceName: "owner", sourceTypeName: "Query", sourceFieldName: "people", requiredSelectionSet: "{ ownerId }", sourceArgs: { where: { id: "{root.ownerId}" } })`;
  const supergraph = await getComposedSchemaFromConfig(
    {
      subgraphs: [
        { sourceHandler: fromApi },
        ...(kind === 'mysql'
          ? [{ sourceHandler: loadMySQLSubgraph('owner', { endpoint: database, tables: ['people'] }) }]
          : []),
      ],
      additionalTypeDefs: `extend type Vehicle { owner: ${kind === 'mysql' ? '[people]' : 'Person'} ${kind === 'mysql' ? byWhere : byKeys} }`,
    },
    log,
  );
  const gateway = createGatewayRuntime({ supergraph, logging: false });
  return {
    ask: async (query) => {
      const response = await gateway.fetch('http://mesh/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return response.json();
    },
    close: () => gateway[Symbol.asyncDispose](),
  };
}
