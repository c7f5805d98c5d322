import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderIntegrity } from '../../src/sdk/package-loader-integrity.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { root, runHub } from './run-hub.ts';

const manifest = {
  name: 'acme-counts',
  version: '1.2.0',
  api: '^1',
  licence: 'MIT',
  description: 'Counts of cars that nobody drove',
  modes: ['sync'],
  config: { type: 'object', required: ['station'], properties: { station: { type: 'string' } } },
  permissions: {},
};

/** TypeScript, in node_modules, with the SDK that the hub offers. */
const entry = `
import { type Connector, ConnectorError, defineConnector, type Manifest, type Page } from 'lien-thong/sdk';
import manifest from './connector.json' with { type: 'json' };

interface Config { station: string }

const fields = { ma: { type: 'string' }, tu: { type: 'string' }, dem: { type: 'integer' } };
const connector: Connector<Config> = {
  check: async () => ({ ok: true }),
  discover: async () => [{ name: 'flow', schema: { type: 'object', properties: fields, required: ['ma'] }, key: ['ma'], deletes: 'none' }],
  async *read(ctx, { dataset }): AsyncGenerator<Page> {
    if (ctx.config.station === 'closed') throw new ConnectorError('auth', 'the station is closed');
    const data = { ma: ctx.config.station, tu: '2026-03-02T07:00:00+07:00', dem: 12 };
    yield { dataset: dataset.name, changes: [{ op: 'put', data }], cursor: { seen: 1 } };
  },
};
export const counts = defineConnector<Config>({ manifest: manifest as Manifest, create: () => connector });
`;

let database: TestDatabase;
let folder: string;
let installed: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'hub-packages-'));
  installed = path.join(folder, 'node_modules', '@acme', 'counts');
  await mkdir(installed, { recursive: true });
  const hubConnector = { manifest: 'connector.json', entry: 'index.ts' };
  await writeFile(
    path.join(installed, 'package.json'),
    JSON.stringify({ name: '@acme/counts', version: '1.2.0', type: 'module', hubConnector }),
  );
  await writeFile(path.join(installed, 'connector.json'), JSON.stringify(manifest));
  await writeFile(path.join(installed, 'index.ts'), entry);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** A province that lists these connectors, with one source over the package's. */
async function configure(connectors: object[], station = 'S-1'): Promise<void> {
  await writeFile(
    path.join(folder, 'province.ts'),
    `
import { defineHub } from '${root}src/hub/define-hub.ts';
import { defineSource } from '${root}src/sdk/index.ts';
export const hub = defineHub({
  province: { code: '24', nameVi: 'Bắc Ninh', nameEn: 'Bac Ninh' },
  policies: [],
  connectors: ${JSON.stringify(connectors)},
  sources: [
    defineSource({
      name: 'counts', titleVi: 'Đếm xe', titleEn: 'Counts', owner: 'VN-BN/GOV/TEST', channel: 'DIRECT_LAB',
      connector: 'acme-counts', config: { station: '${station}' },
      bindings: [{ from: 'flow', to: 'trafficFlowObserved', mode: 'sync', map: (raw) => ({
        sensorId: raw.ma, dateObserved: raw.tu, periodSeconds: 900, refRoadSegment: 'QL1-001',
        laneDirection: 'FORWARD', intensity: Number(raw.dem),
      }) }],
    }),
  ],
});
`,
  );
}

const hub = (...args: string[]) =>
  runHub(args, {
    env: {
      DATABASE_URL: database.url,
      HUB_DATA_DIR: folder,
      PORT: '0',
      HUB_CONFIG: path.join(folder, 'province.ts'),
    },
  });

const line = { package: '@acme/counts', version: '1.2.0' };

// Each call is a process of its own that loads the whole hub.
describe('a connector from node_modules', { timeout: 120_000 }, () => {
  it('on the list, with its integrity: feeds a dataset', async () => {
    const integrity = await folderIntegrity(installed);
    await configure([{ ...line, integrity }]);
    const { code, out, err } = await hub('sync', 'counts', '--json');
    expect([code, err.includes('HUB_')]).toEqual([0, false]);
    expect(JSON.parse(out)).toMatchObject({ runs: [{ inserted: 1, quarantined: 0 }] });
  });

  it('is listed with where it is from, and the built-in ones with what they extend', async () => {
    await configure([line]);
    const { code, out } = await hub('connector', 'list', '--json');
    const { version, connectors, refused, available } = JSON.parse(out);
    expect({ code, version, refused, available }).toEqual({
      code: 0,
      version: 1,
      refused: [],
      available: [],
    });
    expect(connectors).toContainEqual({
      name: 'acme-counts',
      version: '1.2.0',
      modes: ['sync'],
      protocol: manifest.description,
      from: 'package',
      place: '@acme/counts',
    });
    expect(connectors).toContainEqual(
      expect.objectContaining({ name: 'xroad-rest', from: 'built in', extends: 'rest' }),
    );
  });

  it('not on the list: is shown as available, and does not run', async () => {
    await configure([]);
    const { code, out } = await hub('connector', 'list');
    expect(code).toBe(0);
    expect(out).toContain('○ @acme/counts 1.2.0');
    const started = await hub('sync', 'counts', '--json');
    expect(started.code).toBe(3);
    expect(JSON.parse(started.out).problem.code).toBe('HUB_INGEST_CONNECTOR_UNKNOWN');
  });

  it('changed after it was listed: the hub does not start, and says file, step and line', async () => {
    await configure([{ ...line, integrity: `sha512-${'A'.repeat(86)}==` }]);
    const { code, err } = await hub('serve');
    expect(code).toBe(3);
    expect(err).toContain('HUB_CONNECTOR_REFUSED');
    expect(err).toContain('file: node_modules/@acme/counts, field: connectors[0](@acme/counts)');
    expect(err).toContain('at step integrity');
    const listed = await hub('connector', 'list', '--json');
    expect(listed.code).toBe(1);
    expect(JSON.parse(listed.out).refused).toMatchObject([{ connector: '@acme/counts', step: 'integrity' }]);
  });

  it('a line that is wrong is named like any other of the configuration', async () => {
    await configure([{ version: '1.2.0' }]);
    const { code, err } = await hub('connector', 'list');
    expect(code).toBe(3);
    expect(err).toContain('connectors[0]');
    expect(err).toContain('either "package" or "folder"');
  });
});
