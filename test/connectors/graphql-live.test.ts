import { buildSchema, graphql as execute } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json, LiveQuery } from '../../src/sdk/index.ts';
import { answer, bodyOf, good, openVehicles, QUERY, SDL } from './graphql-vehicles.ts';
import { type RestServer, startRestServer } from './rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRestServer();
});
afterEach(() => server.close());

const open = (dataset: object = {}, more: object = {}) => openVehicles(server, dataset, more);

describe('graphql: look-ups', () => {
  const list = {
    type: 'list',
    fields: ['id'],
    query: 'query ($ids: [ID!]!) { byIds(ids: $ids) { id } }',
    recordPath: 'byIds',
  };
  const alias = { type: 'alias', field: 'id', selection: 'vehicle(id: $key) { id owner { id } }' };

  const openLive = async (key: object, more: object = {}) => {
    const { connector, ctx } = await open({ live: { keys: [key], ...more } });
    const [dataset] = await connector.discover(ctx);
    const ask = (query: Partial<LiveQuery>) =>
      connector.query!(ctx, { dataset: dataset!, select: ['id'], ...query });
    const byId = async (ids: Json[]) => {
      const { rows } = await ask({ keys: { fields: ['id'], values: ids.map((id) => [id]) } });
      return rows.map(({ id }) => id);
    };
    return { ask, byId, maxKeys: dataset!.live!.maxKeys };
  };
  /** What a real server makes of the query it gets: vehicles v0 … v499, each with its id as asked. */
  const serve = () => {
    const schema = buildSchema(SDL);
    const vehicle = ({ id }: { id: string }) => (/^v\d+$/.test(id) ? { id, owner: null } : null);
    const rootValue = { vehicle, byIds: ({ ids }: { ids: string[] }) => ids.map((id) => vehicle({ id })) };
    server.handle = async ({ body }) => {
      const { query, variables } = JSON.parse(body);
      return execute({ schema, source: query, rootValue, variableValues: variables });
    };
  };

  it.each<[string, object]>([
    ['by list', list],
    ['by alias', alias],
  ])('%s: 500 parents are 5 calls, keys twice and unknown are one record and none', async (_name, key) => {
    serve();
    const { byId, maxKeys } = await openLive(key);
    const ids = Array.from({ length: 500 }, (_, i) => `v${i}`);
    const found: unknown[] = [];
    for (let from = 0; from < ids.length; from += maxKeys)
      found.push(...(await byId(ids.slice(from, from + maxKeys))));
    expect(found).toEqual(ids);
    expect(server.asked).toHaveLength(5);
    expect(await byId(['v3', 'nobody', 'v3', 'v1'])).toEqual(['v3', 'v1']);
    expect(server.asked).toHaveLength(6);
    expect(await byId([null])).toEqual([]);
    expect(server.asked).toHaveLength(6);
  });

  it('by alias: the key is a variable, never text in the query', async () => {
    serve();
    const { byId } = await openLive(alias);
    await byId(['v1', 'x") { id } evil: vehicle(id: "v2']);
    const { query, variables } = bodyOf(server, 0);
    expect(query).not.toContain('evil');
    expect(variables).toEqual({ k0: 'v1', k1: 'x") { id } evil: vehicle(id: "v2' });
    expect(query).toMatch(/k0: vehicle\(id: \$k0\)/);
  });

  it('"not found" is an answer, any other error fails the batch: it must not pass for "there is none"', async () => {
    const { byId } = await openLive(alias);
    const error = (code: string) => ({ message: 'x', path: ['k1'], extensions: { code } });
    server.handle = () => ({ data: { k0: { id: 'v0' }, k1: null }, errors: [error('NOT_FOUND')] });
    expect(await byId(['v0', 'v1'])).toEqual(['v0']);
    server.handle = () => ({ data: { k0: { id: 'v0' }, k1: null }, errors: [error('DOWNSTREAM')] });
    await expect(byId(['v0', 'v1'])).rejects.toMatchObject({ kind: 'transient' });
  });

  it('a list that has a further page is refused, not cut off', async () => {
    server.handle = () => answer([{ id: 'v0' }], 'more');
    const { byId } = await openLive({ ...list, query: QUERY, recordPath: good.recordPath });
    await expect(byId(['v0'])).rejects.toMatchObject({ kind: 'unsupported' });
  });

  it('conditions go into variables, and only exact ones are said to be applied', async () => {
    server.handle = () => answer([{ id: 'v0' }]);
    const where = [
      { field: 'plate', op: 'eq', variable: 'filter.plate', exact: true },
      { field: 'seats', op: 'gte', variable: 'filter.seats' },
    ];
    const { ask } = await openLive(list, { where });
    const plate = { field: 'plate', op: 'eq', value: '29A' } as const;
    const seats = { field: 'seats', op: 'gte', value: 5 } as const;
    expect((await ask({ where: plate })).applied).toEqual({ where: true, orderBy: true, limit: true });
    expect(bodyOf(server, 0).variables).toEqual({ filter: { plate: '29A' } });
    expect((await ask({ where: { and: [plate, seats] }, limit: 3 })).applied).toMatchObject({
      where: false,
      limit: false,
    });
    expect(bodyOf(server, 1).variables).toEqual({ filter: { plate: '29A', seats: 5 } });
    expect((await ask({ where: { not: plate } })).applied.where).toBe(false);
    expect(bodyOf(server, 2).variables).toEqual({});
    const like = { field: 'plate', op: 'like', value: 'x' } as const;
    await expect(ask({ where: like })).rejects.toMatchObject({ kind: 'unsupported' });
    expect(server.asked).toHaveLength(3);
  });

  it('more rows than allowed are refused', async () => {
    server.handle = () => answer([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    const { ask } = await openLive(list, { maxRows: 2 });
    await expect(ask({})).rejects.toMatchObject({ kind: 'unsupported' });
  });
});
