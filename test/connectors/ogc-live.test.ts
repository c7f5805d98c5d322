import { afterEach, describe, expect, it } from 'vitest';
import { ogc } from '../../connectors/ogc/index.ts';
import type { LiveQuery, Where } from '../../src/sdk/index.ts';
import { createTestSource } from './create-test-ctx.ts';
import { parseCql2 } from './ogc-cql2.ts';
import { CQL2_CLASSES, createOgcServer, type OgcServerOptions } from './ogc-server.ts';

let release: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of release.reverse()) await end();
  release = [];
});

const features = Array.from({ length: 20 }, (_, n) => ({
  type: 'Feature' as const,
  id: `r${n}`,
  properties: {
    name: n % 5 === 0 ? null : `Phố O'${n}`,
    lanes: n % 4,
    changed: `2026-01-${String(n + 1).padStart(2, '0')}T00:00:00Z`,
  },
  geometry: { type: 'Point', coordinates: [105 + n / 10, 21] },
}));
const queryables = {
  id: { type: 'string', 'x-ogc-role': 'id' },
  name: { type: 'string' },
  lanes: { type: 'integer' },
  changed: { type: 'string', format: 'date-time' },
  geom: { format: 'geometry-point', 'x-ogc-role': 'primary-geometry' },
};

async function open(options: Partial<OgcServerOptions> = {}, live: object = {}) {
  const server = await createOgcServer({
    features: () => features,
    classes: CQL2_CLASSES,
    queryables,
    ...options,
  });
  const source = await createTestSource(
    ogc,
    {
      protocol: 'features',
      url: `${server.url}/api`,
      datasets: [
        {
          name: 'roads',
          collection: 'roads',
          pageSize: 100,
          live: { keys: [['id'], ['name']], maxKeys: 10, ...live },
        },
      ],
    },
    { network: ['127.0.0.0/8'], http: { retries: 0 } },
  );
  release.push(() => server.close(), source.stop);
  const dataset = (await source.connector.discover(source.ctx))[0]!;
  const ask = (query: Partial<LiveQuery>) =>
    source.connector.query!(source.ctx, { dataset, select: ['name'], ...query });
  const ids = async (query: Partial<LiveQuery>) => (await ask(query)).rows.map((row) => row.id);
  return { server, dataset, ask, ids };
}

const leaf = (field: string, op: string, value: unknown) => ({ field, op, value }) as Where;

describe('what is offered', () => {
  it('follows the conformance classes', async () => {
    expect((await open()).dataset.live).toMatchObject({
      ops: ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'isNull', 'like', 'bbox'],
      maxKeys: 10,
    });
    const plain = await open({ classes: [], queryables: {}, extent: true });
    expect(plain.dataset.live).toMatchObject({ ops: ['bbox'], maxKeys: 1 });
    const listed = await open({ classes: [] }, { parameters: ['name'], idsParameter: 'ids', keys: [['id']] });
    expect(listed.dataset.live).toMatchObject({ ops: ['eq', 'bbox'], maxKeys: 10 });
  });
});

describe('keys', () => {
  it('go out in one call as a filter, quotes and all', async () => {
    const { ids, server } = await open();
    const before = server.urls.length;
    expect(
      await ids({ keys: { fields: ['name'], values: [["Phố O'3"], ["Phố O'7"], ['?'], [null]] } }),
    ).toEqual(['r3', 'r7']);
    expect(server.urls.length - before).toBe(1);
  });

  it('go out as a list of ids where the source has a parameter for them', async () => {
    const { ids, server } = await open({ classes: [] }, { keys: [['id']], idsParameter: 'ids' });
    expect(await ids({ keys: { fields: ['id'], values: [['r1'], ['r9'], ['none']] } })).toEqual(['r1', 'r9']);
    expect(server.urls.at(-1)).toContain('ids=r1%2Cr9%2Cnone');
  });

  it('do so also when that parameter is called like a field', async () => {
    const { ids } = await open(
      {
        classes: [],
        intercept: (_request, url) => {
          const asked = url.searchParams.get('id')?.split(',');
          const found = features.filter(({ id }) => asked?.includes(id));
          return asked && { body: JSON.stringify({ type: 'FeatureCollection', features: found }) };
        },
      },
      { keys: [['id']], idsParameter: 'id' },
    );
    expect(await ids({ keys: { fields: ['id'], values: [['r1'], ['r9']] } })).toEqual(['r1', 'r9']);
  });

  it('are not answered by a source that ignores them: nothing that was not asked for comes through', async () => {
    const { ids } = await open({ ignores: ['filter'] });
    expect(await ids({ keys: { fields: ['id'], values: [['r1']] } })).toEqual(['r1']);
  });

  it('that cannot be asked together are refused', async () => {
    const { ask } = await open({ classes: [], queryables: {} }, { keys: [['id']] });
    await expect(ask({ keys: { fields: ['id'], values: [['r1']] } })).rejects.toMatchObject({
      kind: 'unsupported',
    });
  });
});

describe('conditions', () => {
  it.each([
    [leaf('lanes', 'gte', 3), `"lanes" >= 3`],
    [leaf('changed', 'lt', '2026-01-03T00:00:00Z'), `"changed" < TIMESTAMP('2026-01-03T00:00:00Z')`],
    [leaf('name', 'eq', "Phố O'3"), `"name" = 'Phố O''3'`],
    [{ not: leaf('name', 'eq', 'x') }, `("name" <> 'x' OR "name" IS NULL)`],
    [
      { not: { or: [leaf('lanes', 'lt', 1), leaf('name', 'isNull', true)] } },
      `(("lanes" >= 1 OR "lanes" IS NULL) AND "name" IS NOT NULL)`,
    ],
    [leaf('lanes', 'in', [1, 2]), `("lanes" = 1 OR "lanes" = 2)`],
    [leaf('name', 'like', 'Phố%'), `"name" LIKE 'Phố%'`],
  ] as [Where, string][])('%j is asked as %s', async (where, filter) => {
    const { ask, server } = await open();
    expect((await ask({ where })).applied.where).toBe(true);
    expect(new URL(`http://x${server.urls.at(-1)}`).searchParams.get('filter')).toBe(filter);
    expect(() => parseCql2(filter)).not.toThrow();
  });

  it('on the order of text are left to the hub, because every source orders it its own way', async () => {
    const { ask, server } = await open();
    const result = await ask({ where: { and: [leaf('name', 'gt', 'P'), leaf('lanes', 'eq', 1)] }, limit: 2 });
    expect(result.applied).toEqual({ where: false, orderBy: true, limit: false });
    expect(result.rows).toHaveLength(5);
    expect(server.urls.at(-1)).toContain('lanes');
    expect(server.urls.at(-1)).not.toContain('name');
  });

  it('that nothing fulfils cost no call', async () => {
    const { ask, server } = await open();
    const before = server.urls.length;
    for (const where of [{ or: [] }, leaf('name', 'eq', null), leaf('name', 'in', [])] as Where[])
      expect((await ask({ where })).rows).toEqual([]);
    expect(server.urls.length).toBe(before);
  });

  it('become plain parameters without CQL2', async () => {
    const { ask, server } = await open({ classes: [] }, { parameters: ['lanes'] });
    const result = await ask({ where: leaf('lanes', 'eq', 2) });
    expect(result).toMatchObject({ applied: { where: true } });
    expect(result.rows).toHaveLength(5);
    expect(server.urls.at(-1)).toContain('lanes=2');
    await expect(ask({ where: leaf('lanes', 'gt', 2) })).rejects.toMatchObject({ kind: 'unsupported' });
  });
});

describe('bbox', () => {
  const box = leaf('geometry', 'bbox', [105.45, 20, 105.85, 22]);

  it('is asked as the parameter, together with a filter', async () => {
    const { ids, server } = await open();
    expect(await ids({ where: box })).toEqual(['r5', 'r6', 'r7', 'r8']);
    expect(await ids({ where: { and: [box, leaf('lanes', 'eq', 2)] } })).toEqual(['r6']);
    expect(server.urls.at(-1)).toContain('bbox=105.45%2C20%2C105.85%2C22');
  });

  it('holds also at a source that ignores it', async () => {
    const { ids } = await open({ ignores: ['bbox'] });
    expect(await ids({ where: box })).toEqual(['r5', 'r6', 'r7', 'r8']);
  });

  it.each([
    ['on another field', leaf('name', 'bbox', [1, 2, 3, 4])],
    ['of three numbers', leaf('geometry', 'bbox', [1, 2, 3])],
    ['within or', { or: [box, leaf('lanes', 'eq', 1)] }],
    ['negated', { not: box }],
    ['twice', { and: [box, box] }],
  ] as [string, Where][])('%s is refused', async (_title, where) => {
    const { ask } = await open();
    await expect(ask({ where })).rejects.toMatchObject({ kind: 'unsupported' });
  });
});

describe('limits', () => {
  it('are the source’s work only when nothing is left before them', async () => {
    const { ask, server } = await open();
    const limited = await ask({ limit: 3 });
    expect(limited.rows).toHaveLength(3);
    expect(limited.applied).toEqual({ where: true, orderBy: true, limit: true });
    expect(server.urls.at(-1)).toContain('limit=3');
    const sorted = await ask({ limit: 3, orderBy: [['name', 'asc']] });
    expect(sorted.applied).toEqual({ where: true, orderBy: false, limit: false });
    expect(sorted.rows).toHaveLength(20);
  });

  it('of rows are kept: too large an answer is refused, not cut', async () => {
    const { ask } = await open({}, { maxRows: 5 });
    await expect(ask({})).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining('5 rows'),
    });
    expect((await ask({ limit: 5 })).rows).toHaveLength(5);
  });
});
