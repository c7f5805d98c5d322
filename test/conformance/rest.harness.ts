import path from 'node:path';
import { rest } from '../../connectors/rest/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { makeRows } from '../../src/sdk/conformance/rows.ts';
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

/** A page of a source too large to be kept. */
function listGenerated(count: number, from: number) {
  const items = makeRows(Math.min(1_000, count - from), { from });
  return { items, next: from + items.length < count ? String(from + items.length) : null };
}

/** Look-ups as such an API has them: `ids=1,2`, `name=…`, `name_in=…`, `name_like=…%`. */
function createFilter(query: URLSearchParams): (row: Stored) => boolean {
  const listed = (name: string) => query.get(name)?.split(',');
  const [ids, names, name, like] = [
    listed('ids'),
    listed('name_in'),
    query.get('name'),
    query.get('name_like'),
  ];
  return (row) =>
    (!ids || ids.includes(row.id)) &&
    (!names || names.includes(row.name ?? '')) &&
    (name === null || row.name === name) &&
    (like === null || (row.name ?? '').toLowerCase().startsWith(like.replace('%', '').toLowerCase()));
}

/** A ministry's API: OAuth2 client credentials, cursor pages, changes since, ETag, bad days. */
async function start(dataset: object): Promise<FixtureSource> {
  let rows: (Stored | string)[] = [];
  let failures: { status: number; retryAfter?: number }[] = [];
  let calls = 0;
  let generated = 0;

  const list = (query: URLSearchParams) => {
    if (generated > 0) return listGenerated(generated, Number(query.get('after') ?? 0));
    const since = query.get('since');
    const isWanted = createFilter(query);
    const found = rows
      .filter((row) => typeof row === 'string' || since === null || row.changed >= since)
      .filter((row) => typeof row === 'string' || isWanted(row))
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
    generate: async (count) => {
      generated = count;
    },
    remove: async (id) => {
      if ('complete' in dataset) {
        rows = rows.filter((row) => typeof row === 'string' || row.id !== id);
        return;
      }
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

const lookUps = {
  ...watermark,
  live: {
    keys: [{ fields: ['id'], maxKeys: 20 }],
    where: [
      { field: 'name', op: 'eq', param: 'name', exact: true },
      { field: 'name', op: 'in', param: 'name_in' },
      // Asked of a source that ignores case: more comes back than was asked for, and the hub filters again.
      { field: 'name', op: 'like', param: 'name_like' },
    ],
  },
};

const harness = (
  dataset: object,
  { pageBytes = 1 << 20, skips = {} }: { pageBytes?: number; skips?: Record<string, string> } = {},
): ConnectorHarness => ({
  module: rest,
  folder: path.resolve('connectors/rest'),
  pageBytes,
  skips,
  unseen: { deleted: 'only a record that is gone has it, and that one is a delete' },
  start: () => start(dataset),
});

export const restHarnesses: Record<string, ConnectorHarness> = {
  'rest, changes since': harness(watermark),
  'rest, look-ups': harness(lookUps),
  'rest, pages larger than ours': harness(watermark, { pageBytes: 300 }),
  'rest, whole list': harness(snapshot, {
    skips: {
      'read.far-future': 'a whole list has no watermark',
      'read.memory-flat': 'the same pages as "changes since", where it is measured',
    },
  }),
};
