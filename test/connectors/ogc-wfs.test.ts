import { afterEach, describe, expect, it } from 'vitest';
import { ogc } from '../../connectors/ogc/index.ts';
import type { Json } from '../../src/sdk/index.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { listOf } from './ogc-source.ts';
import { createWfsServer, type WfsServerOptions } from './ogc-wfs-server.ts';

const releases: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of releases.splice(0).reverse()) await end();
});

async function open(options: WfsServerOptions, dataset: object = {}) {
  const server = await createWfsServer(options);
  const source = await createTestSource(
    ogc,
    {
      protocol: 'wfs',
      url: `${server.url}/wfs?map=roads`,
      datasets: [{ name: 'roads', collection: 'app:roads', pageSize: 3, ...dataset }],
    },
    { network: ['127.0.0.0/8'], http: { retries: 0 } },
  );
  releases.push(() => server.close(), source.stop);
  const read = (cursor: Json | null = null) => readPages(source.connector, source.ctx, 'roads', { cursor });
  return { ...source, server, read };
}

const SRS = 'srsName="urn:ogc:def:crs:EPSG::4326"';
const member = (n: number, geometry: string, rest = '') =>
  `<app:roads gml:id="roads.${n}"><gml:boundedBy><gml:Envelope/></gml:boundedBy><app:name>Phố ${n}</app:name>${rest}<app:geom>${geometry}</app:geom></app:roads>`;
const pointGml = `<gml:Point ${SRS}><gml:pos>21 106</gml:pos></gml:Point>`;
const simple = (count: number) => Array.from({ length: count }, (_, n) => member(n, pointGml));

const RING = '<gml:LinearRing><gml:posList>21 106 21 106.1 21.1 106.1 21 106</gml:posList></gml:LinearRing>';
const HOLE =
  '<gml:LinearRing><gml:posList>21.01 106.05 21.01 106.06 21.02 106.06 21.01 106.05</gml:posList></gml:LinearRing>';
const ring = [
  [106, 21],
  [106.1, 21],
  [106.1, 21.1],
  [106, 21],
];
const hole = [
  [106.05, 21.01],
  [106.06, 21.01],
  [106.06, 21.02],
  [106.05, 21.01],
];
const line = [
  [106, 21],
  [106.1, 21.1],
  [106.2, 21.2],
];
const segment = (list: string) =>
  `<gml:LineStringSegment><gml:posList>${list}</gml:posList></gml:LineStringSegment>`;

describe('GML 3.2 geometry', () => {
  it.each([
    ['Point', pointGml, 'Point', [106, 21]],
    [
      'pos with height',
      `<gml:Point ${SRS} srsDimension="3"><gml:pos>21 106 7</gml:pos></gml:Point>`,
      'Point',
      [106, 21, 7],
    ],
    [
      'short srsName: east first',
      '<gml:Point srsName="EPSG:4326"><gml:pos>106 21</gml:pos></gml:Point>',
      'Point',
      [106, 21],
    ],
    [
      'LineString of pos',
      `<gml:LineString ${SRS}><gml:pos>21 106</gml:pos><gml:pos>21.1 106.1</gml:pos><gml:pos>21.2 106.2</gml:pos></gml:LineString>`,
      'LineString',
      line,
    ],
    [
      'posList in three dimensions',
      `<gml:LineString ${SRS}><gml:posList srsDimension="3">21 106 1 21.1 106.1 2</gml:posList></gml:LineString>`,
      'LineString',
      [
        [106, 21, 1],
        [106.1, 21.1, 2],
      ],
    ],
    [
      'Curve: segments joined',
      `<gml:Curve ${SRS}><gml:segments>${segment('21 106 21.1 106.1')}${segment('21.1 106.1 21.2 106.2')}</gml:segments></gml:Curve>`,
      'LineString',
      line,
    ],
    [
      'Polygon with a hole',
      `<gml:Polygon ${SRS}><gml:exterior>${RING}</gml:exterior><gml:interior>${HOLE}</gml:interior></gml:Polygon>`,
      'Polygon',
      [ring, hole],
    ],
    [
      'Surface',
      `<gml:Surface ${SRS}><gml:patches><gml:PolygonPatch><gml:exterior>${RING}</gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>`,
      'Polygon',
      [ring],
    ],
    [
      'MultiSurface',
      `<gml:MultiSurface ${SRS}><gml:surfaceMember><gml:Polygon><gml:exterior>${RING}</gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior>${RING}</gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>`,
      'MultiPolygon',
      [[ring], [ring]],
    ],
    [
      'MultiCurve',
      `<gml:MultiCurve ${SRS}><gml:curveMembers><gml:LineString><gml:posList>21 106 21.1 106.1 21.2 106.2</gml:posList></gml:LineString></gml:curveMembers></gml:MultiCurve>`,
      'MultiLineString',
      [line],
    ],
    [
      'MultiPoint',
      `<gml:MultiPoint ${SRS}><gml:pointMember><gml:Point><gml:pos>21 106</gml:pos></gml:Point></gml:pointMember></gml:MultiPoint>`,
      'MultiPoint',
      [[106, 21]],
    ],
    [
      'VN-2000',
      '<gml:Point srsName="urn:ogc:def:crs:EPSG::3405"><gml:pos>587000 2325000</gml:pos></gml:Point>',
      'Point',
      [105.839104106, 21.022726497],
    ],
    [
      'no srsName: the type’s own system',
      '<gml:Point><gml:pos>21 106</gml:pos></gml:Point>',
      'Point',
      [106, 21],
    ],
  ])('%s', async (_title, gml, type, coordinates) => {
    const pages = await (await open({ members: () => [member(1, gml)] })).read();
    expect(badsOf(pages)).toEqual([]);
    expect(putsOf(pages)[0]!.geometry).toEqual({ type, coordinates });
  });

  it.each([
    [
      'an arc',
      `<gml:Curve ${SRS}><gml:segments><gml:Arc><gml:posList>1 2 3 4 5 6</gml:posList></gml:Arc></gml:segments></gml:Curve>`,
      'geometry-unsupported',
    ],
    ['a solid', `<gml:Solid ${SRS}><gml:exterior/></gml:Solid>`, 'geometry-unsupported'],
    [
      'an odd number of numbers',
      `<gml:LineString ${SRS}><gml:posList>21 106 21</gml:posList></gml:LineString>`,
      'geometry-broken',
    ],
    ['words', `<gml:Point ${SRS}><gml:pos>east north</gml:pos></gml:Point>`, 'geometry-broken'],
    [
      'an open ring',
      `<gml:Polygon ${SRS}><gml:exterior><gml:LinearRing><gml:posList>21 106 21 107 22 107 22 106</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`,
      'geometry-broken',
    ],
    ['an unknown system', '<gml:Point srsName="HN72"><gml:pos>1 2</gml:pos></gml:Point>', 'crs-unknown'],
    [
      'a system without a definition',
      '<gml:Point srsName="urn:ogc:def:crs:EPSG::2154"><gml:pos>1 2</gml:pos></gml:Point>',
      'crs-unknown',
    ],
    ['axes that changed places', `<gml:Point ${SRS}><gml:pos>106 21</gml:pos></gml:Point>`, 'outside-area'],
  ])('%s makes a bad record, and its neighbours survive', async (_title, gml, code) => {
    const pages = await (
      await open({ members: () => [member(1, pointGml), member(2, gml), member(3, pointGml)] })
    ).read();
    expect(putsOf(pages).map(({ id }) => id)).toEqual(['roads.1', 'roads.3']);
    expect(badsOf(pages).map((bad) => [bad.code, bad.field])).toEqual([[code, 'geometry']]);
    expect(badsOf(pages)[0]!.src?.pos).toMatch(/^1:\d+$/);
  });
});

describe('WFS records', () => {
  it('are read by the types of DescribeFeatureType; what is nested stays nested', async () => {
    const rest = `<app:lanes>4</app:lanes><app:oneWay>true</app:oneWay><app:changed>2026-01-01T00:00:00.000001Z</app:changed>
      <app:owner code="7"><app:title>Sở</app:title><app:phone>1</app:phone><app:phone>2</app:phone></app:owner><app:extra>12</app:extra>`;
    const { read, connector, ctx } = await open({ members: () => [member(1, pointGml, rest)] });
    expect(putsOf(await read())[0]).toEqual({
      id: 'roads.1',
      name: 'Phố 1',
      lanes: 4,
      oneWay: true,
      changed: '2026-01-01T00:00:00.000001Z',
      owner: { '@code': '7', title: 'Sở', phone: ['1', '2'] },
      extra: '12',
      geometry: { type: 'Point', coordinates: [106, 21] },
      geometryCrs: 'EPSG:4326',
    });
    const { schema } = (await connector.discover(ctx))[0]!;
    expect((schema.properties as Record<string, unknown>).lanes).toEqual({ type: ['integer', 'null'] });
    expect(Object.keys(schema.properties as object)).not.toContain('geom');
  });
});

describe('WFS paging', () => {
  it('walks by startIndex and count until what was promised is there', async () => {
    const { read, server } = await open({ members: () => simple(8) });
    const pages = await read();
    expect(putsOf(pages)).toHaveLength(8);
    expect(pages.map((page) => [page.snapshotStart === true, page.snapshotEnd === true])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
    const asked = server.urls.filter((url) => url.searchParams.get('request') === 'GetFeature');
    expect(asked.map((url) => url.searchParams.get('startIndex'))).toEqual(['0', '3', '6']);
    expect(asked[0]!.searchParams.get('map')).toBe('roads');
  });

  it('without a promise stops at the first page that is not full; without paging asks once', async () => {
    expect(
      putsOf(await (await open({ members: () => simple(6), matched: () => 'unknown' })).read()),
    ).toHaveLength(6);
    const whole = await open({ members: () => simple(8), hasPaging: false });
    expect(putsOf(await whole.read())).toHaveLength(8);
    expect(whole.server.urls.filter((url) => url.searchParams.has('startIndex'))).toEqual([]);
  });

  it('takes GeoJSON where it is offered', async () => {
    const geoJson = () =>
      Array.from({ length: 4 }, (_, n) => ({
        type: 'Feature',
        id: `roads.${n}`,
        properties: { name: `Phố ${n}` },
        geometry: { type: 'Point', coordinates: [106, 21] },
      }));
    const { read, server } = await open({ members: () => [], geoJson });
    expect(putsOf(await read())).toHaveLength(4);
    expect(server.urls.at(-1)!.searchParams.get('outputFormat')).toBe('application/json');
  });

  it('asks for what changed by a FES filter', async () => {
    const changed = '<app:changed>2026-01-01T00:00:00Z</app:changed>';
    const { read, server } = await open(
      { members: () => [member(1, pointGml, changed)] },
      { updatedSince: { field: 'changed', via: 'filter' } },
    );
    const pages = await read();
    await read(pages.at(-1)!.cursor);
    expect(server.urls.at(-1)!.searchParams.get('filter')).toBe(
      '<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0"><fes:PropertyIsGreaterThanOrEqualTo><fes:ValueReference>changed</fes:ValueReference><fes:Literal>2026-01-01T00:00:00Z</fes:Literal></fes:PropertyIsGreaterThanOrEqualTo></fes:Filter>',
    );
  });
});

describe('WFS failures', () => {
  const REPORT = (code: string) =>
    `<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception exceptionCode="${code}"><ows:ExceptionText>hết chỗ</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`;

  it.each([
    ['GetCapabilities', 'NoApplicableCode', 'transient'],
    ['DescribeFeatureType', 'InvalidParameterValue', 'config'],
    ['GetFeature', 'OperationNotSupported', 'unsupported'],
  ])('%s that answers 200 with %s is "%s"', async (operation, code, kind) => {
    const { connector, ctx } = await open({
      members: () => simple(1),
      intercept: (_request, url) =>
        url.searchParams.get('request') === operation ? { body: REPORT(code) } : undefined,
    });
    const dataset = { name: 'roads', schema: {}, key: ['id'], deletes: 'snapshot' as const };
    const pages = connector.read!(ctx, { dataset, cursor: null, follow: false, pageBytes: 1 << 20 });
    await expect(listOf(pages)).rejects.toMatchObject({ kind, message: expect.stringContaining('hết chỗ') });
  });

  it('fewer features than promised are "transient", an unknown type is "config"', async () => {
    const short = await open({ members: () => simple(2), matched: () => '5' });
    await expect(short.read()).rejects.toMatchObject({ kind: 'transient' });
    const other = await open({ members: () => simple(2) }, { collection: 'app:rivers' });
    await expect(other.connector.check(other.ctx)).rejects.toMatchObject({ kind: 'config' });
  });
});
