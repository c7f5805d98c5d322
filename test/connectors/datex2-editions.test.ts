import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Json, Page } from '../../src/sdk/index.ts';
import { putsOf } from './create-test-ctx.ts';
import { openPublisher } from './datex2-publisher.ts';

const record = (id: number) =>
  `<s:situation id="S${id}"><s:situationRecord x:type="s:Accident" id="R${id}" version="1"/></s:situation>`;
const publication = (ids: number[], { time = '2026-01-01T00:00:00Z', after = '', before = '' } = {}) =>
  `<m xmlns:s="urn:s" xmlns:x="http://www.w3.org/2001/XMLSchema-instance">${before}<p x:type="s:SituationPublication">${
    time && `<publicationTime>${time}</publicationTime>`
  }${ids.map(record).join('')}</p>${after}</m>`;
const ids = (count: number) => Array.from({ length: count }, (_, i) => i);
const idsOf = (pages: Parameters<typeof putsOf>[0]) => putsOf(pages).map(({ id }) => id);

describe('editions', () => {
  it('an edition that was read gives no page: by ETag unread, by its time alone after a look', async () => {
    const byTag = await openPublisher('situationRecord', {
      body: publication(ids(3)),
      headers: { etag: '"1"' },
    });
    const [page] = await byTag.read();
    expect(await byTag.read({ cursor: page!.cursor })).toEqual([]);
    expect(byTag.asked.at(-1)).toMatchObject({ 'if-none-match': '"1"' });

    const byTime = await openPublisher('situationRecord', { body: publication(ids(3)) });
    const [only] = await byTime.read();
    expect(await byTime.read({ cursor: only!.cursor })).toEqual([]);
    byTime.serve({ body: publication(ids(2), { time: '2026-01-01T00:01:00Z' }) });
    expect(idsOf(await byTime.read({ cursor: only!.cursor }))).toEqual(['R0', 'R1']);
  });

  it('goes on in the same edition without beginning a snapshot, and starts again in another', async () => {
    const { read, serve } = await openPublisher('situationRecord', { body: publication(ids(30)) });
    const pages = await read({ pageBytes: 4_000 });
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.map((page) => page.snapshotStart === true)).toEqual(pages.map((_, i) => i === 0));
    expect(pages.map((page) => page.snapshotEnd === true)).toEqual(
      pages.map((_, i) => i === pages.length - 1),
    );
    const cursor = pages[0]!.cursor;
    const rest = await read({ cursor });
    expect(idsOf(rest)).toEqual(idsOf(pages.slice(1)));
    expect([rest[0]!.snapshotStart, rest.at(-1)!.snapshotEnd]).toEqual([undefined, true]);

    serve({ body: publication(ids(29), { time: '2026-01-01T00:01:00Z' }) });
    const again = await read({ cursor });
    expect(idsOf(again)).toHaveLength(29);
    expect([again[0]!.snapshotStart, again.at(-1)!.snapshotEnd]).toEqual([true, true]);
  });

  it('without ETag and time nothing tells editions apart: read whole every time', async () => {
    const { read } = await openPublisher('situationRecord', { body: publication(ids(30), { time: '' }) });
    const pages = await read({ pageBytes: 4_000 });
    for (const { cursor } of [pages[0]!, pages.at(-1)!])
      expect(idsOf(await read({ cursor }))).toHaveLength(30);
  });

  it('a document with nothing in it is a whole, empty snapshot', async () => {
    const { read } = await openPublisher('situationRecord', { body: publication([]) });
    expect(await read()).toMatchObject([{ changes: [], snapshotStart: true, snapshotEnd: true }]);
  });

  it.each([
    ['v2.3', { before: '<exchange><updateMethod>singleElementUpdate</updateMethod></exchange>' }],
    ['v3', { after: '<e><codedExchangeProtocol>deltaPull</codedExchangeProtocol></e>' }],
  ])('%s: an update of single elements ends no snapshot', async (_version, parts) => {
    const { read } = await openPublisher('situationRecord', { body: publication(ids(2), parts) });
    const pages = await read();
    expect(idsOf(pages)).toHaveLength(2);
    expect(pages.some((page) => page.snapshotEnd)).toBe(false);
  });
});

describe('documents', () => {
  it('reads a gzip file, and gzip as content encoding', async () => {
    const body = gzipSync(publication(ids(3)));
    const file = await openPublisher('situationRecord', { body });
    expect(idsOf(await file.read())).toHaveLength(3);
    const encoded = await openPublisher('situationRecord', { body, headers: { 'content-encoding': 'gzip' } });
    expect(idsOf(await encoded.read())).toHaveLength(3);
  });

  it.each([
    [
      'another kind of publication',
      publication([]).replace('Situation', 'VmsTable'),
      'drift',
      /not a SituationPublication/,
    ],
    ['no publication', '<html><body/></html>', 'drift', /<html> holds no publication/],
    ['a DOCTYPE', `<!DOCTYPE m [<!ENTITY a "b">]>${publication([])}`, 'drift', /DOCTYPE/],
    ['no XML', 'Service Unavailable', 'drift', /XML/],
    [
      'a damaged gzip file',
      Buffer.concat([gzipSync('<m/>').subarray(0, 10), Buffer.from('not deflate')]),
      'drift',
      /gzip/,
    ],
    ['half a gzip file', gzipSync(publication(ids(500))).subarray(0, 200), 'transient', /too early/],
  ])('%s', async (_name, body, kind, message) => {
    const { read, connector, ctx } = await openPublisher('situationRecord', { body });
    await expect(read()).rejects.toMatchObject({ kind, message: expect.stringMatching(message) });
    await expect(read()).rejects.toThrow(/^test-source: http:\/\/127\.0\.0\.1:\d+\/d\.xml: (?!.*token)/);
    if (kind === 'drift') await expect(connector.check(ctx)).rejects.toMatchObject({ kind });
  });

  it('cut off: what was whole is delivered, the snapshot stays open, the next run goes on', async () => {
    const body = publication(ids(2_000));
    const { connector, ctx, serve, read } = await openPublisher('situationRecord', {
      body,
      cutAfter: 100_000,
    });
    const [dataset] = await connector.discover(ctx);
    const pages: Page[] = [];
    let cursor: Json = null;
    const walk = async () => {
      for await (const page of connector.read!(ctx, {
        dataset: dataset!,
        cursor: null,
        follow: false,
        pageBytes: 1 << 16,
      })) {
        pages.push(page);
        cursor = page.cursor;
      }
    };
    await expect(walk()).rejects.toMatchObject({ kind: 'transient' });
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.some((page) => page.snapshotEnd)).toBe(false);
    serve({ body });
    pages.push(...(await read({ cursor })));
    expect(new Set(idsOf(pages)).size).toBe(2_000);
    expect(idsOf(pages)).toHaveLength(2_000);
  });

  it('has no past to ask for', async () => {
    const { connector, ctx } = await openPublisher('situationRecord', { body: publication([]) });
    const [dataset] = await connector.discover(ctx);
    const pages = connector.read!(ctx, {
      dataset: dataset!,
      cursor: null,
      follow: false,
      pageBytes: 1,
      range: {},
    });
    await expect(pages[Symbol.asyncIterator]().next()).rejects.toMatchObject({ kind: 'unsupported' });
  });
});
