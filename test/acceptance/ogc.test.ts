import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { ogc } from '../../connectors/ogc/index.ts';
import type { Row } from '../../src/sdk/index.ts';
import { createLoopbackServer } from '../conformance/loopback-server.ts';
import { badsOf, createTestSource, putsOf, readPages } from '../connectors/create-test-ctx.ts';
import { createOgcServer } from '../connectors/ogc-server.ts';
import { describeWithData, sharedFile } from './shared-data.ts';

const FILE = 'admin/bacninh_communes_2025_simplified.geojson';
const COMMUNES = 99;

describeWithData('Bắc Ninh communes of 2025', [FILE], () => {
  const releases: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of releases.splice(0).reverse()) await end();
  });
  const text = () => readFileSync(sharedFile(FILE), 'utf8');
  const features = () => JSON.parse(text()).features as { id: string; geometry: unknown; properties: Row }[];

  const readAll = async (config: Record<string, unknown>) => {
    const source = await createTestSource(ogc, config, { network: ['127.0.0.0/8'] });
    releases.push(source.stop);
    return readPages(source.connector, source.ctx, 'communes', { pageBytes: 100_000 });
  };
  const expectAll = (pages: Awaited<ReturnType<typeof readAll>>) => {
    expect(badsOf(pages)).toEqual([]);
    const rows = putsOf(pages);
    expect(rows).toHaveLength(COMMUNES);
    expect(rows).toEqual(
      features().map(({ id, geometry, properties }) => ({
        ...properties,
        id,
        geometry,
        geometryCrs: 'OGC:CRS84',
      })),
    );
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.filter((page) => page.snapshotStart)).toEqual([pages[0]]);
    expect(pages.filter((page) => page.snapshotEnd)).toEqual([pages.at(-1)]);
  };

  it('arrive from a GeoJSON document, each once and with its geometry', async () => {
    const server = await createLoopbackServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/geo+json' }).end(text()),
    );
    releases.push(() => server.close());
    expectAll(
      await readAll({
        protocol: 'geojson',
        url: server.url,
        datasets: [{ name: 'communes', collection: 'communes.geojson', area: [105.5, 20.8, 107.1, 21.7] }],
      }),
    );
  });

  it('arrive from a paged OGC API collection, each once and with its geometry', async () => {
    const server = await createOgcServer({ features });
    releases.push(() => server.close());
    expectAll(
      await readAll({
        protocol: 'features',
        url: `${server.url}/api`,
        datasets: [{ name: 'communes', collection: 'roads', pageSize: 10 }],
      }),
    );
    expect(server.urls.filter((url) => url.includes('offset=')).length).toBe(9);
  });
});
