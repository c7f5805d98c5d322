import { afterEach } from 'vitest';
import { ogc } from '../../connectors/ogc/index.ts';
import type { Json, Page } from '../../src/sdk/index.ts';
import { createTestSource, readPages } from './create-test-ctx.ts';
import { createOgcServer, type OgcServerOptions } from './ogc-server.ts';

const releases: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of releases.splice(0).reverse()) await end();
});

export const point = (x: number, y: number) => ({ type: 'Point', coordinates: [x, y] });

/** Road number n, changed on day n + 1 of January. */
export const feature = (n: number, properties: object = {}, geometry: unknown = point(106, 21)) => ({
  type: 'Feature' as const,
  id: `r${n}`,
  properties: {
    name: `Đường ${n}`,
    changed: `2026-01-${String(n + 1).padStart(2, '0')}T00:00:00.000001Z`,
    ...properties,
  },
  geometry,
});

export const roads = (count: number) => Array.from({ length: count }, (_, n) => feature(n));

export async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A server and the source that reads it; both end with the test. */
export async function openFeatures(options: OgcServerOptions, dataset: object = {}, config: object = {}) {
  const server = await createOgcServer(options);
  const source = await createTestSource(
    ogc,
    {
      protocol: 'features',
      url: `${server.url}/api`,
      datasets: [{ name: 'roads', collection: 'roads', pageSize: 4, ...dataset }],
      ...config,
    },
    { network: ['127.0.0.0/8'], http: { retries: 0 } },
  );
  releases.push(() => server.close(), source.stop);
  const read = (cursor: Json | null = null, pageBytes = 1 << 20): Promise<Page[]> =>
    readPages(source.connector, source.ctx, 'roads', { cursor, pageBytes });
  return { ...source, server, read };
}
