import { buildSchema, graphql as execute } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page, ReadRequest } from '../../src/sdk/index.ts';
import { readPages } from './create-test-ctx.ts';
import { answer, bodyOf, idsOf, openVehicles, relay, SDL } from './graphql-vehicles.ts';
import { type RestServer, startRestServer } from './rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRestServer();
});
afterEach(() => server.close());

const open = (dataset: object = {}, more: object = {}) => openVehicles(server, dataset, more);

describe('graphql: discover', () => {
  const schema = buildSchema(SDL);
  beforeEach(() => {
    server.handle = async ({ body }) => {
      const { query, variables } = JSON.parse(body);
      return execute({ schema, source: query, variableValues: variables });
    };
  });
  const discover = async (dataset: object = {}) => {
    const { connector, ctx } = await open(dataset, { introspection: true });
    return connector.discover(ctx);
  };

  it('makes the JSON Schema of exactly what the query selects', async () => {
    const [dataset] = await discover();
    expect(dataset!.schema).toEqual({
      type: 'object',
      properties: {
        id: { type: 'string' },
        plateNumber: { type: ['string', 'null'] },
        kind: { enum: ['CAR', 'TRUCK'] },
        mass: { type: 'number' },
        at: {},
        tags: { type: ['array', 'null'], items: { type: ['string', 'null'] } },
        seats: { type: ['integer', 'null'] },
        owner: {
          type: ['object', 'null'],
          properties: {
            id: { type: 'string' },
            name: { type: 'string' },
            phones: { type: 'array', items: { type: 'string' } },
          },
          required: ['id', 'name', 'phones'],
        },
      },
      required: ['id', 'kind', 'mass', 'at'],
    });
  });

  it('does not call a field sure that stands under a condition', async () => {
    const query = `query ($full: Boolean!) { byIds(ids: []) { id mass @include(if: $full) ... on Owned { owner { id } } } }`;
    const [dataset] = await discover({ query, recordPath: 'byIds' });
    expect(dataset!.schema.required).toEqual(['id']);
    expect(Object.keys(dataset!.schema.properties as object)).toEqual(['id', 'mass', 'owner']);
  });

  it.each<[string, object, RegExp]>([
    [
      'asks for a field that is not there',
      { query: '{ byIds(ids: []) { id colour } }', recordPath: 'byIds' },
      /colour/,
    ],
    [
      'does not select its key',
      { query: '{ byIds(ids: []) { plate } }', recordPath: 'byIds' },
      /does not select id/,
    ],
    ['selects nothing at its path', { recordPath: 'vehicles.nodes' }, /selects nothing/],
    [
      'has a look-up that does not fit',
      { live: { keys: [{ type: 'alias', field: 'id', selection: 'car(id: $key) { id }' }] } },
      /look-up by id.*car/,
    ],
  ])('refuses a dataset that %s', async (_name, dataset, message) => {
    await expect(discover(dataset)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringMatching(message),
    });
  });

  it('goes on without the schema where the source does not tell it', async () => {
    server.handle = () => ({
      errors: [{ message: 'introspection is off', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    const [dataset] = await discover({ updatedSince: { variable: 'since', field: 'at' } });
    expect(dataset).toMatchObject({
      schema: { type: 'object', properties: { id: {}, at: {} }, required: ['id'] },
      cursor: { fields: ['at'] },
    });
  });

  it('is told when the credential is refused, not mistaken for a source without a schema', async () => {
    server.handle = () => ({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] });
    await expect(discover()).rejects.toMatchObject({ kind: 'auth' });
  });
});

describe('graphql: pages', () => {
  it('follow the connection, and go on from every cursor', async () => {
    server.handle = ({ body }) => {
      const { first, after } = JSON.parse(body).variables as { first: number; after?: string };
      const from = after === undefined ? 0 : Number(after.slice(1));
      const ids = ['a', 'b', 'c', 'd', 'e'].slice(from, from + first);
      return answer(
        ids.map((id) => ({ id })),
        from + first < 5 ? `c${from + first}` : null,
      );
    };
    const { connector, ctx } = await open(relay);
    const whole = await readPages(connector, ctx, 'vehicles');
    expect(whole.map((page) => idsOf([page]))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(bodyOf(server, 1).variables).toEqual({ first: 2, after: 'c2' });
    for (let cut = 1; cut < whole.length; cut++) {
      const rest = await readPages(connector, ctx, 'vehicles', { cursor: whole[cut - 1]!.cursor });
      expect(idsOf(rest)).toEqual(idsOf(whole.slice(cut)));
    }
  });

  it.each<[string, unknown]>([
    ['that name themselves', answer([{ id: 'a' }], 'c1')],
    ['without pageInfo', { data: { vehicles: { edges: [] } } }],
    [
      'that promise another one without a cursor',
      { data: { vehicles: { edges: [], pageInfo: { hasNextPage: true } } } },
    ],
    ['without the list', { data: { vehicles: null } }],
  ])('%s are drift', async (_name, body) => {
    server.handle = () => body;
    const { connector, ctx } = await open(relay);
    await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind: 'drift' });
    expect(server.asked.length).toBeLessThanOrEqual(2);
  });

  it('start again when the source has forgotten the cursor', async () => {
    server.handle = ({ body }) =>
      JSON.parse(body).variables.after === 'old'
        ? { errors: [{ message: 'unknown cursor', extensions: { code: 'BAD_USER_INPUT' } }], data: null }
        : answer([{ id: 'a' }]);
    const { connector, ctx } = await open({ ...relay, complete: true });
    const pages = await readPages(connector, ctx, 'vehicles', { cursor: { next: 'old' } });
    expect(pages).toMatchObject([{ snapshotStart: true, snapshotEnd: true }]);
    expect(idsOf(pages)).toEqual(['a']);
  });
});

describe('graphql: only what changed', () => {
  const updatedSince = { variable: 'filter.since', field: 'at', lookback: 'PT1H', until: 'filter.until' };
  const records = [
    { id: 'a', at: '2026-01-01T00:00:00.000001Z' },
    { id: 'b', at: '2026-01-02T00:00:00.000001Z' },
    { id: 'c', at: '2099-01-01T00:00:00Z' },
  ];

  it('asks from the watermark less the lookback, which a record from the future does not move', async () => {
    server.handle = () => answer(records);
    const { connector, ctx } = await open({ updatedSince, variables: { filter: { kind: 'CAR' } } });
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(pages.at(-1)!.cursor).toMatchObject({ since: '2026-01-02T00:00:00.000001Z' });
    expect(bodyOf(server, 0).variables).toEqual({ filter: { kind: 'CAR' } });
    await readPages(connector, ctx, 'vehicles', { cursor: pages.at(-1)!.cursor });
    expect(bodyOf(server, 1).variables).toEqual({
      filter: { kind: 'CAR', since: '2026-01-01T23:00:00.000Z' },
    });
  });

  it('backfill asks for both ends and brings exactly [from, to)', async () => {
    server.handle = () => answer(records);
    const { connector, ctx } = await open({ updatedSince });
    const [dataset] = await connector.discover(ctx);
    const range = { from: '2026-01-01T00:00:00.000001Z', to: '2026-01-02T00:00:00.000001Z' };
    const request: ReadRequest = { dataset: dataset!, cursor: null, follow: false, pageBytes: 1e6, range };
    const pages: Page[] = [];
    for await (const page of connector.read!(ctx, request)) pages.push(page);
    expect(idsOf(pages)).toEqual(['a']);
    expect(bodyOf(server, 0).variables).toEqual({ filter: { since: range.from, until: range.to } });
  });
});

it.each<[string, object]>([
  ['a mutation', { query: 'mutation { sell(id: 1) }' }],
  ['a subscription', { query: 'subscription { sold }' }],
  ['no GraphQL', { query: 'SELECT 1' }],
  ['two operations without a name', { query: 'query A { a } query B { b }' }],
  [
    'a mutation as a look-up',
    { live: { keys: [{ type: 'list', fields: ['id'], query: 'mutation { a }', recordPath: 'a' }] } },
  ],
  [
    'two fields as one alias',
    { live: { keys: [{ type: 'alias', field: 'id', selection: 'a(i: $key) { id } b { id }' }] } },
  ],
  ['an alias without its key', { live: { keys: [{ type: 'alias', field: 'id', selection: 'a { id }' }] } }],
  [
    'an alias with another variable',
    { live: { keys: [{ type: 'alias', field: 'id', selection: 'a(i: $key, j: $x) { id }' }] } },
  ],
  ['changes that are a whole list', { complete: true, updatedSince: { variable: 'a', field: 'b' } }],
])('graphql: %s is refused before anything is asked', async (_name, dataset) => {
  await expect(open(dataset)).rejects.toMatchObject({ kind: 'config' });
  expect(server.asked).toHaveLength(0);
});
