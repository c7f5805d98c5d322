import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fixture from '../../connectors/rest/fixtures/page.json' with { type: 'json' };
import { rest } from '../../connectors/rest/index.ts';
import { createFixedClock } from '../../src/kernel/clock.ts';
import type { Page, ReadRequest } from '../../src/sdk/index.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { type Handler, type RestServer, startRestServer } from './rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRestServer();
});
afterEach(() => server.close());

const open = (dataset: object, more: object = {}) =>
  createTestSource(
    rest,
    {
      baseUrl: server.base,
      datasets: [{ name: 'events', path: 'events', key: ['id'], ...dataset }],
      ...more,
    },
    { clock: createFixedClock(new Date('2026-01-04T12:00:00Z')) },
  );

const events = Array.from({ length: 10 }, (_, i) => ({
  id: `e${i}`,
  seq: i,
  at: `2026-01-0${1 + Math.floor(i / 3)}T0${i % 3}:00:00.000001Z`,
}));
const idsOf = (pages: Page[]) => putsOf(pages).map((row) => row.id);
const ALL = events.map(({ id }) => id);
const param = (i: number, name: string) => server.asked[i]!.url.searchParams.get(name);

/** Every cut gives the same rest: what a crash between two pages would leave to do. */
async function expectResumable(dataset: object) {
  const { connector, ctx } = await open(dataset);
  const whole = await readPages(connector, ctx, 'events');
  expect(idsOf(whole)).toEqual(ALL);
  expect(whole.length).toBeGreaterThan(2);
  for (let cut = 1; cut < whole.length; cut++) {
    const rest = await readPages(connector, ctx, 'events', { cursor: whole[cut - 1]!.cursor });
    expect(idsOf(rest), `after page ${cut}`).toEqual(idsOf(whole.slice(cut)));
  }
}

describe('rest: keyset pages', () => {
  const dataset = {
    pageSize: 4,
    pagination: {
      type: 'keyset',
      params: [
        { param: 'after_at', field: 'at' },
        { param: 'after_id', field: 'id' },
      ],
    },
  };
  const handle: Handler = ({ url }) => {
    const at = url.searchParams.get('after_at');
    const id = url.searchParams.get('after_id') ?? '';
    return events.filter((e) => at === null || e.at > at || (e.at === at && e.id > id)).slice(0, 4);
  };

  it('go on after the last record, from every cursor', async () => {
    server.handle = handle;
    await expectResumable(dataset);
    expect(param(1, 'after_at')).toBe(events[3]!.at);
    expect(param(1, 'after_id')).toBe('e3');
  });

  it('pass over a bad record at the end of a page', async () => {
    server.handle = (asked, response) => {
      const page = handle(asked, response) as object[];
      return asked.url.searchParams.has('after_at') ? page : [...page.slice(0, 3), 'broken'];
    };
    const { connector, ctx } = await open(dataset);
    const pages = await readPages(connector, ctx, 'events');
    expect(idsOf(pages)).toEqual(ALL);
    expect(badsOf(pages)).toHaveLength(1);
  });

  it('are drift when no record says where the next one begins', async () => {
    server.handle = () => [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];
    const { connector, ctx } = await open(dataset);
    await expect(readPages(connector, ctx, 'events')).rejects.toMatchObject({ kind: 'drift' });
  });
});

describe('rest: windows of time', () => {
  const pagination = { type: 'timeWindow', start: '2026-01-01T00:00:00.000Z', window: 'P1D' };
  const handle: Handler = ({ url }) => {
    const [from, to] = [url.searchParams.get('from')!, url.searchParams.get('to')!];
    // As instants: text of another length has another order.
    return events.filter(({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to));
  };

  it('cover the time up to now without a gap, from every cursor', async () => {
    server.handle = handle;
    await expectResumable({ pagination });
    const walked = server.asked.slice(0, 4).map(({ url }) => [...url.searchParams.values()]);
    expect(walked).toEqual([
      ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'],
      ['2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'],
      ['2026-01-03T00:00:00.000Z', '2026-01-04T00:00:00.000Z'],
      ['2026-01-04T00:00:00.000Z', '2026-01-04T12:00:00.000Z'],
    ]);
  });

  it('begin at the watermark the next time', async () => {
    server.handle = handle;
    const { connector, ctx } = await open({ pagination, updatedSince: { param: 'from', field: 'at' } });
    const pages = await readPages(connector, ctx, 'events');
    const calls = server.asked.length;
    await readPages(connector, ctx, 'events', { cursor: pages.at(-1)!.cursor });
    expect(server.asked).toHaveLength(calls + 1);
    expect(param(calls, 'from')).toBe('2026-01-04T00:00:00.000001Z');
  });

  it('that are full are refused: what does not fit would be lost', async () => {
    server.handle = handle;
    const { connector, ctx } = await open({ pagination, pageSize: 3 });
    await expect(readPages(connector, ctx, 'events')).rejects.toMatchObject({ kind: 'config' });
  });
});

describe('rest: searches by POST', () => {
  it('put every parameter at its place in the body, and are asked again after a lost answer', async () => {
    let failures = 1;
    server.handle = ({ body }, response) => {
      if (failures-- > 0) return response.writeHead(503).end() && undefined;
      const { page } = JSON.parse(body) as { page: { no: number } };
      return { hits: events.slice((page.no - 1) * 4, page.no * 4) };
    };
    const { connector, ctx } = await open({
      recordPath: 'hits',
      request: { method: 'POST', body: { filter: { kind: 'ACCIDENT' } } },
      pageSize: 4,
      sizeParam: 'page.size',
      pagination: { type: 'page', param: 'page.no' },
      updatedSince: { param: 'filter.changed', field: 'at', value: '>={value}' },
    });
    const pages = await readPages(connector, ctx, 'events');
    expect(idsOf(pages)).toEqual(ALL);
    expect(server.asked.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'POST']);
    expect(JSON.parse(server.asked[2]!.body)).toEqual({
      filter: { kind: 'ACCIDENT' },
      page: { size: 4, no: 2 },
    });
    await readPages(connector, ctx, 'events', { cursor: pages.at(-1)!.cursor });
    expect(JSON.parse(server.asked[4]!.body).filter.changed).toBe(`>=${events[9]!.at}`);
  });
});

describe('rest: other bodies', () => {
  it('NDJSON: a broken line is told with its number, one cut off at the end is asked for again', async () => {
    server.handle = () => '{"id":"a"}\n\nnot json\n{"id":"b"}\n';
    const { connector, ctx } = await open({ format: 'ndjson' });
    const pages = await readPages(connector, ctx, 'events');
    expect(idsOf(pages)).toEqual(['a', 'b']);
    expect(badsOf(pages)).toMatchObject([{ code: 'not-json', raw: 'not json', src: { pos: '3' } }]);
    server.handle = () => '{"id":"a"}\n{"id":"b';
    await expect(readPages(connector, ctx, 'events')).rejects.toMatchObject({ kind: 'transient' });
  });

  it('CSV: quotes, line ends inside them, ragged lines, a byte order mark', async () => {
    server.handle = () => '\uFEFFid;name\r\n1;"Đường ""A""; số\n2"\r\n2\r\n;x\r\n3;y';
    const { connector, ctx } = await open({ format: 'csv', delimiter: ';' });
    const pages = await readPages(connector, ctx, 'events');
    expect(putsOf(pages)).toEqual([
      { id: '1', name: 'Đường "A"; số\n2' },
      { id: '3', name: 'y' },
    ]);
    expect(badsOf(pages)).toMatchObject([
      { code: 'ragged-row', src: { pos: '4' } },
      { code: 'key-missing', field: 'id', src: { pos: '5' } },
    ]);
  });

  it.each([
    ['id,name\n1,"cut', 'transient'],
    ['code,name\n1,x', 'drift'],
    ['', 'drift'],
  ])('CSV %j is %s', async (body, kind) => {
    server.handle = () => body;
    const { connector, ctx } = await open({ format: 'csv' });
    await expect(readPages(connector, ctx, 'events')).rejects.toMatchObject({ kind });
  });
});

describe('rest: backfill', () => {
  const read = async (dataset: object, range: ReadRequest['range'], cursor: ReadRequest['cursor'] = null) => {
    const { connector, ctx } = await open(dataset);
    const [described] = await connector.discover(ctx);
    const request = {
      dataset: described!,
      cursor,
      follow: false,
      pageBytes: 1 << 20,
      ...(range ? { range } : {}),
    };
    const pages: Page[] = [];
    for await (const page of connector.read!(ctx, request)) pages.push(page);
    return pages;
  };
  const range = { from: '2026-01-01T02:00:00.000001Z', to: '2026-01-03T00:00:00.000001Z' };

  it('asks for both ends, and brings exactly [from, to) whatever comes', async () => {
    server.handle = () => events;
    const updatedSince = { param: 'since', field: 'at', lookback: 'PT1H', until: { param: 'until' } };
    const pages = await read({ updatedSince }, range);
    expect(idsOf(pages)).toEqual(['e2', 'e3', 'e4', 'e5']);
    expect([param(0, 'since'), param(0, 'until')]).toEqual([range.from, range.to]);
  });

  it('goes on from its own cursor with its own ends', async () => {
    server.handle = ({ url }) => {
      const from = Number(url.searchParams.get('offset'));
      return events.slice(from, from + 4);
    };
    const dataset = {
      updatedSince: { param: 'since', field: 'at' },
      pageSize: 4,
      pagination: { type: 'offset' },
    };
    const pages = await read(dataset, range);
    expect(pages.map((page) => idsOf([page]))).toEqual([['e2', 'e3'], ['e4', 'e5'], []]);
    expect(idsOf(await read(dataset, range, pages[0]!.cursor))).toEqual(['e4', 'e5']);
    expect(server.asked.every(({ url }) => url.searchParams.get('since') === range.from)).toBe(true);
  });

  it('is refused where records have no time of change', async () => {
    server.handle = () => events;
    await expect(read({}, range)).rejects.toMatchObject({ kind: 'unsupported' });
    expect(server.asked).toHaveLength(0);
  });
});

it('rest: a page with everything in it: a record, one that is none, one that is gone', async () => {
  server.handle = () => fixture;
  const { connector, ctx } = await open({
    recordPath: 'data.items',
    pagination: { type: 'cursor', param: 'after', nextPath: 'data.next' },
    updatedSince: { param: 'since', field: 'updatedAt' },
    deleted: { field: 'gone', value: true },
  });
  const pages = await readPages(connector, ctx, 'events');
  expect(pages[0]!.changes.map(({ op }) => op)).toEqual(['put', 'bad', 'del']);
  expect(pages[0]!.cursor).toMatchObject({ since: '2026-01-01T00:00:01.123456Z' });
});

describe('rest: headers', () => {
  it('of the source and of the dataset are sent, with a fresh id every time', async () => {
    server.handle = () => events;
    const { connector, ctx } = await open(
      { headers: { 'x-set': 'events' }, query: { lang: 'vi' } },
      { headers: { 'x-client': 'hub' }, requestIdHeader: 'X-Request-Id' },
    );
    await readPages(connector, ctx, 'events');
    await readPages(connector, ctx, 'events');
    expect(server.asked[0]!.headers).toMatchObject({ 'x-set': 'events', 'x-client': 'hub' });
    expect(param(0, 'lang')).toBe('vi');
    const ids = server.asked.map(({ headers }) => headers['x-request-id']);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  });
});

it.each<[string, object]>([
  ['cursor pages of NDJSON', { format: 'ndjson', pagination: { type: 'cursor', param: 'a', nextPath: 'b' } }],
  ['a body with GET', { request: { method: 'GET', body: { a: 1 } } }],
  ['look-ups in CSV', { format: 'csv', live: { keys: [{ fields: ['id'] }] } }],
  [
    'look-ups over pages of unknown size',
    { pagination: { type: 'offset' }, live: { keys: [{ fields: ['id'] }] } },
  ],
  ['two fields in one parameter', { live: { keys: [{ fields: ['a', 'b'] }] } }],
  ['a path without keys', { live: { keys: [{ fields: ['id'], style: 'path', path: 'x' }] } }],
])('rest: %s is refused before anything is asked', async (_name, dataset) => {
  await expect(open(dataset)).rejects.toMatchObject({ kind: 'config' });
});
