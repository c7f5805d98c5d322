import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import { createTestSource, putsOf, readPages } from '../connectors/create-test-ctx.ts';
import { type RestServer, startRestServer } from '../connectors/rest-server.ts';
import { describeWithData, sharedFile } from './shared-data.ts';

const FILES: [file: string, features: number][] = [
  ['wzdx/scenario1_simple_linestring_example.geojson', 5],
  ['wzdx/scenario4_detour_linestring_example.geojson', 4],
  ['wzdx/device_camera_error_example.geojson', 1],
];

interface Feature {
  id: string;
  geometry: { type: string };
  properties: { core_details: object };
}

describeWithData(
  'WZDx: work zones of the specification through rest',
  FILES.map(([file]) => file),
  () => {
    let server: RestServer | undefined;
    afterEach(() => server?.close());

    it.each(FILES)('%s: all %i features, whole, as a complete list', async (file, count) => {
      const text = readFileSync(sharedFile(file), 'utf8');
      server = await startRestServer();
      server.handle = (_asked, response) => {
        response.setHeader('content-type', 'application/geo+json');
        return text;
      };
      const { connector, ctx } = await createTestSource(rest, {
        baseUrl: server.base,
        datasets: [
          { name: 'zones', path: 'feed.geojson', recordPath: 'features', key: ['id'], complete: true },
        ],
      });
      const pages = await readPages(connector, ctx, 'zones');
      expect(pages).toMatchObject([{ snapshotStart: true, snapshotEnd: true }]);
      const { features } = JSON.parse(text) as { features: Feature[] };
      expect(features).toHaveLength(count);
      expect(putsOf(pages)).toEqual(features);
      for (const { id, geometry, properties } of features) {
        expect(id).toMatch(/^[0-9a-f-]{36}$/);
        expect(['LineString', 'MultiPoint', 'Point']).toContain(geometry.type);
        expect(properties.core_details).toBeTypeOf('object');
      }
    });
  },
);
