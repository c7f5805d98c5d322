import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ogc } from '../../connectors/ogc/index.ts';
import { createLoopbackServer } from '../conformance/loopback-server.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { createWfsServer } from './ogc-wfs-server.ts';

const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../../connectors/ogc/fixtures', name), 'utf8');

const releases: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of releases.splice(0).reverse()) await end();
});

async function open(config: Record<string, unknown>) {
  const source = await createTestSource(ogc, config, { network: ['127.0.0.0/8'], http: { retries: 0 } });
  releases.push(source.stop);
  return source;
}

/** A GeoJSON document on loopback. */
async function openDocument(body: string, dataset: object = {}) {
  const server = await createLoopbackServer((_request, response) => response.writeHead(200).end(body));
  releases.push(() => server.close());
  const datasets = [{ name: 'roads', collection: 'roads.geojson', ...dataset }];
  const source = await open({ protocol: 'geojson', url: server.url, datasets });
  return { ...source, read: () => readPages(source.connector, source.ctx, 'roads') };
}

const LINE = [
  [106.569824454, 21.061670843],
  [106.570789, 21.062118],
];

const expectLine = (geometry: unknown) => {
  const { type, coordinates } = geometry as { type: string; coordinates: number[][] };
  expect(type).toBe('LineString');
  expect(coordinates[0]).toEqual(LINE[0]);
  expect(coordinates[1]![0]).toBeCloseTo(LINE[1]![0]!, 4);
  expect(coordinates[1]![1]).toBeCloseTo(LINE[1]![1]!, 4);
};

describe('documents', () => {
  it('in GeoJSON of 2008 say in what their coordinates are, east first', async () => {
    const pages = await (await openDocument(fixture('roads.geojson'))).read();
    const rows = putsOf(pages);
    expectLine(rows[0]!.geometry);
    expect(rows[0]!.geometryCrs).toBe('EPSG:9210');
    expect(rows[1]).toEqual({
      id: 'road-2',
      name: 'Đường thử 2',
      lanes: null,
      geometry: null,
      geometryCrs: null,
    });
    expect(badsOf(pages).map(({ code }) => code)).toEqual(['key-missing']);
  });

  it('in GML say it geometry by geometry', async () => {
    const server = await createWfsServer({
      members: () => [],
      intercept: (_request, url) =>
        url.searchParams.get('request') === 'GetFeature' ? { body: fixture('roads.gml') } : undefined,
    });
    releases.push(() => server.close());
    const datasets = [{ name: 'roads', collection: 'app:roads', pageSize: 10 }];
    const { connector, ctx } = await open({ protocol: 'wfs', url: server.url, datasets });
    const rows = putsOf(await readPages(connector, ctx, 'roads'));
    expectLine(rows[0]!.geometry);
    expect(rows.map((row) => row.geometryCrs)).toEqual(['EPSG:9210', 'EPSG:4326']);
    expect(rows[1]!.geometry).toEqual({ type: 'Point', coordinates: [106.5698, 21.0617] });
  });

  it.each([
    ['names a system that nobody knows', '"crs":{"properties":{"name":"HN-72"}},"features":[]', 'config'],
    [
      'says its system after the features',
      '"features":[{"type":"Feature","id":1}],"crs":{"properties":{"name":"EPSG:3405"}}',
      'drift',
    ],
    ['ends early', '"features":[{"type":"Feature","id":1', 'transient'],
  ])('one that %s is no success', async (_title, members, kind) => {
    const { connector, ctx } = await openDocument(
      `{"type":"FeatureCollection",${members}${kind === 'transient' ? '' : '}'}`,
      {
        schema: { type: 'object', properties: { id: {} }, required: ['id'] },
      },
    );
    const read = readPages(connector, ctx, 'roads');
    await expect(read).rejects.toMatchObject({ kind });
  });
});

describe('a configuration', () => {
  const one = (protocol: string, dataset: object) =>
    open({
      protocol,
      url: 'http://127.0.0.1:9',
      datasets: [{ name: 'roads', collection: 'roads', ...dataset }],
    });

  it.each([
    ['geojson', { live: { keys: [['id']] } }, /look-ups/],
    ['wfs', { updatedSince: { field: 'changed', via: 'datetime' } }, /via "datetime"/],
    ['features', { crs: 'HN-72' }, /HN-72/],
  ])('for %s with %j is refused when the source is set up', async (protocol, dataset, message) => {
    await expect(one(protocol, dataset)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringMatching(message),
    });
  });
});
