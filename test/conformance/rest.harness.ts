import { rest } from '../../connectors/rest/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { createLoopbackServer, freePort } from './loopback-server.ts';

const SECRET = 'planted-oauth-secret-7f3a';
const PAGE = 7;

type Stored = FixtureRow & { deleted?: boolean };

const schema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: ['string', 'null'] },
    changed: { type: 'string', format: 'date-time' },
    deleted: { type: 'boolean' },
  },
  required: ['id'],
};

/** A ministry's API: OAuth2 client credentials, cursor pages, changes since, ETag, bad days. */
async function start(dataset: object): Promise<FixtureSource> {
  let rows: (Stored | string)[] = [];
  let failures: { status: number; retryAfter?: number }[] = [];
  let calls = 0;

  const list = (query: URLSearchParams) => {
    const since = query.get('since');
    const found = rows
      .filter((row) => typeof row === 'string' || since === null || row.changed >= since)
      .sort((a, b) =>
        typeof a === 'string' || typeof b === 'string' ? 0 : a.changed.localeCompare(b.changed),
      );
    const from = Number(query.get('after') ?? query.get('offset') ?? 0);
    const next = from + PAGE < found.length ? String(from + PAGE) : null;
    return { items: found.slice(from, from + PAGE), next };
  };

  const server = await createLoopbackServer((request, response) => {
    const url = new URL(request.url!, 'http://fixture');
    const reply = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    if (url.pathname === '/token') {
      const expected = `Basic ${Buffer.from(`hub:${SECRET}`).toString('base64')}`;
      if (request.headers.authorization !== expected) return reply(401, { error: 'invalid_client' });
      return reply(200, { access_token: 'fixture-token', expires_in: 600 });
    }
    calls += 1;
    const failure = failures.shift();
    if (failure)
      return reply(
        failure.status,
        {},
        failure.retryAfter ? { 'retry-after': String(failure.retryAfter) } : {},
      );
    if (request.headers.authorization !== 'Bearer fixture-token') return reply(401, {});
    return reply(200, list(url.searchParams));
  });

  const settings = (base: string, secret: string) => ({
    config: {
      baseUrl: `${base}/api`,
      auth: { type: 'oauth2', tokenUrl: `${base}/token`, clientId: 'hub', clientSecret: 'FIXTURE_SECRET' },
      datasets: [
        {
          name: 'roads',
          path: 'roads',
          key: ['id'],
          recordPath: 'items',
          pageSize: PAGE,
          schema,
          ...dataset,
        },
      ],
    },
    secrets: { FIXTURE_SECRET: secret },
  });

  return {
    good: settings(server.url, SECRET),
    badCredential: settings(server.url, 'planted-wrong-secret-9c1d'),
    refused: settings(`http://127.0.0.1:${await freePort()}`, SECRET),
    dataset: 'roads',
    farFuture: { since: '2999-01-01T00:00:00Z' },
    load: async (more) => {
      rows = [...rows, ...more];
    },
    loadAroundMalformed: async (before, after) => {
      rows = [...rows, before, 'no object', after];
    },
    remove: async (id) => {
      rows = rows.map((row) =>
        typeof row !== 'string' && row.id === id
          ? { ...row, changed: new Date().toISOString().replace('Z', '001Z'), deleted: true }
          : row,
      );
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

const watermark = {
  pagination: { type: 'cursor', param: 'after', nextPath: 'next' },
  updatedSince: { param: 'since', field: 'changed', lookback: 'PT10M' },
  deleted: { field: 'deleted', value: true },
};

const snapshot = { pagination: { type: 'offset' }, complete: true };

export const restHarnesses: Record<string, ConnectorHarness> = {
  'rest, changes since': { module: rest, pageBytes: 1 << 20, skips: {}, start: () => start(watermark) },
  'rest, whole list': {
    module: rest,
    pageBytes: 1 << 20,
    skips: {
      'read.far-future': 'a whole list has no watermark',
    },
    start: () => start(snapshot),
  },
};
