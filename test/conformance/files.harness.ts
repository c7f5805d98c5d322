import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { files } from '../../connectors/files/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';

interface Format {
  dataset: object;
  extension: string;
  head: string;
  line(row: FixtureRow): string;
  malformed: string;
}

const csv: Format = {
  dataset: { format: 'csv', columns: ['id', 'name', 'changed'] },
  extension: 'csv',
  head: '\uFEFFid;name;changed\r\n',
  line: ({ id, name, changed }) => `${id};"${name}";${changed}\r\n`,
  malformed: '1;2\r\n',
};

const ndjson: Format = {
  dataset: { format: 'ndjson', columns: ['id', 'name', 'changed'] },
  extension: 'ndjson',
  head: '',
  line: (row) => `${JSON.stringify(row)}\n`,
  malformed: '{"id":\n',
};

/** A drop folder; every load is one more file. */
async function start(format: Format): Promise<FixtureSource> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'conformance-'));
  let dropped = 0;
  const drop = (lines: string[]) => {
    dropped += 1;
    const name = `rows-${String(dropped).padStart(4, '0')}.${format.extension}`;
    return writeFile(path.join(dir, name), format.head + lines.join(''));
  };
  return {
    good: {
      config: {
        dir,
        settleMs: 0,
        datasets: [{ name: 'roads', pattern: `rows-*.${format.extension}`, key: ['id'], ...format.dataset }],
      },
      secrets: {},
    },
    dataset: 'roads',
    load: (rows) => drop(rows.map(format.line)),
    loadAroundMalformed: (before, after) => drop([format.line(before), format.malformed, format.line(after)]),
    stop: () => rm(dir, { recursive: true, force: true }),
  };
}

const skips = { 'read.far-future': 'the cursor is a place in a file, not a time' };

export const filesHarnesses: Record<string, ConnectorHarness> = {
  'files, CSV': { module: files, pageBytes: 400, skips, start: () => start(csv) },
  'files, NDJSON': { module: files, pageBytes: 400, skips, start: () => start(ndjson) },
};
