import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import type { Json, Page, ReadRequest } from '../../src/sdk/index.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { type Handler, type RestServer, startRestServer } from './rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRestServer();
});
afterEach(() => server.close());

const PAGE = 4;
const vehicles = Array.from({ length: 10 }, (_, i) => ({ id: i, updatedAt: `2026-01-01T00:00:0${i}Z` }));
const ALL = vehicles.map(({ id }) => id);
const idsOf = (pages: Page[]) => putsOf(pages).map((row) => row.id);

/** Three pages by cursor. */
const good: Handler = ({ url }) => {
  const since = url.searchParams.get('since') ?? '';
  const found = vehicles.filter(({ updatedAt }) => updatedAt >= since);
  const from = Number(url.searchParams.get('after') ?? 0);
  return { items: found.slice(from, from + PAGE), next: from + PAGE < found.length ? from + PAGE : null };
};

const open = (dataset: object = {}) =>
  createTestSource(
    rest,
    {
      baseUrl: server.base,
      datasets: [
        {
          name: 'vehicles',
          path: 'vehicles',
          key: ['id'],
          recordPath: 'items',
          pagination: { type: 'cursor', param: 'after', nextPath: 'next' },
          updatedSince: { param: 'since', field: 'updatedAt' },
          ...dataset,
        },
      ],
    },
    { http: { retries: 2, backoff: { baseMs: 1, maxMs: 2 }, timeouts: { totalMs: 300 } } },
  );

/** Runs until one ends well, keeping what a hub keeps: records and the cursor of the last page it committed. */
async function readUntilDone(dataset: object = {}) {
  const kept = new Map<unknown, unknown>();
  let cursor: Json | null = null;
  const kinds: string[] = [];
  for (let runs = 1; ; runs++) {
    if (runs > 5) throw new Error(`not done after ${runs} runs: ${kinds.join()}`);
    const { connector, ctx, stop } = await open(dataset);
    const [described] = await connector.discover(ctx);
    try {
      const request: ReadRequest = { dataset: described!, cursor, follow: false, pageBytes: 1 << 20 };
      for await (const page of connector.read!(ctx, request)) {
        for (const row of putsOf([page])) kept.set(row.id, row);
        cursor = page.cursor;
      }
      return { ids: [...kept.keys()], cursor, kinds };
    } catch (error) {
      kinds.push((error as { kind: string }).kind);
    } finally {
      await stop();
    }
  }
}

/** The second page goes wrong `times` times; everything else is good. */
function failSecondPage(times: number, fault: Handler): void {
  let left = times;
  server.handle = (asked, response) =>
    asked.url.searchParams.get('after') === '4' && left-- > 0
      ? fault(asked, response)
      : good(asked, response);
}

const END = { since: '2026-01-01T00:00:09Z', next: null };

describe('rest: a bad day of the source', () => {
  const status = (code: number, headers = {}): Handler => {
    return (_asked, response) => {
      response.writeHead(code, headers).end();
    };
  };
  const retried: [string, Handler][] = [
    ['500', status(500)],
    ['503 with Retry-After', status(503, { 'retry-after': '0' })],
    ['429 with Retry-After', status(429, { 'retry-after': '0' })],
    [
      'an answer cut in the middle of its bytes',
      (_asked, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"items":[{"id":4');
        setTimeout(() => response.destroy(), 5);
      },
    ],
    ['no answer in time', () => new Promise((resolve) => setTimeout(resolve, 600))],
  ];

  it.each(retried)('%s twice: asked again in the same run, every record once', async (_name, fault) => {
    failSecondPage(2, fault);
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(idsOf(pages)).toEqual(ALL);
    expect(server.asked.map(({ url }) => url.searchParams.get('after'))).toEqual([null, '4', '4', '4', '8']);
    expect(pages.at(-1)!.cursor).toMatchObject(END);
  });

  it('500 for a whole run: it ends as transient after 3 attempts, and the next run goes on at that page', async () => {
    failSecondPage(3, status(500));
    const { ids, cursor, kinds } = await readUntilDone();
    expect(kinds).toEqual(['transient']);
    expect(ids).toEqual(ALL);
    expect(cursor).toMatchObject(END);
    expect(server.asked.map(({ url }) => url.searchParams.get('after'))).toEqual(
      [null, '4', '4', '4'].concat(['4', '8']),
    );
  });

  it.each<[string, string, string]>([
    ['JSON that stops in the middle', '{"items":[{"id":4,"updatedAt":"20', 'transient'],
    ['an empty body', '', 'transient'],
    ['a page of another kind', '<html>Bảo trì hệ thống</html>', 'drift'],
    ['JSON without the list', '{"error":"x"}', 'drift'],
    ['a list where there was an object', '[]', 'drift'],
  ])('%s: %s is said, nothing is lost and no cursor moved past it', async (_name, body, kind) => {
    failSecondPage(1, () => body);
    const { ids, cursor, kinds } = await readUntilDone();
    expect(kinds).toEqual([kind]);
    expect(ids).toEqual(ALL);
    expect(cursor).toMatchObject(END);
  });

  it('a page in another order brings the same records and the same watermark', async () => {
    failSecondPage(1, (asked, response) => {
      const page = good(asked, response) as { items: object[] };
      return { ...page, items: page.items.toReversed() };
    });
    const { ids, cursor } = await readUntilDone();
    expect(ids.toSorted()).toEqual(ALL);
    expect(cursor).toMatchObject(END);
  });

  it('a page sent twice repeats records and loses none', async () => {
    server.handle = (asked, response) => {
      const page = good(asked, response) as { next: number | null };
      if (asked.url.searchParams.get('after') === null) return { ...page, next: '0' };
      return page;
    };
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(idsOf(pages)).toHaveLength(ALL.length + PAGE);
    expect([...new Set(idsOf(pages))]).toEqual(ALL);
  });

  it('a page that names itself as the next one ends the run before it is taken a second time', async () => {
    failSecondPage(1, () => ({ items: vehicles.slice(4, 8), next: 4 }));
    server.handle = ((inner) => (asked, response) => {
      const body = inner(asked, response) as { next: number | null };
      // As text, as it was asked.
      return typeof body?.next === 'number' ? { ...body, next: String(body.next) } : body;
    })(server.handle);
    const { ids, kinds } = await readUntilDone();
    expect(kinds).toEqual(['drift']);
    expect(ids).toEqual(ALL);
    expect(server.asked).toHaveLength(4);
  });

  it('pages that lead in a circle end the run', async () => {
    server.handle = ({ url }) => ({ items: [], next: url.searchParams.get('after') === 'b' ? 'a' : 'b' });
    const { connector, ctx } = await open();
    await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind: 'drift' });
    expect(server.asked.length).toBeLessThanOrEqual(8);
  });

  it('an empty list of changes moves nothing', async () => {
    server.handle = () => ({ items: [], next: null });
    const { connector, ctx } = await open();
    const cursor = {
      since: '2026-01-01T00:00:09Z',
      next: null,
      part: null,
      high: null,
      clock: null,
      etag: null,
    };
    expect(await readPages(connector, ctx, 'vehicles', { cursor })).toEqual([]);
  });
});

describe('rest: whole lists on a bad day', () => {
  const complete = { complete: true, updatedSince: undefined };

  it('an empty list is a snapshot of nothing: said, and judged by the hub', async () => {
    server.handle = () => ({ items: [], next: null });
    const { connector, ctx } = await open(complete);
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(pages).toMatchObject([{ changes: [], snapshotStart: true, snapshotEnd: true }]);
  });

  it('begins with its first page and ends with its last', async () => {
    server.handle = good;
    const { connector, ctx } = await open(complete);
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(pages.map((page) => [page.snapshotStart, page.snapshotEnd])).toEqual([
      [true, undefined],
      [undefined, undefined],
      [undefined, true],
    ]);
  });

  it('never ends when a page in it failed', async () => {
    failSecondPage(9, () => '<html>');
    const { connector, ctx } = await open(complete);
    const pages: Page[] = [];
    const [dataset] = await connector.discover(ctx);
    const reading = (async () => {
      for await (const page of connector.read!(ctx, {
        dataset: dataset!,
        cursor: null,
        follow: false,
        pageBytes: 1e6,
      }))
        pages.push(page);
    })();
    await expect(reading).rejects.toMatchObject({ kind: 'drift' });
    expect(pages.map((page) => [page.snapshotStart, page.snapshotEnd])).toEqual([[true, undefined]]);
  });

  it('cannot be a list of changes as well: the rest would be taken for removed', async () => {
    await expect(open({ complete: true })).rejects.toMatchObject({ kind: 'config' });
  });
});

describe('rest: a page larger than ours', () => {
  const many = Array.from({ length: 50 }, (_, id) => ({ id, text: 'x'.repeat(100) }));
  const one = { pagination: { type: 'none' }, updatedSince: undefined };
  const read = async (cursor: Json | null, pageBytes = 1_000) => {
    const { connector, ctx, stop } = await open(one);
    const pages = await readPages(connector, ctx, 'vehicles', { cursor, pageBytes });
    await stop();
    return pages;
  };

  it('is handed over in parts, and reading goes on inside it', async () => {
    server.handle = () => ({ items: many });
    const pages = await read(null);
    expect(pages.length).toBeGreaterThanOrEqual(6);
    for (const page of pages) expect(JSON.stringify(putsOf([page])).length).toBeLessThan(1_100);
    expect(idsOf(pages)).toEqual(many.map(({ id }) => id));
    expect(idsOf(await read(pages[2]!.cursor))).toEqual(idsOf(pages.slice(3)));
  });

  it('is handed over again from its beginning when it has changed meanwhile', async () => {
    server.handle = () => ({ items: many });
    const pages = await read(null);
    server.handle = () => ({ items: [{ id: 99, text: 'new' }, ...many] });
    expect(idsOf(await read(pages[2]!.cursor))).toEqual([99, ...many.map(({ id }) => id)]);
  });
});

it('rest: a key that has lost digits is refused, its neighbours are not', async () => {
  server.handle = () => '{"items":[{"id":1},{"id":9007199254740993},{"id":3}]}';
  const { connector, ctx } = await open();
  const pages = await readPages(connector, ctx, 'vehicles');
  expect(idsOf(pages)).toEqual([1, 3]);
  expect(badsOf(pages)).toMatchObject([{ code: 'unsafe-integer', field: 'id', src: { pos: '1' } }]);
});

it('rest: an answer past the cap is refused', async () => {
  server.handle = good;
  const { connector, ctx } = await open({ maxBytes: 50 });
  await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind: 'config' });
  expect(server.asked).toHaveLength(1);
});
