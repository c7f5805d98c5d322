import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';

type Handler = (url: URL, request: IncomingMessage, response: ServerResponse) => unknown;

let handle: Handler;
let asked: { url: URL; headers: IncomingMessage['headers'] }[];
let base: string;
const server = createServer((request, response) => {
  const url = new URL(request.url!, base);
  asked.push({ url, headers: request.headers });
  const body = handle(url, request, response);
  if (body === undefined || response.writableEnded) return;
  response.setHeader('content-type', 'application/json');
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
});

beforeEach(async () => {
  asked = [];
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const open = (dataset: object) =>
  createTestSource(rest, {
    baseUrl: base,
    datasets: [{ name: 'vehicles', path: 'vehicles', key: ['id'], ...dataset }],
  });

const vehicles = Array.from({ length: 10 }, (_, i) => ({
  id: i,
  updatedAt: `2026-01-01T00:00:0${i}.123456Z`,
}));
const ids = (pages: Awaited<ReturnType<typeof readPages>>) => putsOf(pages).map((row) => row.id);

describe('rest: pagination', () => {
  const slice = (from: number) => vehicles.slice(from, from + 4);
  const cases: [string, object, Handler][] = [
    ['none', { recordPath: 'data.items' }, () => ({ data: { items: vehicles } })],
    [
      'cursor',
      {
        recordPath: 'items',
        pageSize: 4,
        pagination: { type: 'cursor', param: 'after', nextPath: 'page.next' },
      },
      (url) => {
        const from = Number(url.searchParams.get('after') ?? 0);
        return { items: slice(from), page: { next: from + 4 < 10 ? String(from + 4) : null } };
      },
    ],
    [
      'page',
      { pageSize: 4, pagination: { type: 'page' } },
      (url) => slice((Number(url.searchParams.get('page')) - 1) * 4),
    ],
    [
      'offset',
      { pageSize: 4, pagination: { type: 'offset' } },
      (url) => slice(Number(url.searchParams.get('offset'))),
    ],
    [
      'link',
      { pagination: { type: 'link' } },
      (url, _request, response) => {
        const from = Number(url.searchParams.get('p') ?? 0);
        if (from + 4 < 10)
          response.setHeader('link', `</api/vehicles>; rel="first", <?p=${from + 4}>; title="x"; rel="next"`);
        return slice(from);
      },
    ],
    [
      'nextUrl',
      { recordPath: 'items', pagination: { type: 'nextUrl', nextPath: '@next' } },
      (url) => {
        const from = Number(url.searchParams.get('p') ?? 0);
        return {
          items: slice(from),
          ...(from + 4 < 10 ? { '@next': `${url.origin}${url.pathname}?p=${from + 4}` } : {}),
        };
      },
    ],
  ];

  it.each(cases)(
    '%s: every record once, and the same rest from every cursor',
    async (_name, dataset, handler) => {
      handle = handler;
      const { connector, ctx } = await open(dataset);
      const whole = await readPages(connector, ctx, 'vehicles');
      expect(ids(whole)).toEqual(vehicles.map(({ id }) => id));
      for (let cut = 1; cut < whole.length; cut++)
        expect(ids(await readPages(connector, ctx, 'vehicles', { cursor: whole[cut - 1]!.cursor }))).toEqual(
          ids(whole.slice(cut)),
        );
    },
  );

  it('refuses a next page at another host before calling it', async () => {
    handle = () => ({ items: vehicles, next: 'http://127.0.0.2:1/x' });
    const { connector, ctx } = await open({
      recordPath: 'items',
      pagination: { type: 'nextUrl', nextPath: 'next' },
    });
    await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind: 'config' });
  });

  it('refuses a page that names itself as the next one', async () => {
    handle = () => ({ items: vehicles, next: 'a' });
    const { connector, ctx } = await open({
      recordPath: 'items',
      pagination: { type: 'cursor', param: 'c', nextPath: 'next' },
    });
    await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind: 'drift' });
  });
});

describe('rest: only what changed', () => {
  const updatedSince = { param: 'since', field: 'updatedAt' };
  const pagination = { type: 'cursor', param: 'after', nextPath: 'next' };
  const changed: Handler = (url) => {
    const since = url.searchParams.get('since') ?? '';
    const from = Number(url.searchParams.get('after') ?? 0);
    const found = vehicles.filter(({ updatedAt }) => updatedAt >= since);
    return { items: found.slice(from, from + 4), next: from + 4 < found.length ? from + 4 : null };
  };

  it('keeps the highest time of change as the source printed it', async () => {
    handle = changed;
    const { connector, ctx } = await open({ recordPath: 'items', pagination, updatedSince });
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(pages.at(-1)!.cursor).toMatchObject({ since: '2026-01-01T00:00:09.123456Z', next: null });
    const again = await readPages(connector, ctx, 'vehicles', { cursor: pages.at(-1)!.cursor });
    expect(ids(again)).toEqual([9]);
    expect(asked.at(-1)!.url.searchParams.get('since')).toBe('2026-01-01T00:00:09.123456Z');
  });

  it('asks again for the lookback', async () => {
    handle = changed;
    const { connector, ctx } = await open({
      recordPath: 'items',
      updatedSince: { ...updatedSince, lookback: 'PT4S' },
    });
    await readPages(connector, ctx, 'vehicles', { cursor: { since: '2026-01-01T00:00:09.123456Z' } });
    expect(asked.at(-1)!.url.searchParams.get('since')).toBe('2026-01-01T00:00:05.123Z');
  });

  it('is not led astray by a record from the future', async () => {
    const future = { id: 99, updatedAt: '2099-01-01T00:00:00Z' };
    handle = () => [vehicles[3], future, vehicles[5]];
    const { connector, ctx } = await open({ updatedSince });
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(ids(pages)).toEqual([3, 99, 5]);
    expect(pages.at(-1)!.cursor).toMatchObject({ since: vehicles[5]!.updatedAt });
  });

  it('keeps the watermark of the run before it until the pass is complete', async () => {
    handle = changed;
    const { connector, ctx } = await open({ recordPath: 'items', pagination, updatedSince });
    const [first] = await readPages(connector, ctx, 'vehicles', { stopAfter: 1 });
    expect(first!.cursor).toMatchObject({ since: null, next: 4, high: vehicles[3]!.updatedAt });
  });

  it('starts the pass again when the source has forgotten the cursor', async () => {
    handle = (url, _request, response) => {
      if (url.searchParams.get('after') !== null) return response.writeHead(410).end();
      return { items: vehicles, next: null };
    };
    const { connector, ctx } = await open({ recordPath: 'items', pagination, updatedSince });
    const pages = await readPages(connector, ctx, 'vehicles', { cursor: { since: null, next: '4' } });
    expect(ids(pages)).toHaveLength(10);
  });

  it('sends the ETag of a one-page answer and takes 304 for "nothing changed"', async () => {
    handle = (_url, request, response) => {
      response.setHeader('etag', '"v1"');
      if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end();
      return [];
    };
    const { connector, ctx } = await open({ updatedSince });
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(pages).toHaveLength(1);
    expect(await readPages(connector, ctx, 'vehicles', { cursor: pages[0]!.cursor })).toEqual([]);
    expect(asked[1]!.headers['if-none-match']).toBe('"v1"');
  });

  it('does not trust the ETag of a first page for the pages after it', async () => {
    handle = (url, _request, response) => {
      response.setHeader('etag', '"v1"');
      return changed(url, _request, response);
    };
    const { connector, ctx } = await open({ recordPath: 'items', pagination });
    const pages = await readPages(connector, ctx, 'vehicles');
    await readPages(connector, ctx, 'vehicles', { cursor: pages.at(-1)!.cursor });
    expect(asked.filter(({ headers }) => headers['if-none-match'] !== undefined)).toEqual([]);
  });
});

describe('rest: what goes wrong', () => {
  it.each([
    ['not JSON', () => '<html>Bảo trì</html>'],
    ['no array of records', () => ({ error: 'x' })],
  ])('%s is drift', async (_name, handler) => {
    handle = handler;
    const { connector, ctx } = await open({ recordPath: 'items' });
    await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind: 'drift' });
  });

  it('keeps the neighbours of records that make no sense', async () => {
    handle = () => [{ id: 1 }, 'x', null, [2], { name: 'no key' }, { id: 3, updatedAt: 'soon' }, { id: 4 }];
    const { connector, ctx } = await open({ updatedSince: { param: 'since', field: 'updatedAt' } });
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(ids(pages)).toEqual([1, 4]);
    expect(badsOf(pages).map(({ reason }) => reason)).toEqual([
      'the record is not an object',
      'the record is not an object',
      'the record is not an object',
      'key field id is missing',
      'updatedAt: "soon" is not a time of change',
    ]);
    expect(badsOf(pages)[0]!.src).toEqual({ uri: `${base}/vehicles`, pos: '1' });
  });

  it('refuses a cursor that has lost digits', async () => {
    handle = () => '{"items":[{"id":1}],"next":9007199254740993}';
    const { connector, ctx } = await open({
      recordPath: 'items',
      pagination: { type: 'cursor', param: 'after', nextPath: 'next' },
    });
    await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind: 'drift' });
  });

  it('turns records marked as gone into deletes', async () => {
    handle = () => [
      { id: 1, gone: true },
      { id: 2, gone: false },
    ];
    const { connector, ctx } = await open({ deleted: { field: 'gone', value: true } });
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(pages[0]!.changes.map(({ op }) => op)).toEqual(['del', 'put']);
    expect(pages[0]!.changes[0]).toMatchObject({ key: { id: 1 } });
  });

  it('ends a snapshot only when it was walked from its beginning', async () => {
    handle = (url) => {
      const from = Number(url.searchParams.get('offset'));
      return vehicles.slice(from, from + 4);
    };
    const { connector, ctx } = await open({ complete: true, pageSize: 4, pagination: { type: 'offset' } });
    const whole = await readPages(connector, ctx, 'vehicles');
    expect(whole.map((page) => page.snapshotEnd)).toEqual([undefined, undefined, true]);
    const resumed = await readPages(connector, ctx, 'vehicles', { cursor: whole[0]!.cursor });
    expect(resumed.map((page) => page.snapshotEnd)).toEqual([undefined, undefined]);
  });
});
