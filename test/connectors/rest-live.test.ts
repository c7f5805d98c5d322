import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import type { Json, LiveQuery, Where } from '../../src/sdk/index.ts';
import { createTestSource } from './create-test-ctx.ts';
import { type RestServer, startRestServer } from './rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRestServer();
});
afterEach(() => server.close());

const people = Array.from({ length: 500 }, (_, i) => ({ id: `p${i}`, name: `Người ${i % 7}`, extra: i }));
const param = (name: string, i = -1) => server.asked.at(i)!.url.searchParams.get(name);

async function open(live: object, dataset: object = {}) {
  const { connector, ctx } = await createTestSource(rest, {
    baseUrl: server.base,
    datasets: [{ name: 'people', path: 'people', key: ['id'], ...dataset, live }],
  });
  const [described] = await connector.discover(ctx);
  const ask = (query: Partial<LiveQuery>) =>
    connector.query!(ctx, { dataset: described!, select: ['id', 'name'], ...query });
  const byId = (...ids: Json[]) => ask({ keys: { fields: ['id'], values: ids.map((id) => [id]) } });
  return { ask, byId, described: described! };
}
const idsOf = ({ rows }: { rows: Record<string, unknown>[] }) => rows.map(({ id }) => id);

describe('rest look-ups: many keys in one call', () => {
  const find = (ids: readonly unknown[]) => people.filter(({ id }) => ids.includes(id));

  it('500 parents are 5 calls at 100 keys each', async () => {
    server.handle = ({ url }) => find(url.searchParams.get('ids')!.split(','));
    const { byId, described } = await open({ keys: [{ fields: ['id'], maxKeys: 100 }] });
    const { maxKeys } = described.live!;
    const found: unknown[] = [];
    for (let from = 0; from < people.length; from += maxKeys)
      found.push(...idsOf(await byId(...people.slice(from, from + maxKeys).map(({ id }) => id))));
    expect(found).toHaveLength(500);
    expect(server.asked).toHaveLength(5);
  });

  it.each<[string, object, string]>([
    ['comma', { style: 'comma', param: 'id' }, '/people?id=p1%2Cp2'],
    ['repeat', { style: 'repeat', param: 'id' }, '/people?id=p1&id=p2'],
    ['path', { style: 'path', path: 'people/{keys}' }, '/people/p1,p2'],
    ['body', { style: 'body', param: 'filter.ids', path: 'people/search' }, '/people/search'],
  ])('style %s', async (style, key, expected) => {
    server.handle = () => find(['p1', 'p2']);
    const { byId } = await open({ keys: [{ fields: ['id'], ...key }] });
    expect(await byId('p1', 'p2', 'p1')).toEqual({
      rows: [
        { id: 'p1', name: 'Người 1' },
        { id: 'p2', name: 'Người 2' },
      ],
      applied: { where: true, orderBy: true, limit: true },
    });
    const [asked] = server.asked;
    expect(asked!.url.pathname + asked!.url.search).toBe(expected);
    if (style === 'body') expect(JSON.parse(asked!.body)).toEqual({ filter: { ids: ['p1', 'p2'] } });
  });

  it('keys of two fields go into a body, in any order of fields', async () => {
    server.handle = () => [{ id: '1', plate: '29A', kind: 'CAR' }];
    const { ask } = await open({
      keys: [{ fields: ['plate', 'kind'], style: 'body', param: 'keys' }],
    });
    const { rows } = await ask({ keys: { fields: ['kind', 'plate'], values: [['CAR', '29A']] } });
    expect(rows).toMatchObject([{ plate: '29A', kind: 'CAR' }]);
    expect(JSON.parse(server.asked[0]!.body)).toEqual({ keys: [{ plate: '29A', kind: 'CAR' }] });
  });

  it('a route for one record: an object is a record, 404 is none', async () => {
    server.handle = ({ url }, response) =>
      url.pathname === '/people/a%2Fb' ? { id: 'a/b' } : response.writeHead(404).end() && undefined;
    const { byId, described } = await open({
      keys: [{ fields: ['id'], style: 'path', path: 'people/{keys}', maxKeys: 1 }],
    });
    expect(described.live!.maxKeys).toBe(1);
    expect(idsOf(await byId('a/b'))).toEqual(['a/b']);
    expect(idsOf(await byId('none'))).toEqual([]);
  });

  it('nothing is asked for keys that no record can have', async () => {
    const { byId } = await open({ keys: [{ fields: ['id'] }] });
    expect(idsOf(await byId(null, '', {}))).toEqual([]);
    expect(server.asked).toHaveLength(0);
  });

  it('what was not asked for is left out, so a source that ignores the parameter gives no wrong answer', async () => {
    server.handle = () => people.slice(0, 20);
    const { byId } = await open({ keys: [{ fields: ['id'] }] });
    expect(idsOf(await byId('p3'))).toEqual(['p3']);
  });

  it.each<[string, object, Json]>([
    ['a comma in a list by comma', { style: 'comma' }, 'a,b'],
    ['dots in a path', { style: 'path', path: 'people/{keys}' }, '..'],
  ])('%s is refused, not mistaken', async (_name, key, id) => {
    const { byId } = await open({ keys: [{ fields: ['id'], ...key }] });
    await expect(byId(id)).rejects.toMatchObject({ kind: 'unsupported' });
    expect(server.asked).toHaveLength(0);
  });

  it('pages are followed when one key has many records', async () => {
    const children = Array.from({ length: 9 }, (_, i) => ({ id: `c${i}`, parent: 'p1' }));
    server.handle = ({ url }) => {
      const from = Number(url.searchParams.get('offset'));
      return children.slice(from, from + 4);
    };
    const dataset = { pageSize: 4, pagination: { type: 'offset' } };
    const { ask } = await open({ keys: [{ fields: ['parent'] }], maxRows: 9 }, dataset);
    const keys = { fields: ['parent'], values: [['p1']] };
    expect(idsOf(await ask({ keys }))).toHaveLength(9);
    expect(server.asked).toHaveLength(3);
    const small = await open({ keys: [{ fields: ['parent'] }], maxRows: 8 }, dataset);
    await expect(small.ask({ keys })).rejects.toMatchObject({ kind: 'unsupported' });
  });
});

describe('rest look-ups: conditions', () => {
  const keys = [{ fields: ['id'] }];
  const where = [
    { field: 'name', op: 'eq', param: 'name', exact: true },
    { field: 'name', op: 'in', param: 'names', style: 'repeat' },
    { field: 'extra', op: 'gte', param: 'from', exact: true },
    { field: 'place', op: 'bbox', param: 'bbox' },
  ];
  const eq: Where = { field: 'name', op: 'eq', value: 'Người 1' };
  const gte: Where = { field: 'extra', op: 'gte', value: 3 };
  const applied = (where: boolean) => ({ where, orderBy: true, limit: true });

  beforeEach(() => {
    server.handle = () => [];
  });

  it.each<[string, Where, Record<string, string>, boolean]>([
    ['exact ones that all must hold', { and: [eq, gte] }, { name: 'Người 1', from: '3' }, true],
    ['one that is only a first sieve', { field: 'name', op: 'in', value: ['a', 'b'] }, { names: 'a' }, false],
    ['a box', { field: 'place', op: 'bbox', value: [105, 20, 106, 21] }, { bbox: '105,20,106,21' }, false],
    ['one of two', { and: [eq, { field: 'extra', op: 'eq', value: 1 }] }, { name: 'Người 1' }, false],
    ['two on one parameter', { and: [eq, { ...eq, value: 'x' }] }, { name: 'Người 1' }, false],
    ['an or', { or: [eq, gte] }, {}, false],
    ['a not', { not: eq }, {}, false],
    ['a comparison with null', { ...eq, value: null }, {}, false],
    ['an empty list', { field: 'name', op: 'in', value: [] }, {}, false],
  ])('%s', async (_name, condition, expected, isApplied) => {
    const { ask } = await open({ keys, where });
    expect((await ask({ where: condition })).applied).toEqual(applied(isApplied));
    expect(Object.fromEntries([...server.asked[0]!.url.searchParams].toReversed())).toEqual(expected);
  });

  it('an operator that is not declared is refused before anything is asked', async () => {
    const { ask, described } = await open({ keys, where });
    expect(described.live!.ops).toEqual(['eq', 'in', 'gte', 'bbox']);
    await expect(ask({ where: { field: 'name', op: 'like', value: 'x%' } })).rejects.toMatchObject({
      kind: 'unsupported',
    });
    expect(server.asked).toHaveLength(0);
  });

  it('fields that the hub has still to filter and sort by come along', async () => {
    server.handle = () => people.slice(0, 1);
    const { ask } = await open({ keys, where });
    const { rows } = await ask({ select: ['id'], where: { not: gte }, orderBy: [['name', 'asc']] });
    expect(rows).toEqual([{ id: 'p0', name: 'Người 0', extra: 0 }]);
  });

  it('a limit is said only when nothing is left to filter or sort', async () => {
    const sort = { param: 'sort', fields: ['name'] };
    const { ask } = await open({ keys, where, sort, limit: { param: 'limit', max: 50 } });
    const orderBy: LiveQuery['orderBy'] = [['name', 'desc']];
    expect((await ask({ where: eq, orderBy, limit: 10 })).applied).toEqual(applied(true));
    expect([param('sort'), param('limit')]).toEqual(['-name', '10']);
    expect((await ask({ where: { not: eq }, orderBy, limit: 10 })).applied).toEqual({
      where: false,
      orderBy: true,
      limit: false,
    });
    expect(param('limit')).toBe(null);
    expect((await ask({ orderBy: [['extra', 'asc']], limit: 10 })).applied.limit).toBe(false);
    await ask({ limit: 400 });
    expect(param('limit')).toBe('50');
  });
});

it('rest look-ups: records that are gone or make no sense are left out', async () => {
  server.handle = () => [{ id: 'a' }, { id: 'b', gone: true }, 'x', { name: 'no key' }];
  const { ask } = await open({ keys: [{ fields: ['id'] }] }, { deleted: { field: 'gone', value: true } });
  expect(idsOf(await ask({}))).toEqual(['a']);
});

it('rest look-ups: a dataset that is not open for them says so', async () => {
  const { connector, ctx } = await createTestSource(rest, {
    baseUrl: server.base,
    datasets: [{ name: 'people', path: 'people', key: ['id'] }],
  });
  const [dataset] = await connector.discover(ctx);
  await expect(connector.query!(ctx, { dataset: dataset!, select: [] })).rejects.toMatchObject({
    kind: 'unsupported',
  });
});
