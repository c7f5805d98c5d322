import path from 'node:path';
import open311Json from '../../connectors/open311/connector.json' with { type: 'json' };
import open511Json from '../../connectors/open511/connector.json' with { type: 'json' };
import { rest } from '../../connectors/rest/index.ts';
import xroadJson from '../../connectors/xroad-rest/connector.json' with { type: 'json' };
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { extendConnector } from '../../src/sdk/extend-manifest.ts';
import { createLoopbackServer, freePort } from './loopback-server.ts';
import { type FieldNames, renameFields } from './renamed-module.ts';

const KEY = 'planted-api-key-41c7';
const PAGE = 7;
const ORIGIN = 'http://fixture';

/** How one standard is asked, and how it answers. */
interface Standard {
  dataset: string;
  /** Path of the list under the server. */
  path: string;
  names: FieldNames;
  config(base: string): Record<string, unknown>;
  /** Which rows are asked for, and the answer around a page of them. */
  since(query: URLSearchParams): string | null;
  ids(query: URLSearchParams): string[] | null;
  from(query: URLSearchParams): number;
  answer(items: unknown[], next: string | null): unknown;
  /** Headers without which it refuses. */
  headers?: Record<string, string>;
}

async function start(standard: Standard): Promise<FixtureSource> {
  let rows: (FixtureRow | string)[] = [];
  let failures: { status: number; retryAfter?: number }[] = [];
  let calls = 0;

  const server = await createLoopbackServer((request, response) => {
    const url = new URL(request.url!, ORIGIN);
    const reply = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    calls += 1;
    const failure = failures.shift();
    if (failure)
      return reply(
        failure.status,
        {},
        failure.retryAfter ? { 'retry-after': String(failure.retryAfter) } : {},
      );
    const expected = { 'x-api-key': KEY, ...standard.headers };
    if (Object.entries(expected).some(([name, value]) => request.headers[name] !== value))
      return reply(403, {});
    if (url.pathname !== standard.path) return reply(url.pathname.endsWith('services.json') ? 200 : 404, []);
    const since = standard.since(url.searchParams);
    const ids = standard.ids(url.searchParams);
    const found = rows.filter(
      (row) =>
        typeof row === 'string' ||
        ((since === null || Date.parse(row.changed) >= Date.parse(since)) && (!ids || ids.includes(row.id))),
    );
    const from = standard.from(url.searchParams);
    const items = found.slice(from, from + PAGE).map((row) => {
      if (typeof row === 'string') return row;
      const named = Object.entries(row).map(([field, value]) => [standard.names[field] ?? field, value]);
      return Object.fromEntries(named);
    });
    const next = new URL(url);
    next.searchParams.set('offset', String(from + PAGE));
    const hasMore = from + PAGE < found.length;
    return reply(200, standard.answer(items, hasMore ? next.pathname + next.search : null));
  });

  const settings = (base: string, key: string) => ({
    config: { auth: { type: 'apiKey', key: 'FIXTURE_KEY' }, ...standard.config(base) },
    secrets: { FIXTURE_KEY: key },
  });
  return {
    good: settings(server.url, KEY),
    badCredential: settings(server.url, 'planted-wrong-key-77aa'),
    refused: settings(`http://127.0.0.1:${await freePort()}`, KEY),
    dataset: standard.dataset,
    farFuture: { since: '2999-01-01T00:00:00Z' },
    load: async (more) => {
      rows = [...rows, ...more];
    },
    loadAroundMalformed: async (before, after) => {
      rows = [...rows, before, 'no object', after];
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

const offsetOf = (query: URLSearchParams) => Number(query.get('offset') ?? 0);

const open311: Standard = {
  dataset: 'requests',
  path: '/v2/requests.json',
  names: { id: 'service_request_id', name: 'description', changed: 'updated_datetime' },
  config: (base) => ({ baseUrl: `${base}/v2`, jurisdiction: 'city.example', pageSize: PAGE }),
  since: (query) => query.get('updated_after'),
  ids: (query) => query.get('service_request_id')?.split(',') ?? null,
  from: (query) => (Number(query.get('page') ?? 1) - 1) * PAGE,
  answer: (items) => items,
};

const open511: Standard = {
  dataset: 'events',
  path: '/events',
  names: { name: 'headline', changed: 'updated' },
  config: (base) => ({ baseUrl: base, pageSize: PAGE }),
  since: (query) => query.get('updated')?.replace('>=', '') ?? null,
  ids: () => null,
  from: offsetOf,
  answer: (events, next_url) => ({ events, pagination: next_url === null ? {} : { next_url } }),
};

const xroad: Standard = {
  dataset: 'roads',
  path: '/r1/VN/GOV/DRVN/ROADS/registry/v1/roads',
  names: {},
  headers: { 'x-road-client': 'VN/GOV/HUB-01/LIENTHONG' },
  config: (base) => ({
    securityServer: base,
    client: 'VN/GOV/HUB-01/LIENTHONG',
    serviceId: 'VN/GOV/DRVN/ROADS/registry',
    datasets: [
      {
        name: 'roads',
        path: 'v1/roads',
        key: ['id'],
        recordPath: 'items',
        pagination: { type: 'nextUrl', nextPath: 'next' },
        updatedSince: { param: 'since', field: 'changed', lookback: 'PT10M' },
        live: {
          keys: [{ fields: ['id'], maxKeys: 20 }],
          where: [{ field: 'name', op: 'eq', param: 'nobody-listens-to-this' }],
        },
        schema: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            name: { type: ['string', 'null'] },
            changed: { type: 'string' },
          },
          required: ['id'],
        },
      },
    ],
  }),
  since: (query) => query.get('since'),
  ids: (query) => query.get('ids')?.split(',') ?? null,
  from: offsetOf,
  answer: (items, next) => ({ items, next }),
};

/** Every field of the dataset's schema that the kit's records do not stand for. */
function unseenFields(json: { body: { datasets: unknown } }, { dataset, names }: Standard) {
  const datasets = json.body.datasets;
  const found = Array.isArray(datasets) ? datasets.find(({ name }) => name === dataset) : undefined;
  const fields = Object.keys((found?.schema.properties ?? {}) as object);
  const standing = new Set(['id', 'name', 'changed'].map((field) => names[field] ?? field));
  const reason = 'a field of the standard; the tests of the connector and of real data show it';
  return Object.fromEntries(fields.filter((field) => !standing.has(field)).map((field) => [field, reason]));
}

const harness = (
  json: { name: string; body: { datasets: unknown } },
  standard: Standard,
): ConnectorHarness => ({
  unseen: unseenFields(json, standard),
  module: renameFields(extendConnector(rest, json), standard.dataset, standard.names),
  folder: path.resolve('connectors', json.name),
  pageBytes: 1 << 20,
  skips: {},
  start: () => start(standard),
});

/** Connectors that are a `connector.json` and nothing else, tried like any other. */
export const codeFreeHarnesses: Record<string, ConnectorHarness> = {
  'open311, reports': harness(open311Json, open311),
  'open511, events': harness(open511Json, open511),
  'xroad-rest, registry': harness(xroadJson, xroad),
};
