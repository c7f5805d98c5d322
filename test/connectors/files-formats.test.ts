import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { files } from '../../connectors/files/index.ts';
import type { Page } from '../../src/sdk/index.ts';
import { describeWithData, sharedFile } from '../acceptance/shared-data.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'files-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const drop = (name: string, content: string | Buffer) => writeFile(path.join(dir, name), content);
const open = (dataset: object, config: object = {}) =>
  createTestSource(files, {
    dir,
    settleMs: 0,
    datasets: [{ name: 'rows', pattern: 'r*', key: ['id'], ...dataset }],
    ...config,
  });
const codes = (pages: Page[]) => badsOf(pages).map(({ code, src }) => [code, src?.pos]);

async function resumesEverywhere(dataset: object, pageBytes: number, atLeast: number) {
  const { connector, ctx } = await open(dataset, { after: 'keep' });
  const whole = await readPages(connector, ctx, 'rows', { pageBytes });
  expect(whole.length).toBeGreaterThanOrEqual(atLeast);
  for (let cut = 1; cut <= whole.length; cut++) {
    const { cursor } = whole[cut - 1]!;
    const rest = await readPages(connector, ctx, 'rows', { pageBytes, cursor });
    expect(rest.flatMap((page) => page.changes)).toEqual(whole.slice(cut).flatMap((page) => page.changes));
  }
}

describe('files: JSON', () => {
  it('finds the array of records, keeps its neighbours out and says which record is bad', async () => {
    await drop(
      'r.json',
      '\uFEFF{"items":[{"id":"decoy"}],"data":{"note":"x","items":[{"id":1,"a":{"b":[1.5,-2e3,true,null]}},7,{"x":1},{"id":12345678901234567890,"__proto__":"own"}]},"end":[]}',
    );
    const { connector, ctx } = await open({ format: 'json', recordPath: 'data.items' });
    const pages = await readPages(connector, ctx, 'rows');
    const [first, second] = putsOf(pages);
    expect(first).toEqual({ id: 1, a: { b: [1.5, -2000, true, null] } });
    // An integer past 2^53 keeps its digits, and no name reaches a prototype.
    expect(second!.id).toBe('12345678901234567890');
    expect(Object.getOwnPropertyDescriptor(second, '__proto__')?.value).toBe('own');
    expect(codes(pages)).toEqual([
      ['not-an-object', '2'],
      ['empty-key', '3'],
    ]);
  });

  it('reads strings as JSON.parse does, wherever the pieces are cut', async () => {
    const record = { id: 'x', text: `${'Đường "Lý" \\ \n\u0001 😀 é'.repeat(30_000)}`, n: [0, -0.5, 1e21] };
    await drop('r.json', JSON.stringify([record, { ...record, id: 'y' }]).replaceAll('é', '\\u00e9'));
    const { connector, ctx } = await open({ format: 'json' });
    expect(putsOf(await readPages(connector, ctx, 'rows'))).toEqual([record, { ...record, id: 'y' }]);
  });

  it('reads windows-1258', async () => {
    await drop('r.json', iconv.encode('[{"id":"Đa\u0323i lô\u0323"}]', 'windows-1258'));
    const { connector, ctx } = await open({ format: 'json', encoding: 'windows-1258' });
    expect(putsOf(await readPages(connector, ctx, 'rows'))).toEqual([{ id: 'Đa\u0323i lô\u0323' }]);
  });

  it('goes on by record number from every cursor', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => (i % 7 === 3 ? [i] : { id: i, name: `Đường ${i}` }));
    await drop('r.json', JSON.stringify(rows));
    await resumesEverywhere({ format: 'json' }, 200, 5);
  });

  it.each([
    ['that stops in its middle', '[{"id":1},{"id":2},{"i', 'json-broken', 2],
    ['with something else in it', '[{"id":1},{"id":2}] x', 'json-broken', 2],
    ['without the array', '{"a":[{"id":1}]}', 'no-records', 0],
    ['that is empty', ' ', 'json-broken', 0],
  ])('refuses a document %s, puts it apart and reads the next file', async (_name, text, code, before) => {
    await drop('r1.json', text);
    await drop('r2.json', '[{"id":9}]');
    const { connector, ctx } = await open({ format: 'json' });
    const pages = await readPages(connector, ctx, 'rows', { pageBytes: 1 });
    const ids = putsOf(pages).map(({ id }) => id);
    expect(ids.at(-1)).toBe(9);
    expect(ids.length - 1).toBeLessThanOrEqual(before);
    expect(badsOf(pages)).toMatchObject([
      { code, reason: expect.stringContaining('r1.json'), src: { uri: 'r1.json', pos: 'file' } },
    ]);
    expect((await readdir(path.join(dir, 'processed'))).sort()).toEqual(['r2.json', 'refused']);
    expect(await readdir(path.join(dir, 'processed/refused'))).toEqual(['r1.json']);
  });
});

describe('files: GeoJSON', () => {
  const point = { type: 'Point', coordinates: [106.07, 21.18] };
  const feature = (id: unknown, properties: unknown, geometry: unknown = point) => ({
    type: 'Feature',
    ...(id === undefined ? {} : { id }),
    properties,
    geometry,
  });
  const collection = (features: unknown[], more: object = {}) =>
    JSON.stringify({ type: 'FeatureCollection', ...more, features });

  it('makes { id, …properties, geometry } of a feature', async () => {
    await drop(
      'r.geojson',
      collection([
        feature('a', { name: 'x' }),
        feature(undefined, { id: 'b' }, null),
        feature('c', { id: 'other' }),
        feature('d', { geometry: 1 }),
        feature('e', {}, { coordinates: [] }),
        { id: 'f' },
        feature('g', null),
      ]),
    );
    const { connector, ctx } = await open({ format: 'geojson' });
    const pages = await readPages(connector, ctx, 'rows');
    expect(putsOf(pages)).toEqual([
      { id: 'a', name: 'x', geometry: point },
      { id: 'b', geometry: null },
      { id: 'g', geometry: point },
    ]);
    expect(codes(pages)).toEqual([
      ['name-taken', '3'],
      ['name-taken', '4'],
      ['not-a-geometry', '5'],
      ['not-a-feature', '6'],
    ]);
  });

  it.each([
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 1, []],
    ['urn:ogc:def:crs:EPSG::3405', 0, [['wrong-crs', 'file']]],
  ])('with the coordinate system %s gives %i features', async (name, count, refused) => {
    await drop('r.geojson', collection([feature('a', {})], { crs: { type: 'name', properties: { name } } }));
    const { connector, ctx } = await open({ format: 'geojson' });
    const pages = await readPages(connector, ctx, 'rows');
    expect(putsOf(pages)).toHaveLength(count);
    expect(codes(pages)).toEqual(refused);
  });
});

const COMMUNES = 'admin/bacninh_communes_2025_simplified.geojson';
describeWithData('files: Bắc Ninh communes', [COMMUNES], () => {
  it('gives every commune with its geometry', async () => {
    const { connector, ctx } = await createTestSource(files, {
      dir: path.dirname(sharedFile(COMMUNES)),
      after: 'keep',
      datasets: [{ name: 'communes', pattern: path.basename(COMMUNES), format: 'geojson', key: ['id'] }],
    });
    const pages = await readPages(connector, ctx, 'communes', { pageBytes: 50_000 });
    const rows = putsOf(pages);
    expect(badsOf(pages)).toEqual([]);
    expect(pages.length).toBeGreaterThan(3);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(99);
    for (const { geometry } of rows) expect((geometry as { type: string }).type).toMatch(/Polygon$/);
  });
});

describe('files: TSV and gzip', () => {
  it('takes a quote in TSV for what it is', async () => {
    await drop('r.tsv', 'id\tname\r\n1\tQuán "Bà Hai"\r\n2\t"\r\n3\ta\tb\r\n');
    const { connector, ctx } = await open({ format: 'tsv' });
    const pages = await readPages(connector, ctx, 'rows');
    expect(putsOf(pages)).toEqual([
      { id: '1', name: 'Quán "Bà Hai"' },
      { id: '2', name: '"' },
    ]);
    expect(codes(pages)).toEqual([['wrong-field-count', '4']]);
  });

  it('unpacks .gz and goes on in its middle', async () => {
    const lines = Array.from({ length: 80 }, (_, i) => `${i};Đường ${i}\n`);
    await drop('r.csv.gz', gzipSync(`id;name\n${lines.join('')}`));
    await resumesEverywhere({ format: 'csv' }, 150, 5);
  });

  it('refuses a .gz that is broken', async () => {
    await drop('r1.csv.gz', gzipSync(`id;name\n${'1;a\n'.repeat(1000)}`).subarray(0, 40));
    await drop('r2.csv.gz', 'id;name\n1;a\n');
    const { connector, ctx } = await open({ format: 'csv' });
    const pages = await readPages(connector, ctx, 'rows');
    expect(badsOf(pages).map(({ code }) => code)).toEqual(['gzip-broken', 'gzip-broken']);
    expect(putsOf(pages)).toEqual([]);
  });
});

describe('files: a header that changes', () => {
  it('remembers the columns of the file before: fewer are drift before the first row, more are welcome', async () => {
    const said: string[] = [];
    const { connector, ctx } = await open({ format: 'csv' });
    ctx.log = (_level, message, fields) => said.push(`${message} ${JSON.stringify(fields)}`);
    await drop('r1.csv', 'id;name\n1;a\n');
    let cursor = (await readPages(connector, ctx, 'rows')).at(-1)!.cursor;
    await drop('r2.csv', 'id;name;speed\n2;b;50\n');
    const second = await readPages(connector, ctx, 'rows', { cursor });
    expect(putsOf(second)).toEqual([{ id: '2', name: 'b', speed: '50' }]);
    expect(said).toContain('the file has new columns {"file":"r2.csv","columns":["speed"]}');
    cursor = second.at(-1)!.cursor;
    await drop('r3.csv', 'id;speed\n3;60\n');
    await expect(readPages(connector, ctx, 'rows', { cursor })).rejects.toMatchObject({
      kind: 'drift',
      message: 'r3.csv: missing columns name; the header has id, speed',
    });
    expect(await readdir(dir)).toEqual(['processed', 'r3.csv']);
    // What is agreed counts more than what is remembered.
    const agreed = await open({ format: 'csv', columns: ['id'] });
    expect(putsOf(await readPages(agreed.connector, agreed.ctx, 'rows', { cursor }))).toHaveLength(1);
  });
});

describe('files: complete files', () => {
  const ends = (pages: Page[]) =>
    pages.map((page) => [page.snapshotStart === true, page.snapshotEnd === true]);

  it('are snapshots from their first page to their last, also when resumed', async () => {
    await drop('r1.csv', `id;name\n${'1;aaaaaaaa\n2;bbbbbbbb\n3;cccccccc\n'}`);
    const { connector, ctx } = await open({ format: 'csv', complete: true }, { after: 'keep' });
    expect((await connector.discover(ctx))[0]!.deletes).toBe('snapshot');
    const pages = await readPages(connector, ctx, 'rows', { pageBytes: 12 });
    expect(ends(pages)).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
    const rest = await readPages(connector, ctx, 'rows', { pageBytes: 12, cursor: pages[0]!.cursor });
    expect(ends(rest)).toEqual(ends(pages).slice(1));
  });

  it('with a record that cannot be read do not say what was removed, also when resumed behind it', async () => {
    await drop('r1.csv', `id;name\n${'1;aaaaaaaa\n2\n3;cccccccc\n'}`);
    const { connector, ctx } = await open({ format: 'csv', complete: true }, { after: 'keep' });
    const pages = await readPages(connector, ctx, 'rows', { pageBytes: 12 });
    expect(badsOf(pages)).toHaveLength(1);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.some((page) => page.snapshotEnd)).toBe(false);
    const rest = await readPages(connector, ctx, 'rows', { cursor: pages.at(-2)!.cursor });
    expect(badsOf(rest)).toEqual([]);
    expect(rest.some((page) => page.snapshotEnd)).toBe(false);
  });
});

describe('files: configuration', () => {
  it.each([
    [{ keepFiles: true, after: 'move' }, {}, 'contradict'],
    [{ dir: undefined }, {}, 'exactly one'],
    [{ sftp: { host: 'h', dir: '/', user: 'u', hostKey: `SHA256:${'A'.repeat(43)}` } }, {}, 'exactly one'],
    [{}, { processedDir: '../elsewhere' }, 'processedDir'],
    [{}, { complete: true, key: [] }, 'need a key'],
  ])('%o %o is refused', async (config, dataset, reason) => {
    await expect(open({ format: 'csv', ...dataset }, config)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining(reason),
    });
  });

  it('refuses a backfill, because files have no field to narrow it by', async () => {
    const { connector, ctx } = await open({ format: 'csv' });
    const dataset = (await connector.discover(ctx))[0]!;
    const request = { dataset, cursor: null, follow: false, pageBytes: 1000, range: { from: '1' } };
    expect(() => connector.read!(ctx, request)).toThrow(expect.objectContaining({ kind: 'unsupported' }));
  });
});
