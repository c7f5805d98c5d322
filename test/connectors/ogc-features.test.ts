import { describe, expect, it } from 'vitest';
import type { Change, Page } from '../../src/sdk/index.ts';
import { badsOf, putsOf } from './create-test-ctx.ts';
import { feature, listOf, openFeatures, point, roads } from './ogc-source.ts';

const describeBad = (change: Change) => change.op === 'bad' && [change.code, change.field];

describe('reading a collection', () => {
  it('gives each feature once, flat, with nested properties kept and the page it came from', async () => {
    const { read } = await openFeatures({
      features: () => [
        feature(0, { tags: { bus: [1, 2] } }),
        feature(1, { id: 7, geometry: 'x' }),
        ...roads(9).slice(2),
      ],
    });
    const pages = await read();
    expect(putsOf(pages)).toHaveLength(9);
    expect(putsOf(pages)[0]).toEqual({
      id: 'r0',
      name: 'Đường 0',
      changed: '2026-01-01T00:00:00.000001Z',
      tags: { bus: [1, 2] },
      geometry: point(106, 21),
      geometryCrs: 'OGC:CRS84',
    });
    // What would be hidden by a field of ours is kept under another name.
    expect(putsOf(pages)[1]).toMatchObject({ id: 'r1', 'properties.id': 7, 'properties.geometry': 'x' });
    expect(pages.map((page) => [page.snapshotStart, page.snapshotEnd])).toEqual([
      [true, undefined],
      [undefined, undefined],
      [undefined, true],
    ]);
    expect(pages[1]!.changes[0]!.src).toMatchObject({ pos: '0', uri: expect.stringContaining('offset=4') });
  });

  it('keeps a property whatever it is called', async () => {
    const named = JSON.parse('{"__proto__":{"a":1},"constructor":2,"geometryCrs":3}');
    const odd = await openFeatures({
      features: () => [{ type: 'Feature', id: 1, properties: named, geometry: null }],
    });
    const row = putsOf(await odd.read())[0]!;
    expect(Object.keys(row).sort()).toEqual([
      '__proto__',
      'constructor',
      'geometry',
      'geometryCrs',
      'id',
      'properties.geometryCrs',
    ]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  it('takes the axes of Content-Crs as the authority has them', async () => {
    const latLon = await openFeatures({
      features: () => [feature(0, {}, point(21, 106))],
      contentCrs: '<http://www.opengis.net/def/crs/EPSG/0/4326>',
    });
    expect(putsOf(await latLon.read())[0]).toMatchObject({
      geometry: point(106, 21),
      geometryCrs: 'EPSG:4326',
    });
    const member = await openFeatures({
      features: () => [feature(0, {}, point(587_000, 2_325_000))],
      members: () => ({}),
      contentCrs: 'http://www.opengis.net/def/crs/EPSG/0/3405',
    });
    expect(putsOf(await member.read())[0]).toMatchObject({
      geometry: point(105.839104106, 21.022726497),
      geometryCrs: 'EPSG:3405',
    });
  });

  it('refuses by code and field what cannot be right, and keeps the neighbours', async () => {
    const ring = [
      [106, 21],
      [106.1, 21],
      [106.1, 21.1],
      [106, 21.2],
    ];
    const { read } = await openFeatures(
      {
        features: () => [
          feature(0),
          { ...feature(1), id: undefined },
          { ...feature(2), id: 2 ** 60 },
          feature(3, {}, point(21, 206)),
          feature(4, {}, { type: 'Polygon', coordinates: [ring] }),
          feature(5, {}, { type: 'Circle', coordinates: [1, 2] }),
          feature(6, {}, { type: 'LineString', coordinates: [[106, 21]] }),
          feature(7, {}, { type: 'Point', coordinates: ['106', '21'] }),
          { type: 'Road' },
          feature(9, {}, null),
        ],
      },
      { pageSize: 100 },
    );
    const pages = await read();
    expect(putsOf(pages).map(({ id }) => id)).toEqual(['r0', 'r9']);
    expect(badsOf(pages).map(describeBad)).toEqual([
      ['key-missing', 'id'],
      ['key-inexact', 'id'],
      ['outside-area', 'geometry'],
      ['geometry-broken', 'geometry'],
      ['geometry-unsupported', 'geometry'],
      ['geometry-broken', 'geometry'],
      ['geometry-broken', 'geometry'],
      ['not-a-feature', undefined],
    ]);
  });

  it('refuses a feature that is too large by itself', async () => {
    const { read } = await openFeatures(
      { features: () => [feature(0), feature(1, { text: 'x'.repeat(3_000) }), feature(2)] },
      {},
      { maxFeatureBytes: 1_024 },
    );
    const pages = await read();
    expect(putsOf(pages).map(({ id }) => id)).toEqual(['r0', 'r2']);
    expect(badsOf(pages).map(({ code }) => code)).toEqual(['feature-too-large']);
  });
});

describe('a source that does not keep its word', () => {
  it.each([
    ['promises more than it sends', () => ({ numberMatched: 10 }), 'transient', /9 features came.*10/],
    ['says that a page holds more', () => ({ numberReturned: 5 }), 'transient', /4 features came.*5/],
    [
      'names a page as its own next',
      (url: URL) => ({ links: [{ rel: 'next', href: url.href }] }),
      'drift',
      /itself/,
    ],
    ['sends no collection', () => ({ type: 'Feature' }), 'drift', /no GeoJSON FeatureCollection/],
    ['has no features', () => ({ features: undefined }), 'drift', /no array/],
  ] as const)('%s', async (_title, members, kind, message) => {
    const { read } = await openFeatures({ features: () => roads(9), members });
    await expect(read()).rejects.toMatchObject({ kind, message: expect.stringMatching(message) });
  });

  it('goes in a circle of two pages', async () => {
    const first = '/api/collections/roads/items?limit=4';
    const { read } = await openFeatures({
      features: () => roads(9),
      members: (url) =>
        url.searchParams.get('offset') === '4' ? { links: [{ rel: 'next', href: first }] } : {},
    });
    await expect(read()).rejects.toMatchObject({ kind: 'drift', message: expect.stringContaining('circle') });
  });

  it('ignores where a page starts', async () => {
    const { read } = await openFeatures({
      features: () => roads(3),
      members: (url) => ({
        numberMatched: 9,
        links: [
          { rel: 'next', href: `${url.pathname}?limit=4&page=${Number(url.searchParams.get('page')) + 1}` },
        ],
      }),
    });
    await expect(read()).rejects.toMatchObject({
      kind: 'drift',
      message: expect.stringContaining('the same features'),
    });
  });

  it('keeps the pass unfinished when features are missing: what came is kept, the next run begins again', async () => {
    let matched: Record<string, unknown> = { numberMatched: 9 };
    const { connector, ctx, read } = await openFeatures({ features: () => roads(5), members: () => matched });
    const dataset = (await connector.discover(ctx))[0]!;
    const pages: Page[] = [];
    const run = async () => {
      for await (const page of connector.read!(ctx, {
        dataset,
        cursor: null,
        follow: false,
        pageBytes: 1 << 20,
      }))
        pages.push(page);
    };
    await expect(run()).rejects.toMatchObject({ kind: 'transient' });
    expect(putsOf(pages)).toHaveLength(5);
    expect(pages.some((page) => page.snapshotEnd)).toBe(false);
    matched = {};
    const again = await read(pages.at(-1)!.cursor);
    expect(putsOf(again)).toHaveLength(5);
    expect(again.at(-1)!.snapshotEnd).toBe(true);
  });

  it.each([
    ['InvalidParameterValue', 'config'],
    ['ServerBusy', 'transient'],
    ['SomethingNew', 'drift'],
  ])('answers 200 with an exception report: %s is %s', async (code, kind) => {
    const report = `<?xml version="1.0"?><ows:ExceptionReport><ows:Exception exceptionCode="${code}"><ows:ExceptionText>không được</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`;
    let isBroken = false;
    const { connector, ctx } = await openFeatures({
      features: () => roads(2),
      intercept: (_request, url) =>
        isBroken && url.pathname.endsWith('/items') ? { body: report } : undefined,
    });
    const dataset = (await connector.discover(ctx))[0]!;
    isBroken = true;
    const pages = connector.read!(ctx, { dataset, cursor: null, follow: false, pageBytes: 1 << 20 });
    await expect(listOf(pages)).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(`${code}: không được`),
    });
  });
});
