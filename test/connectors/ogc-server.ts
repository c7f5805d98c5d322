import type { IncomingMessage } from 'node:http';
import { createLoopbackServer, type LoopbackServer } from '../conformance/loopback-server.ts';
import { parseCql2 } from './ogc-cql2.ts';

export interface TestFeature {
  type: 'Feature';
  id?: string | number;
  properties: Record<string, unknown> | null;
  geometry: unknown;
}

/** An answer in place of the ordinary one. */
export interface CannedAnswer {
  status?: number;
  body?: string;
  headers?: Record<string, string>;
}

export interface OgcServerOptions {
  features(): readonly unknown[];
  /** Ends of the conformance classes' URIs beyond core. */
  classes?: string[];
  queryables?: Record<string, unknown>;
  extent?: boolean;
  /** Value of the Content-Crs header. */
  contentCrs?: string;
  /** Undefined = the ordinary answer. Asked before anything else. */
  intercept?(request: IncomingMessage, url: URL): CannedAnswer | undefined;
  /** Members of the answer replaced. */
  members?(url: URL): Record<string, unknown>;
  /** Query parameters that the server does not know and leaves aside. */
  ignores?: string[];
}

export const CQL2_CLASSES = [
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-text',
  'http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2',
  'http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators',
];

/** A printed instant, so that text order is time order. */
function instant(printed: string): string {
  const [seconds = '', fraction = ''] = printed.replace('Z', '').split('.');
  return `${seconds}.${fraction.padEnd(6, '0')}`;
}

/** What a filter, datetime, bbox and id parameters leave of the features. */
function select(features: readonly unknown[], url: URL, ignores: string[]): unknown[] {
  const asked = (name: string) => (ignores.includes(name) ? null : url.searchParams.get(name));
  const filter = asked('filter');
  const test = filter === null ? undefined : parseCql2(filter);
  const [from, to] = (asked('datetime') ?? '../..').split('/');
  const box = asked('bbox')?.split(',').map(Number);
  const ids = asked('ids')?.split(',');
  return features.filter((feature) => {
    const { id, properties, geometry } = feature as TestFeature;
    if (typeof feature !== 'object' || !properties) return true;
    const changed = String(properties.changed);
    if (from !== '..' && instant(changed) < instant(from!)) return false;
    if (to !== '..' && instant(changed) > instant(to!)) return false;
    if (ids && !ids.includes(String(id))) return false;
    if (test && test({ id, ...properties }) !== true) return false;
    for (const name of Object.keys(properties)) {
      const wanted = asked(name);
      if (wanted !== null && String(properties[name]) !== wanted) return false;
    }
    if (!box) return true;
    const [x, y] = (geometry as { coordinates: [number, number] }).coordinates;
    return x >= box[0]! && x <= box[2]! && y >= box[1]! && y <= box[3]!;
  });
}

/** An OGC API Features service with one collection, `roads`, paged by `limit` and `offset`. */
export function createOgcServer(
  options: OgcServerOptions,
): Promise<LoopbackServer & { readonly urls: string[] }> {
  const urls: string[] = [];
  const { ignores = [] } = options;
  return createLoopbackServer((request, response) => {
    const url = new URL(request.url!, `http://${request.headers.host}`);
    urls.push(url.pathname + url.search);
    const reply = (body: unknown, type = 'application/json', headers: Record<string, string> = {}) =>
      response.writeHead(200, { 'content-type': type, ...headers }).end(JSON.stringify(body));
    const canned = options.intercept?.(request, url);
    if (canned)
      return response.writeHead(canned.status ?? 200, canned.headers ?? {}).end(canned.body ?? '{}');
    if (url.pathname === '/api/conformance') return reply({ conformsTo: options.classes ?? [] });
    if (url.pathname === '/api/collections/roads')
      return reply({ id: 'roads', ...(options.extent ? { extent: { spatial: { bbox: [] } } } : {}) });
    if (url.pathname === '/api/collections/roads/queryables' && options.queryables)
      return reply({ type: 'object', properties: options.queryables });
    if (url.pathname !== '/api/collections/roads/items')
      return response.writeHead(404, { 'content-type': 'application/json' }).end('{}');

    const found = select(options.features(), url, ignores);
    const limit = Number(url.searchParams.get('limit') ?? 10);
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const shown = found.slice(offset, offset + limit);
    const next = new URL(url);
    next.searchParams.set('offset', String(offset + limit));
    return reply(
      {
        type: 'FeatureCollection',
        numberMatched: found.length,
        numberReturned: shown.length,
        features: shown,
        // After the features, as most servers write them.
        links: offset + limit < found.length ? [{ rel: 'next', href: next.pathname + next.search }] : [],
        ...options.members?.(url),
      },
      'application/geo+json',
      options.contentCrs === undefined ? {} : { 'content-crs': options.contentCrs },
    );
  }).then(
    (server) => Object.defineProperty(server, 'urls', { value: urls }) as LoopbackServer & { urls: string[] },
  );
}
