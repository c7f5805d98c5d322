import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { files } from '../../connectors/files/index.ts';
import { createPlace } from '../../connectors/files/places/create-place.ts';
import type { Json } from '../../src/sdk/index.ts';
import { createLoopbackServer } from '../conformance/loopback-server.ts';
import { createTestSource, putsOf, readPages, type TestCtxOptions } from './create-test-ctx.ts';
import { S3_KEYS, startS3Server, type TestS3Server } from './files-s3-server.ts';
import { startSftpServer, type TestSftpServer } from './files-sftp-server.ts';
import { textBook } from './files-workbook.ts';

const csv = (from: number, to: number) =>
  `id;name\n${Array.from({ length: to - from + 1 }, (_, i) => `${from + i};Đường số ${from + i}\n`).join('')}`;
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
const roads = { name: 'roads', pattern: 'r*.csv', format: 'csv', key: ['id'] };
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe('files on an SFTP server', () => {
  const PASSWORD = 'mật khẩu';
  let root: string;
  let server: TestSftpServer;
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'sftp-'));
    await mkdir(path.join(root, 'drop'));
    server = await startSftpServer(root, PASSWORD);
    stops.push(async () => {
      await server.stop();
      await rm(root, { recursive: true, force: true });
    });
  });
  const drop = (name: string, content: string | Buffer) => writeFile(path.join(root, 'drop', name), content);
  async function open(sftp: object = {}, config: object = {}, options: TestCtxOptions = {}) {
    const credential = 'privateKey' in sftp || 'passphrase' in sftp ? {} : { password: 'PASSWORD' };
    const place = {
      host: '127.0.0.1',
      port: server.port,
      dir: '/drop',
      user: 'dropper',
      hostKey: server.hostKey,
    };
    const source = await createTestSource(
      files,
      { sftp: { ...place, ...credential, ...sftp }, settleMs: 0, datasets: [roads], ...config },
      { secrets: { PASSWORD, KEY: server.userKey }, ...options },
    );
    stops.push(source.stop);
    return source;
  }

  it.each([
    ['a password', {}],
    ['a private key', { privateKey: 'KEY' }],
  ])('is read with %s, moved after the commit, and let go', async (_name, sftp) => {
    await drop('r1.csv', csv(1, 60));
    await drop('r2.csv', csv(61, 70));
    await drop('other.csv', csv(1, 1));
    await symlink(path.join(root, 'drop/other.csv'), path.join(root, 'drop/r3.csv'));
    const { connector, ctx } = await open(sftp);
    const pages = await readPages(connector, ctx, 'roads', { pageBytes: 300, ack: false });
    expect(putsOf(pages).map(({ id }) => id)).toEqual(ids(1, 70));
    expect(pages[0]!.changes[0]!.src).toEqual({
      uri: `sftp://127.0.0.1:${server.port}/drop/r1.csv`,
      pos: '2',
    });
    expect(await readdir(path.join(root, 'drop'))).toEqual(['other.csv', 'r1.csv', 'r2.csv', 'r3.csv']);
    for (const page of pages) await page.ack?.();
    expect(await readdir(path.join(root, 'drop'))).toEqual(['other.csv', 'processed', 'r3.csv']);
    expect(await readdir(path.join(root, 'drop/processed'))).toEqual(['r1.csv', 'r2.csv']);
    await expect.poll(server.connections).toBe(0);
  });

  it('refuses a server that is not the agreed one, before any password is said', async () => {
    const { connector, ctx } = await open({ hostKey: `SHA256:${'A'.repeat(43)}` });
    await expect(connector.check(ctx)).rejects.toMatchObject({
      kind: 'auth',
      message: expect.stringContaining(server.hostKey),
    });
    await expect.poll(server.connections).toBe(0);
  });

  it('opens no socket to a host that the source may not reach', async () => {
    const { connector, ctx } = await open({}, {}, { network: [] });
    await expect(connector.check(ctx)).rejects.toMatchObject({ kind: 'config' });
    expect(server.connections()).toBe(0);
  });

  it.each([
    ['both', { password: 'PASSWORD', privateKey: 'KEY' }],
    ['neither', { passphrase: 'KEY' }],
  ])('wants one credential, not %s', async (_name, sftp) => {
    await expect(open(sftp)).rejects.toMatchObject({ kind: 'config' });
  });

  it('goes on where it stood when the connection is cut in the middle of a file', async () => {
    await drop('r1.csv', csv(1, 200_000));
    const { connector, ctx } = await open({}, { after: 'keep' });
    const dataset = (await connector.discover(ctx))[0]!;
    const stored: unknown[] = [];
    let cursor: Json = null;
    const run = async (onPage: () => void) => {
      const request = { dataset, cursor, follow: false, pageBytes: 500_000 };
      for await (const page of connector.read!(ctx, request)) {
        stored.push(...putsOf([page]).map(({ id }) => id));
        cursor = page.cursor;
        onPage();
      }
    };
    await expect(run(server.cut)).rejects.toMatchObject({ kind: 'transient' });
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.length).toBeLessThan(200_000);
    await run(() => undefined);
    expect(stored).toEqual(ids(1, 200_000));
  });

  it('reads a workbook from its end, as archives want it', async () => {
    await drop('r1.xlsx', await textBook([['id'], ['7']]));
    const { connector, ctx } = await open(
      {},
      { datasets: [{ ...roads, pattern: '*.xlsx', format: 'xlsx' }] },
    );
    expect(putsOf(await readPages(connector, ctx, 'roads'))).toEqual([{ id: '7' }]);
  });

  it('leaves a file that grows between two looks, whatever its clock says', async () => {
    await drop('r1.csv', csv(1, 3));
    const { connector, ctx } = await open({}, { settleMs: 200 });
    let length = 3;
    const growing = setInterval(() => drop('r1.csv', csv(1, ++length)), 20);
    const pages = await readPages(connector, ctx, 'roads').finally(() => clearInterval(growing));
    expect(pages).toEqual([]);
  });

  it('says "config" of a folder that is not there', async () => {
    const { connector, ctx } = await open({ dir: '/elsewhere' });
    await expect(connector.check(ctx)).rejects.toMatchObject({ kind: 'config' });
  });
});

describe('files in an S3 bucket', () => {
  let server: TestS3Server;
  beforeEach(async () => {
    server = await startS3Server();
    stops.push(server.stop);
  });
  async function open(config: object = {}, options: TestCtxOptions = {}, s3: object = {}) {
    const place = {
      endpoint: server.endpoint,
      bucket: server.bucket,
      prefix: 'drop/',
      accessKeyId: 'ID',
      secretAccessKey: 'SECRET',
    };
    const source = await createTestSource(
      files,
      { s3: { ...place, ...s3 }, datasets: [roads], ...config },
      { secrets: { ID: S3_KEYS.id, SECRET: S3_KEYS.secret }, ...options },
    );
    stops.push(source.stop);
    return source;
  }

  it('are read in pages and moved by copy and delete after the commit', async () => {
    await server.put('drop/r1.csv', csv(1, 60));
    await server.put('drop/deeper/r2.csv', csv(61, 70));
    await server.put('r3.csv', csv(71, 80));
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'roads', { pageBytes: 300, ack: false });
    expect(putsOf(pages).map(({ id }) => id)).toEqual(ids(1, 60));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages[0]!.changes[0]!.src?.uri).toBe('s3://inbox/drop/r1.csv');
    for (const page of pages) await page.ack?.();
    expect(await server.keys()).toEqual(['drop/deeper/r2.csv', 'drop/processed/r1.csv', 'r3.csv']);
    await expect.poll(server.connections).toBe(0);
  });

  it('are listed over many answers of the store', async () => {
    const answer = (name: string, next?: string) =>
      `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${
        next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`
      }<Contents><Key>drop/${name}</Key><Size>0</Size></Contents><Contents><Key>drop/../${name}</Key></Contents></ListBucketResult>`;
    // s3rver cannot say where a list goes on: it wants a cipher that Node has no more.
    const store = await createLoopbackServer((request, response) => {
      const token = new URL(request.url!, 'http://store').searchParams.get('continuation-token');
      response.end(token === null ? answer('r1.csv', 'go on') : answer(`r2-${token}.csv`));
    });
    stops.push(store.close);
    const { ctx } = await open({}, {}, { endpoint: store.url });
    const place = createPlace(ctx);
    expect((await place.list(() => true)).map(({ name }) => name)).toEqual(['r1.csv', 'r2-go on.csv']);
    await place.close();
  });

  it('may have a Vietnamese name', async () => {
    await server.put('drop/r Đường phố.csv', csv(1, 2));
    const { connector, ctx } = await open();
    expect(putsOf(await readPages(connector, ctx, 'roads'))).toHaveLength(2);
    expect(await server.keys()).toEqual(['drop/processed/r Đường phố.csv']);
  });

  it('are remembered by their etag when kept, and read again when it changes', async () => {
    await server.put('drop/r1.csv', 'id;name\n1;a\n');
    const { connector, ctx } = await open({ after: 'keep' });
    const first = (await readPages(connector, ctx, 'roads')).at(-1)!;
    expect(first.cursor).toMatchObject({
      done: { 'r1.csv': [12, expect.any(Number), expect.stringMatching(/\w/)] },
    });
    expect(await readPages(connector, ctx, 'roads', { cursor: first.cursor })).toEqual([]);
    await server.put('drop/r1.csv', 'id;name\n1;b\n');
    const again = await readPages(connector, ctx, 'roads', { cursor: first.cursor });
    expect(putsOf(again)).toEqual([{ id: '1', name: 'b' }]);
    expect(await server.keys()).toEqual(['drop/r1.csv']);
  });

  it('that are replaced while they are read are never mixed: the new one is read from its beginning', async () => {
    await server.put('drop/r1.csv', csv(1, 100));
    const { connector, ctx } = await open({ after: 'keep' });
    const dataset = (await connector.discover(ctx))[0]!;
    let cursor: Json = null;
    const run = async () => {
      for await (const page of connector.read!(ctx, { dataset, cursor, follow: false, pageBytes: 300 })) {
        cursor = page.cursor;
        await server.put('drop/r1.csv', csv(501, 600));
      }
    };
    await expect(run()).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('changed'),
    });
    const anew = await readPages(connector, ctx, 'roads', { cursor });
    expect(putsOf(anew).map(({ id }) => id)).toEqual(ids(501, 600));
  });

  it('can be workbooks, of which only parts are fetched', async () => {
    await server.put('drop/r1.xlsx', await textBook([['id'], ['7']]));
    const { connector, ctx } = await open({ datasets: [{ ...roads, pattern: '*.xlsx', format: 'xlsx' }] });
    expect(putsOf(await readPages(connector, ctx, 'roads'))).toEqual([{ id: '7' }]);
  });

  it('are not asked for at a host that the source may not reach', async () => {
    // Where an address is written out, the source does not even start; a name is looked up when it is reached.
    await expect(open({}, { network: [] })).rejects.toMatchObject({ kind: 'config' });
    const named = server.endpoint.replace('127.0.0.1', 'localhost');
    const { connector, ctx } = await open({}, { network: [] }, { endpoint: named });
    await expect(connector.check(ctx)).rejects.toMatchObject({ kind: 'config' });
    expect(server.connections()).toBe(0);
  });

  it('says "config" of a bucket that is not there', async () => {
    const { connector, ctx } = await open({}, {}, { bucket: 'elsewhere' });
    await expect(connector.check(ctx)).rejects.toMatchObject({ kind: 'config' });
  });
});
