import { describe, expect, it } from 'vitest';
import { putsOf } from './create-test-ctx.ts';
import { CQL2_CLASSES } from './ogc-server.ts';
import { feature, listOf, openFeatures, roads } from './ogc-source.ts';

describe('going on after a crash', () => {
  it('inside an answer goes on with what follows; a changed answer is read again from its beginning', async () => {
    let features = roads(4);
    const { read } = await openFeatures({ features: () => features });
    const pages = await read(null, 200);
    expect(pages.length).toBeGreaterThan(2);
    const rest = await read(pages[0]!.cursor, 200);
    expect(putsOf(rest)).toEqual(putsOf(pages.slice(1)));
    expect(rest.some((page) => page.snapshotStart || page.snapshotEnd)).toBe(false);

    features = [feature(0, { name: 'other' }), ...features.slice(1)];
    expect(putsOf(await read(pages[0]!.cursor, 200))).toHaveLength(4);
    features = [];
    expect(putsOf(await read(pages[0]!.cursor, 200))).toEqual([]);
  });

  it('at a page that is gone begins again', async () => {
    let isGone = false;
    const { read } = await openFeatures({
      features: () => roads(9),
      intercept: (_request, url) => (isGone && url.searchParams.has('offset') ? { status: 400 } : undefined),
      members: (url) =>
        isGone && url.searchParams.get('limit') === '4' ? { links: [], numberMatched: 4 } : {},
    });
    const pages = await read();
    isGone = true;
    expect(putsOf(await read(pages[0]!.cursor)).map(({ id }) => id)).toEqual(['r0', 'r1', 'r2', 'r3']);
  });
});

describe('changes since', () => {
  it('asks by datetime from the watermark less the lookback', async () => {
    const features = roads(6);
    const { read, server } = await openFeatures(
      { features: () => features },
      { updatedSince: { field: 'changed', via: 'datetime', lookback: 'P1D' } },
    );
    const pages = await read();
    expect(pages.at(-1)!.cursor).toMatchObject({ since: '2026-01-06T00:00:00.000001Z', at: null });
    expect(pages.some((page) => page.snapshotStart || page.snapshotEnd)).toBe(false);
    expect(putsOf(await read(pages.at(-1)!.cursor)).map(({ id }) => id)).toEqual(['r4', 'r5']);
    expect(server.urls.at(-1)).toContain('datetime=2026-01-05T00%3A00%3A00.000Z%2F..');
  });

  it('asks by CQL2 where that is declared, and says unsupported where it is not', async () => {
    const updatedSince = { field: 'changed', via: 'filter' };
    const queryables = { changed: { type: 'string', format: 'date-time' } };
    const good = await openFeatures(
      { features: () => roads(6), classes: CQL2_CLASSES, queryables },
      { updatedSince },
    );
    const pages = await good.read();
    expect(putsOf(await good.read(pages.at(-1)!.cursor)).map(({ id }) => id)).toEqual(['r5']);
    const plain = await openFeatures({ features: () => roads(6), queryables }, { updatedSince });
    await expect(plain.read(pages.at(-1)!.cursor)).rejects.toMatchObject({ kind: 'unsupported' });
  });

  it('backfills [from, to), and nothing without a time of change', async () => {
    const range = { from: '2026-01-02T00:00:00.000001Z', to: '2026-01-04T00:00:00.000001Z' };
    const backfill = async (dataset: object) => {
      const { connector, ctx } = await openFeatures({ features: () => roads(6) }, dataset);
      const found = (await connector.discover(ctx))[0]!;
      const request = { dataset: found, cursor: null, follow: false, pageBytes: 1 << 20, range };
      return listOf(connector.read!(ctx, request));
    };
    const pages = await backfill({ updatedSince: { field: 'changed', via: 'datetime' } });
    expect(putsOf(pages).map(({ id }) => id)).toEqual(['r1', 'r2']);
    await expect(backfill({})).rejects.toMatchObject({ kind: 'unsupported' });
  });

  it('asks nothing again when the one answer has not changed (ETag)', async () => {
    const { read, server } = await openFeatures({
      features: () => roads(2),
      intercept: (request) =>
        request.headers['if-none-match'] === '"v1"'
          ? { status: 304 }
          : request.url!.includes('/items')
            ? {
                headers: { etag: '"v1"', 'content-type': 'application/geo+json' },
                body: JSON.stringify({ type: 'FeatureCollection', features: roads(2) }),
              }
            : undefined,
    });
    const pages = await read();
    expect(putsOf(pages)).toHaveLength(2);
    const before = server.urls.length;
    expect(await read(pages.at(-1)!.cursor)).toEqual([]);
    expect(server.urls.length).toBeGreaterThan(before);
  });
});
