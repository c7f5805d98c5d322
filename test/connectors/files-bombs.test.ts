import { execFile } from 'node:child_process';
import { type FileHandle, mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BookOptions, bookParts, sheet, textBook, zip } from './files-workbook.ts';

const MB = 2 ** 20;
const MAX_GROWTH_MB = 150;
const HEAP_MB = 128;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'files-bombs-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

interface Seen {
  puts: unknown[];
  bads: { code: string; uri: string; pos: string }[];
  longestRaw: number;
  grownMb: number;
}

/** Reads the folder in a process of its own, whose memory is then known (Linux says so, see proc(5)). */
async function read(dataset: object, config: object = {}): Promise<Seen> {
  const settings = {
    dir,
    settleMs: 0,
    datasets: [{ name: 'rows', pattern: 'r*', key: ['id'], columns: ['id'], ...dataset }],
    ...config,
  };
  const child = path.join(import.meta.dirname, 'files-memory-child.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    // A busy machine lets garbage lie for longer. Held to this heap, what is kept must fit, or the process ends.
    `--max-old-space-size=${HEAP_MB}`,
    '--import',
    'tsx',
    child,
    JSON.stringify(settings),
  ]);
  const seen = JSON.parse(stdout) as Seen;
  expect(seen.grownMb).toBeLessThan(MAX_GROWTH_MB);
  expect(seen.longestRaw).toBeLessThan(3000);
  return seen;
}

/** Writes pieces one after the other; a number is a hole of that many bytes, a pair a piece written so many times. */
async function write(name: string, pieces: (string | number | [string, number])[]): Promise<void> {
  const file: FileHandle = await open(path.join(dir, name), 'w');
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece === 'number') at += piece;
    else {
      const [text, times] = typeof piece === 'string' ? [piece, 1] : piece;
      const bytes = Buffer.from(text);
      for (let i = 0; i < times; i++, at += bytes.length) await file.write(bytes, 0, bytes.length, at);
    }
  }
  await file.truncate(at);
  await file.close();
}

const filling = 'x'.repeat(MB);

const onLinux = describe.skipIf(process.platform !== 'linux');

onLinux('files: bombs of lines', () => {
  it('a line of 200 MB is bad, its neighbours survive', async () => {
    await write('r.csv', ['id;x\n1;a\n2;', [filling, 200], '\n3;c\n']);
    const { puts, bads } = await read({ format: 'csv' });
    expect(puts).toEqual(['1', '3']);
    expect(bads).toEqual([{ code: 'line-too-long', uri: 'r.csv', pos: '3' }]);
  });

  it('NDJSON: the same', async () => {
    await write('r.ndjson', ['{"id":1}\n{"id":"', [filling, 100], '"}\n{"id":3}\n']);
    const { puts, bads } = await read({ format: 'ndjson' });
    expect(puts).toEqual([1, 3]);
    expect(bads).toEqual([{ code: 'line-too-long', uri: 'r.ndjson', pos: '2' }]);
  });

  it('a row of a million columns is bad, its neighbours survive', async () => {
    await write('r.csv', [`id;x\n1;a\n${';'.repeat(999_999)}\n3;c\n`]);
    const { puts, bads } = await read({ format: 'csv' });
    expect(puts).toEqual(['1', '3']);
    expect(bads).toEqual([{ code: 'wrong-field-count', uri: 'r.csv', pos: '3' }]);
  });

  it('a hole of 1 GB inside a file is one bad line', async () => {
    await write('r.csv', ['id;x\n1;a\n', 1024 * MB, '\n3;c\n']);
    const { puts, bads } = await read({ format: 'csv' });
    expect(puts).toEqual(['1', '3']);
    expect(bads).toEqual([{ code: 'line-too-long', uri: 'r.csv', pos: '3' }]);
  });

  it('a file that looks like 10 GB is refused, the next one is read', async () => {
    await write('r1.csv', ['id;x\n1;a\n']);
    await truncate(path.join(dir, 'r1.csv'), 10 * 1024 * MB);
    await write('r2.csv', ['id;x\n2;b\n']);
    const { puts, bads } = await read({ format: 'csv' });
    expect(puts).toEqual(['2']);
    expect(bads).toEqual([{ code: 'file-too-large', uri: 'r1.csv', pos: 'file' }]);
  });

  it.each([
    ['grows a thousand times', {}, 'gzip-bomb'],
    ['unpacks to more than is allowed', { maxFileBytes: MB }, 'file-too-large'],
  ])('a .gz that %s is refused', async (_name, config, code) => {
    await writeFile(path.join(dir, 'r.csv.gz'), gzipSync(Buffer.alloc(200 * MB, '1;a\n')));
    const { puts, bads } = await read({ format: 'csv' }, config);
    expect(puts).toEqual([]);
    expect(bads).toEqual([{ code, uri: 'r.csv.gz', pos: 'file' }]);
  });
});

onLinux('files: bombs of JSON', () => {
  it.each([
    ['a text without end', ['"', [filling, 200], '"'], 'record-too-large'],
    ['a name without end', ['{"', [filling, 100], '":1}'], 'record-too-large'],
    ['a number without end', [['1234567890'.repeat(100_000), 50]], 'number-too-long'],
    [
      'a thousand levels',
      [
        ['[', 1000],
        [']', 1000],
      ],
      'nested-too-deep',
    ],
    ['ten million empty lists', ['[[]', [',[]'.repeat(10_000), 1000], ']'], 'record-too-large'],
  ] as [string, (string | [string, number])[], string][])(
    '%s is one bad record',
    async (_name, pieces, code) => {
      await write('r.json', ['[{"id":1},{"id":2,"x":', ...pieces, '},{"id":3}]']);
      const { puts, bads } = await read({ format: 'json' });
      expect(puts).toEqual([1, 3]);
      expect(bads).toEqual([{ code, uri: 'r.json', pos: '2' }]);
    },
  );

  it('levels without end are given up, what came before stays', async () => {
    await write('r.json', ['[{"id":1},{"id":2,"x":', ['['.repeat(MB), 50]]);
    const { bads } = await read({ format: 'json' });
    expect(bads).toEqual([{ code: 'nested-too-deep', uri: 'r.json', pos: 'file' }]);
  });

  it('a hole of 4 GB is no JSON', async () => {
    await write('r.json', ['[{"id":1}', 4095 * MB]);
    const { bads } = await read({ format: 'json' });
    expect(bads).toEqual([{ code: 'json-broken', uri: 'r.json', pos: 'file' }]);
  });
});

onLinux('files: bombs of XLSX', () => {
  const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>';
  const doctype = (body: string) =>
    `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData>${body}</sheetData></worksheet>`;
  /** Text that packs a few times only. */
  const noise = (count: number, make: (text: string) => string) =>
    Array.from({ length: count }, (_, i) =>
      make(`${i} ${Math.imul(i, 0x9e3779b1).toString(36)} ${Math.sin(i)}`),
    ).join('');

  const bombs: [string, () => Promise<Buffer> | Buffer, string][] = [
    [
      'a sheet that grows a thousand times',
      () => book({ S: sheet(header + ' '.repeat(100 * MB)) }),
      'zip-bomb',
    ],
    [
      'too many entries',
      () => zip(Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, '']))),
      'zip-bomb',
    ],
    ['an entry that is larger than it says', lyingBook, 'zip-broken'],
    [
      'shared texts beyond memory',
      () => book({ S: sheet(header) }, { shared: noise(1_000_000, (text) => `<si><t>${text}</t></si>`) }),
      'shared-strings-too-large',
    ],
    ['entities that grow', () => book({ S: doctype(header) }), 'xml-doctype'],
    [
      'entities in the shared texts',
      () => book({ S: sheet(header) }, { parts: { 'xl/sharedStrings.xml': doctype('') } }),
      'xml-doctype',
    ],
    [
      'a cell without end',
      () =>
        book({
          S: sheet(`${header}<row r="2"><c><is><t>${noise(400_000, (text) => text)}</t></is></c></row>`),
        }),
      'xml-broken',
    ],
    ['elements without end', () => book({ S: `<worksheet>${'<a>'.repeat(100_000)}` }), 'xml-broken'],
    ['no archive at all', () => Buffer.from('id;x\n1;a\n'), 'zip-broken'],
    [
      'an archive cut in its middle',
      async () => (await textBook([['id'], ['1']])).subarray(0, 300),
      'zip-broken',
    ],
    ['a hole', () => Buffer.alloc(MB), 'zip-broken'],
  ];

  const book = (sheets: Record<string, string>, more: Partial<BookOptions> = {}) =>
    zip(bookParts({ sheets, ...more }));

  /** The sheet says that it has 1000 bytes, in both headers. */
  async function lyingBook(): Promise<Buffer> {
    const rows = Array.from(
      { length: 5000 },
      (_, i) => `<row r="${i + 2}"><c r="A${i + 2}"><v>${i}</v></c></row>`,
    );
    const bytes = await book({ S: sheet(header + rows.join('')) });
    const central = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    bytes.writeUInt32LE(1000, central + 24);
    return bytes;
  }

  it.each(bombs)('%s is refused, the next file is read', async (_name, make, code) => {
    await writeFile(path.join(dir, 'r1.xlsx'), await make());
    await writeFile(path.join(dir, 'r2.xlsx'), await textBook([['id'], ['2']]));
    const { puts, bads } = await read({ format: 'xlsx' });
    expect(puts.at(-1)).toBe('2');
    expect(bads).toEqual([{ code, uri: 'r1.xlsx', pos: 'file' }]);
  });
});
