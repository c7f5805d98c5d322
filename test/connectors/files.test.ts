import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { files } from '../../connectors/files/index.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'files-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const roads = { name: 'roads', pattern: 'road-*.csv', format: 'csv', key: ['id'], columns: ['id', 'tên'] };

const open = (dataset: object = {}, config: object = {}) =>
  createTestSource(files, { dir, settleMs: 0, datasets: [{ ...roads, ...dataset }], ...config });

const drop = (name: string, content: string | Buffer) => writeFile(path.join(dir, name), content);

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `R${from + i};Đường số ${from + i}\r\n`).join('');

describe('files: what is read', () => {
  it('reads CSV as offices write it: byte order mark, semicolons, quotes, CRLF', async () => {
    await drop(
      'road-1.csv',
      '\uFEFFid;tên\r\nR1;"Đường ""Lý Thái Tổ""; đoạn 1"\r\nR2;"hai\r\ndòng"\r\nR3;ba',
    );
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'roads');
    expect(putsOf(pages)).toEqual([
      { id: 'R1', tên: 'Đường "Lý Thái Tổ"; đoạn 1' },
      { id: 'R2', tên: 'hai\r\ndòng' },
      { id: 'R3', tên: 'ba' },
    ]);
    expect(pages[0]!.changes.map((change) => change.src)).toEqual([
      { uri: 'road-1.csv', pos: '2' },
      { uri: 'road-1.csv', pos: '3' },
      { uri: 'road-1.csv', pos: '5' },
    ]);
  });

  it.each([
    ['windows-1258', 'Đa\u0323i lô\u0323'],
    ['tcvn', 'Đại lộ'],
    ['windows-1252', 'Café'],
  ])('reads %s and resumes in it', async (encoding, name) => {
    await drop('road-1.csv', iconv.encode(`id,name\nR1,${name}\nR2,"x\ny"\nR3,${name}\n`, encoding));
    const { connector, ctx } = await open({ encoding, columns: ['id'] });
    const rows = putsOf(await readPages(connector, ctx, 'roads', { pageBytes: 20 }));
    expect(rows).toEqual([
      { id: 'R1', name },
      { id: 'R2', name: 'x\ny' },
      { id: 'R3', name },
    ]);
  });

  it('takes files in the order of their names and moves each only after its last page is acknowledged', async () => {
    await drop('road-2.csv', `id;tên\n${lines(51, 100)}`);
    await drop('road-1.csv', `id;tên\n${lines(1, 50)}`);
    await drop('other.csv', 'id;tên\nX;x\n');
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'roads', { pageBytes: 300, ack: false });
    expect(putsOf(pages).map((row) => row.id)).toEqual(Array.from({ length: 100 }, (_, i) => `R${i + 1}`));
    expect(await readdir(dir)).toEqual(['other.csv', 'road-1.csv', 'road-2.csv']);
    expect(pages.filter((page) => page.ack)).toHaveLength(2);
    for (const page of pages) await page.ack?.();
    expect(await readdir(dir)).toEqual(['other.csv', 'processed']);
    expect((await readdir(path.join(dir, 'processed'))).sort()).toEqual(['road-1.csv', 'road-2.csv']);
  });

  it('does not overwrite what was processed under the same name before', async () => {
    const { connector, ctx } = await open();
    for (const day of [1, 2, 3]) {
      await drop('road-1.csv', `id;tên\nR${day};x\n`);
      const at = new Date(`2026-11-0${day}T00:00:00Z`);
      await utimes(path.join(dir, 'road-1.csv'), at, at);
      expect(putsOf(await readPages(connector, ctx, 'roads'))).toEqual([{ id: `R${day}`, tên: 'x' }]);
    }
    expect((await readdir(path.join(dir, 'processed'))).sort()).toEqual([
      'road-1.20261102T000000Z.csv',
      'road-1.20261103T000000Z.csv',
      'road-1.csv',
    ]);
  });

  it('reads NDJSON and says which line is wrong', async () => {
    await drop('road-1.ndjson', '{"id":1}\n\n{"id":\n[1]\n{"x":1}\n{"id":2}');
    const { connector, ctx } = await open({ pattern: '*.ndjson', format: 'ndjson', columns: undefined });
    const pages = await readPages(connector, ctx, 'roads');
    expect(putsOf(pages)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(badsOf(pages).map(({ reason, src }) => [src?.pos, reason])).toEqual([
      ['3', 'is not JSON'],
      ['4', 'is not an object'],
      ['5', 'key column id is empty'],
    ]);
  });

  it('never follows a link', async () => {
    await mkdir(path.join(dir, 'elsewhere'));
    await drop('elsewhere/secret.csv', 'id;tên\nS;s\n');
    await symlink(path.join(dir, 'elsewhere/secret.csv'), path.join(dir, 'road-9.csv'));
    const { connector, ctx } = await open();
    expect(await readPages(connector, ctx, 'roads')).toEqual([]);
  });
});

describe('files: what goes wrong', () => {
  it('keeps the neighbours of malformed lines, whatever is wrong with their quotes', async () => {
    await drop('road-1.csv', 'id;tên\nR1;a\nR2;a;b\nR3;"never closed\nR4;d\nR5;e"e\nR6;"f"f\n;g\nR8;"h"\n');
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'roads');
    expect(putsOf(pages).map((row) => row.id)).toEqual(['R1', 'R4', 'R8']);
    expect(badsOf(pages).map(({ src }) => src?.pos)).toEqual(['3', '4', '6', '7', '8']);
    expect(badsOf(pages)[0]).toMatchObject({ raw: 'R2;a;b', reason: '3 fields instead of 2' });
  });

  it('quarantines a line whose bytes are no text', async () => {
    await drop(
      'road-1.csv',
      Buffer.concat([Buffer.from('id;tên\nR1;'), Buffer.from([0xff, 0xc0]), Buffer.from('\nR2;b\n')]),
    );
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'roads');
    expect(putsOf(pages)).toEqual([{ id: 'R2', tên: 'b' }]);
    expect(badsOf(pages)).toHaveLength(1);
  });

  it('names the file and the columns when the header drifts, leaves it and reads the others', async () => {
    await drop('road-1.csv', 'id;name\nR1;a\n');
    await drop('road-2.csv', 'id;tên\nR2;b\n');
    const { connector, ctx } = await open();
    const seen: unknown[] = [];
    const dataset = (await connector.discover(ctx))[0]!;
    const run = async () => {
      for await (const page of connector.read!(ctx, {
        dataset,
        cursor: null,
        follow: false,
        pageBytes: 1000,
      })) {
        seen.push(...putsOf([page]));
        await page.ack?.();
      }
    };
    await expect(run()).rejects.toMatchObject({
      kind: 'drift',
      message: 'road-1.csv: missing columns tên; the header has id, name',
    });
    expect(seen).toEqual([{ id: 'R2', tên: 'b' }]);
    expect(await readdir(dir)).toEqual(['processed', 'road-1.csv']);
  });

  it('leaves a file alone while it is being written', async () => {
    await drop('road-1.csv', 'id;tên\nR1;a\n');
    const { connector, ctx } = await open({}, { settleMs: 150 });
    const growing = setInterval(
      () => drop('road-1.csv', `id;tên\n${'R1;a\n'.repeat(Math.random() * 100)}`),
      10,
    );
    const pages = await readPages(connector, ctx, 'roads').finally(() => clearInterval(growing));
    expect(pages).toEqual([]);
  });
});

describe('files: going on after a crash', () => {
  it('resumes in the middle of a file from every cursor, reading nothing twice and nothing too little', async () => {
    await drop('road-1.csv', `id;tên\r\nR0;"x\r\ny"\r\n${lines(1, 120)}`);
    await drop('road-2.csv', `id;tên\r\n${lines(121, 150)}`);
    const { connector, ctx } = await open({}, { keepFiles: true });
    const whole = await readPages(connector, ctx, 'roads', { pageBytes: 256 });
    expect(whole.length).toBeGreaterThan(10);
    for (let cut = 1; cut <= whole.length; cut++) {
      const { cursor } = whole[cut - 1]!;
      const rest = await readPages(connector, ctx, 'roads', { pageBytes: 256, cursor });
      expect(rest.flatMap((page) => page.changes)).toEqual(whole.slice(cut).flatMap((page) => page.changes));
    }
  });

  it('puts away, unread, a file whose last page was stored before the crash', async () => {
    await drop('road-1.csv', `id;tên\n${lines(1, 5)}`);
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'roads', { ack: false });
    expect(await readPages(connector, ctx, 'roads', { cursor: pages.at(-1)!.cursor })).toEqual([]);
    expect(await readdir(path.join(dir, 'processed'))).toEqual(['road-1.csv']);
  });

  it('reads a kept file once, and again when it changes', async () => {
    await drop('road-1.csv', 'id;tên\nR1;a\n');
    const { connector, ctx } = await open({}, { keepFiles: true });
    const first = await readPages(connector, ctx, 'roads');
    expect(await readPages(connector, ctx, 'roads', { cursor: first.at(-1)!.cursor })).toEqual([]);
    await drop('road-1.csv', 'id;tên\nR1;bb\n');
    const again = await readPages(connector, ctx, 'roads', { cursor: first.at(-1)!.cursor });
    expect(putsOf(again)).toEqual([{ id: 'R1', tên: 'bb' }]);
    expect(await readdir(dir)).toEqual(['road-1.csv']);
  });
});
