import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { files } from '../../connectors/files/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { makeRows } from '../../src/sdk/conformance/rows.ts';
import { S3_KEYS, startS3Server } from '../connectors/files-s3-server.ts';
import { startSftpServer } from '../connectors/files-sftp-server.ts';
import { textBook } from '../connectors/files-workbook.ts';
import { freePort } from './loopback-server.ts';

/** How rows are written in a format; `malformed` stands between two good rows. */
interface Format {
  dataset: object;
  extension: string;
  write(rows: readonly FixtureRow[]): string | Promise<Buffer>;
  writeAroundMalformed(before: FixtureRow, after: FixtureRow): string | Promise<Buffer>;
}

const COLUMNS = ['id', 'name', 'changed'];

const csvLine = ({ id, name, changed }: FixtureRow) => `${id};"${name}";${changed}\r\n`;
const csv: Format = {
  dataset: { format: 'csv', columns: COLUMNS },
  extension: 'csv',
  write: (rows) => `\uFEFFid;name;changed\r\n${rows.map(csvLine).join('')}`,
  writeAroundMalformed: (before, after) =>
    `\uFEFFid;name;changed\r\n${csvLine(before)}1;2\r\n${csvLine(after)}`,
};

const json = (row: FixtureRow) => JSON.stringify(row);
const ndjson: Format = {
  dataset: { format: 'ndjson', columns: COLUMNS },
  extension: 'ndjson',
  write: (rows) => rows.map((row) => `${json(row)}\n`).join(''),
  writeAroundMalformed: (before, after) => `${json(before)}\n{"id":\n${json(after)}\n`,
};

const jsonArray: Format = {
  dataset: { format: 'json', columns: COLUMNS, recordPath: 'data.items' },
  extension: 'json',
  write: (rows) => `{"total":${rows.length},"data":{"items":[${rows.map(json).join(',')}]}}`,
  writeAroundMalformed: (before, after) => `{"data":{"items":[${json(before)},[1],${json(after)}]}}`,
};

const feature = ({ id, name, changed }: FixtureRow) =>
  JSON.stringify({
    type: 'Feature',
    id,
    properties: { name, changed },
    geometry: { type: 'Point', coordinates: [106.07, 21.18] },
  });
const collection = (features: string[]) => `{"type":"FeatureCollection","features":[${features.join(',')}]}`;
const geojson: Format = {
  dataset: { format: 'geojson', columns: [...COLUMNS, 'geometry'] },
  extension: 'geojson',
  write: (rows) => collection(rows.map(feature)),
  writeAroundMalformed: (before, after) => collection([feature(before), '{"type":"Point"}', feature(after)]),
};

const cells = ({ id, name, changed }: FixtureRow) => [id, name, changed];
const xlsx: Format = {
  dataset: { format: 'xlsx', columns: COLUMNS },
  extension: 'xlsx',
  write: (rows) => textBook([COLUMNS, ...rows.map(cells)]),
  writeAroundMalformed: (before, after) => textBook([COLUMNS, cells(before), [null, 'x', 'y'], cells(after)]),
};

/** Writes files with rising numbers; every load is one more file. */
function createDrop(format: Format, put: (name: string, content: string | Buffer) => Promise<void>) {
  let dropped = 0;
  const drop = async (content: string | Buffer | Promise<Buffer>) => {
    dropped += 1;
    await put(`rows-${String(dropped).padStart(4, '0')}.${format.extension}`, await content);
  };
  return {
    load: (rows: readonly FixtureRow[]) => drop(format.write(rows)),
    generate: (count: number) => drop(format.write(makeRows(count))),
    loadAroundMalformed: (before: FixtureRow, after: FixtureRow) =>
      drop(format.writeAroundMalformed(before, after)),
  };
}

const datasetOf = (format: Format) => ({
  name: 'roads',
  pattern: `rows-*.${format.extension}`,
  key: ['id'],
  ...format.dataset,
});

const temporary = () => mkdtemp(path.join(os.tmpdir(), 'conformance-'));

async function startFolder(format: Format): Promise<FixtureSource> {
  const dir = await temporary();
  return {
    good: { config: { dir, settleMs: 0, datasets: [datasetOf(format)] }, secrets: {} },
    dataset: 'roads',
    ...createDrop(format, (name, content) => writeFile(path.join(dir, name), content)),
    stop: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Every file holds all there is; a removal is a file without the record. */
async function startComplete(): Promise<FixtureSource> {
  const format = { ...csv, dataset: { ...csv.dataset, complete: true } };
  const fixture = await startFolder(format);
  let known: FixtureRow[] = [];
  return {
    ...fixture,
    load(rows) {
      known = [...known, ...rows];
      return fixture.load(known);
    },
    remove(id) {
      known = known.filter((row) => row.id !== id);
      return fixture.load(known);
    },
  };
}

async function startSftp(format: Format): Promise<FixtureSource> {
  const root = await temporary();
  await mkdir(path.join(root, 'drop'));
  const password = 'planted-sftp-word-7c1e';
  const server = await startSftpServer(root, password);
  const nobody = await freePort();
  const settings = (port: number, word: string) => ({
    config: {
      sftp: {
        host: '127.0.0.1',
        port,
        dir: '/drop',
        user: 'dropper',
        password: 'SFTP_PASSWORD',
        hostKey: server.hostKey,
      },
      settleMs: 0,
      datasets: [datasetOf(format)],
    },
    secrets: { SFTP_PASSWORD: word },
  });
  return {
    good: settings(server.port, password),
    badCredential: settings(server.port, 'planted-wrong-word-19d2'),
    refused: settings(nobody, password),
    dataset: 'roads',
    ...createDrop(format, (name, content) => writeFile(path.join(root, 'drop', name), content)),
    connections: server.connections,
    cut: server.cut,
    stop: async () => {
      await server.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function startS3(format: Format): Promise<FixtureSource> {
  const server = await startS3Server();
  const nobody = await freePort();
  const settings = (endpoint: string, id = S3_KEYS.id) => ({
    config: {
      s3: {
        endpoint,
        bucket: server.bucket,
        prefix: 'drop',
        accessKeyId: 'S3_ID',
        secretAccessKey: 'S3_SECRET',
      },
      datasets: [datasetOf(format)],
    },
    secrets: { S3_ID: id, S3_SECRET: S3_KEYS.secret },
  });
  return {
    good: settings(server.endpoint),
    // s3rver looks at who signed, not at the signature (version 4).
    badCredential: settings(server.endpoint, 'planted-wrong-key-5f60'),
    refused: settings(`http://127.0.0.1:${nobody}`),
    dataset: 'roads',
    ...createDrop(format, (name, content) => server.put(`drop/${name}`, content)),
    connections: server.connections,
    stop: server.stop,
  };
}

const skips = { 'read.far-future': 'the cursor is a place in a file, not a time' };
const harness = (start: () => Promise<FixtureSource>): ConnectorHarness => ({
  module: files,
  pageBytes: 400,
  skips,
  folder: path.join(import.meta.dirname, '../../connectors/files'),
  start,
});

export const filesHarnesses: Record<string, ConnectorHarness> = {
  'files, CSV': harness(() => startFolder(csv)),
  'files, complete CSV': harness(startComplete),
  'files, NDJSON': harness(() => startFolder(ndjson)),
  'files, JSON': harness(() => startFolder(jsonArray)),
  'files, GeoJSON': harness(() => startFolder(geojson)),
  'files, XLSX': harness(() => startFolder(xlsx)),
  'files, SFTP': harness(() => startSftp(csv)),
  'files, S3': harness(() => startS3(ndjson)),
};
