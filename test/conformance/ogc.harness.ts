import type { IncomingMessage } from 'node:http';
import { ogc } from '../../connectors/ogc/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { CQL2_CLASSES, createOgcServer } from '../connectors/ogc-server.ts';
import { createWfsServer } from '../connectors/ogc-wfs-server.ts';
import { freePort, type LoopbackServer } from './loopback-server.ts';

const PASSWORD = 'planted-map-password-2e7d';
const PAGE = 7;

/** Somewhere in Bắc Ninh, as the provincial zone writes it (EPSG:9210). */
const GEOMETRY = { type: 'Point', coordinates: [585_000, 2_330_000] };

interface Kind {
  protocol: 'features' | 'wfs' | 'geojson';
  path: string;
  collection: string;
  dataset: object;
  serve(world: World): Promise<LoopbackServer>;
}

/** What the fixture's server sees: its rows, and what goes wrong before it answers. */
interface World {
  rows(): readonly (FixtureRow | string)[];
  intercept(request: IncomingMessage): { status: number; headers?: Record<string, string> } | undefined;
}

const toFeature = (row: FixtureRow | string, geometry: unknown) =>
  typeof row === 'string'
    ? row
    : { type: 'Feature', id: row.id, properties: { name: row.name, changed: row.changed }, geometry };

const featuresOf = (world: World, geometry: unknown) => () =>
  world.rows().map((row) => toFeature(row, geometry));

const escapeXml = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

function toMember(row: FixtureRow | string): string {
  if (typeof row === 'string') return '<app:roads><app:name>no id</app:name></app:roads>';
  const name =
    row.name === null ? '<app:name xsi:nil="true"/>' : `<app:name>${escapeXml(row.name)}</app:name>`;
  return `<app:roads gml:id="${row.id}">${name}<app:changed>${row.changed}</app:changed><app:geom>
<gml:Point srsName="urn:ogc:def:crs:EPSG::9210"><gml:pos>585000 2330000</gml:pos></gml:Point></app:geom></app:roads>`;
}

/** A city's map service behind a password; it grows, shrinks and has bad days. */
async function start(kind: Kind): Promise<FixtureSource> {
  let rows: (FixtureRow | string)[] = [];
  let failures: { status: number; retryAfter?: number }[] = [];
  let calls = 0;
  const expected = `Basic ${Buffer.from(`hub:${PASSWORD}`).toString('base64')}`;
  const server = await kind.serve({
    rows: () => rows,
    intercept(request) {
      calls += 1;
      const failure = failures.shift();
      if (failure)
        return {
          status: failure.status,
          ...(failure.retryAfter ? { headers: { 'retry-after': String(failure.retryAfter) } } : {}),
        };
      return request.headers.authorization === expected ? undefined : { status: 401 };
    },
  });
  const settings = (base: string, password: string) => ({
    config: {
      protocol: kind.protocol,
      url: `${base}${kind.path}`,
      auth: { type: 'basic', username: 'hub', password: 'FIXTURE_PASSWORD' },
      datasets: [{ name: 'roads', collection: kind.collection, pageSize: PAGE, ...kind.dataset }],
    },
    secrets: { FIXTURE_PASSWORD: password },
  });
  return {
    good: settings(server.url, PASSWORD),
    badCredential: settings(server.url, 'planted-wrong-password-77c0'),
    refused: settings(`http://127.0.0.1:${await freePort()}`, PASSWORD),
    dataset: 'roads',
    farFuture: { since: '2999-01-01T00:00:00Z' },
    load: async (more) => {
      rows = [...rows, ...more];
    },
    loadAroundMalformed: async (before, after) => {
      rows = [...rows, before, 'no feature', after];
    },
    remove: async (id) => {
      rows = rows.filter((row) => typeof row === 'string' || row.id !== id);
    },
    failNext: (answers) => {
      failures = [...answers];
    },
    calls: () => calls,
    connections: () => server.connections,
    cut: () => server.cut(),
    stop: () => server.close(),
  };
}

const queryables = {
  id: { type: 'string', 'x-ogc-role': 'id' },
  name: { type: 'string' },
  changed: { type: 'string', format: 'date-time' },
};

const changes: Kind = {
  protocol: 'features',
  path: '/api',
  collection: 'roads',
  dataset: {
    updatedSince: { field: 'changed', via: 'datetime', lookback: 'PT10M' },
    live: { keys: [['id']], maxKeys: 20 },
  },
  serve: (world) =>
    createOgcServer({
      features: featuresOf(world, null),
      classes: CQL2_CLASSES,
      queryables,
      intercept: world.intercept,
    }),
};

const collection: Kind = {
  protocol: 'features',
  path: '/api/',
  collection: 'roads',
  dataset: {},
  serve: (world) =>
    createOgcServer({
      features: featuresOf(world, GEOMETRY),
      contentCrs: '<http://www.opengis.net/def/crs/EPSG/0/9210>',
      intercept: world.intercept,
    }),
};

const document: Kind = {
  protocol: 'geojson',
  path: '/api',
  collection: 'collections/roads/items?limit=100000',
  dataset: { crs: 'EPSG:9210' },
  serve: (world) => createOgcServer({ features: featuresOf(world, GEOMETRY), intercept: world.intercept }),
};

const wfs: Kind = {
  protocol: 'wfs',
  path: '/wfs',
  collection: 'app:roads',
  dataset: {},
  serve: (world) =>
    createWfsServer({ members: () => world.rows().map(toMember), intercept: world.intercept }),
};

const SNAPSHOT = { 'read.far-future': 'a whole collection has no watermark' };

const harness = (kind: Kind, pageBytes: number, skips: Record<string, string> = {}): ConnectorHarness => ({
  module: ogc,
  pageBytes,
  skips,
  start: () => start(kind),
});

export const ogcHarnesses: Record<string, ConnectorHarness> = {
  'ogc, features, changes since and look-ups': harness(changes, 1 << 20),
  'ogc, features, whole collection': harness(collection, 700, SNAPSHOT),
  'ogc, GeoJSON document': harness(document, 1_500, SNAPSHOT),
  'ogc, WFS with GML': {
    ...harness(wfs, 1 << 20, SNAPSHOT),
    unseen: Object.fromEntries(
      ['lanes', 'oneWay', 'owner'].map((name) => [
        name,
        'DescribeFeatureType has it, the fixture rows have no such value',
      ]),
    ),
  },
};
