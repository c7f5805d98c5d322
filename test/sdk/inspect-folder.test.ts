import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { type Finding, type FindingId, findingRules } from '../../src/sdk/inspect/finding.ts';
import { inspectFolder } from '../../src/sdk/inspect/inspect-folder.ts';
import { folderIntegrity } from '../../src/sdk/package-loader-integrity.ts';
import { codeFree } from './package-root.ts';

type Json = Record<string, unknown>;

const manifest = {
  name: 'acme',
  version: '1.0.0',
  api: '^1',
  licence: 'MIT',
  description: 'Rows of nobody',
  modes: ['sync'],
  config: {
    type: 'object',
    required: ['title'],
    properties: {
      title: { type: 'string', title: 'Title', 'x-ui': { group: 'basic', order: 1, widget: 'text' } },
      password: { type: 'string', title: 'Password', 'x-secret': true },
    },
  },
  permissions: { net: ['*.acme.example'] },
};

const packageJson = {
  name: 'acme',
  version: '1.0.0',
  type: 'module',
  hubConnector: { manifest: 'connector.json', entry: 'index.ts' },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hub-inspect-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A folder with which nothing is wrong, but for the files given; `null` = not there. */
async function write(files: Record<string, string | Json | null>): Promise<void> {
  const all: Record<string, string | Json | null> = {
    'connector.json': manifest,
    'package.json': packageJson,
    'index.ts': 'throw new Error("it was run");\n',
    'conformance.ts': 'throw new Error("it was run");\n',
    'README.md': '# acme\n',
    'fixtures/configs/1.0.0.json': { title: 'a' },
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    if (content === null) continue;
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const inspect = async () => (await inspectFolder(folder, async () => connectors)).findings;
const placeOf = ({ file, pointer, line }: Finding) =>
  `${file}${line === undefined ? '' : `:${line}`}${pointer === undefined ? '' : `#${pointer}`}`;

/** connector.json with other entries, or another property of its configuration. */
const saying = (entries: Json) => ({ 'connector.json': { ...manifest, ...entries } });
const asking = (schema: Json, name = 'place') =>
  saying({ config: { ...manifest.config, properties: { ...manifest.config.properties, [name]: schema } } });
const packed = (entries: Json) => ({ 'package.json': { ...packageJson, ...entries } });
const twin = { type: 'object', properties: { kind: { const: 'a' } }, required: ['kind'] };

const broken: [id: FindingId, what: string, files: Parameters<typeof write>[0], place: string][] = [
  [
    'folder.manifest',
    'has no connector.json',
    { 'connector.json': null, ...packed({ hubConnector: undefined }) },
    'connector.json',
  ],
  [
    'folder.entry',
    'has no code',
    { 'index.ts': null, ...packed({ hubConnector: { manifest: 'connector.json' } }) },
    'index.ts',
  ],
  ['folder.readme', 'says nothing', { 'README.md': null }, 'README.md'],
  ['folder.harness', 'cannot be tried', { 'conformance.ts': null }, 'conformance.ts'],
  ['package.json', 'has a broken package.json', { 'package.json': '{ "type": "module"' }, 'package.json'],
  ['package.hub-connector', 'is a package like any', packed({ hubConnector: undefined }), 'package.json'],
  ['package.type', 'is CommonJS', packed({ type: 'commonjs' }), 'package.json'],
  [
    'package.path',
    'names a file that is not there',
    packed({ hubConnector: { ...packageJson.hubConnector, entry: 'main.ts' } }),
    'package.json#/hubConnector/entry',
  ],
  [
    'package.path',
    'names a file outside',
    packed({ hubConnector: { ...packageJson.hubConnector, entry: '../a.ts' } }),
    'package.json#/hubConnector/entry',
  ],
  ['package.version', 'has two versions', packed({ version: '2.0.0' }), 'package.json#/version'],
  ['manifest.json', 'has no JSON', { 'connector.json': '{' }, 'connector.json'],
  ['manifest.json', 'has a list', { 'connector.json': '[]' }, 'connector.json#'],
  [
    'manifest.entry',
    'has a mode that is none',
    saying({ modes: ['sync', 'batch'] }),
    'connector.json#/modes/1',
  ],
  ['manifest.entry', 'has no licence', saying({ licence: '' }), 'connector.json#/licence'],
  [
    'manifest.extends',
    'extends nothing',
    saying({ ...codeFree, extends: 'nobody' }),
    'connector.json#/extends',
  ],
  [
    'manifest.extends',
    'wants more than its base',
    saying({ ...codeFree, modes: ['stream'] }),
    'connector.json#/modes',
  ],
  ['config.schema', 'has no schema', asking({ type: 'text' }), 'connector.json#/config'],
  [
    'config.renderable',
    'asks what no form can',
    asking({ type: 'object', title: 'a', minProperties: 1 }),
    'connector.json#/config/properties/place',
  ],
  [
    'config.renderable',
    'has branches that are one',
    asking({ title: 'a', oneOf: [twin, { ...twin, properties: { other: { const: 'a' } } }] }),
    'connector.json#/config/properties/place/oneOf',
  ],
  [
    'config.secret',
    'shows a secret',
    asking({ type: 'string', title: 'a' }, 'api/token'),
    'connector.json#/config/properties/api~1token',
  ],
  [
    'config.secret',
    'has a number for a secret',
    asking({ type: 'integer', title: 'a', 'x-secret': true }),
    'connector.json#/config/properties/place',
  ],
  [
    'config.contradiction',
    'requires what it has not',
    saying({ config: { ...manifest.config, required: ['title', 'nothing'] } }),
    'connector.json#/config/required',
  ],
  [
    'config.contradiction',
    'has a hint nobody knows',
    asking({ type: 'string', title: 'a', 'x-ui': { colour: 'red' } }),
    'connector.json#/config/properties/place/x-ui',
  ],
  [
    'config.generated',
    'matches twice',
    asking({ title: 'a', oneOf: [twin, twin] }),
    'connector.json#/config',
  ],
  ['config.kept', 'narrows', { 'fixtures/configs/0.9.0.json': { name: 'a' } }, 'fixtures/configs/0.9.0.json'],
  [
    'config.title',
    'asks without a word',
    asking({ type: 'string' }),
    'connector.json#/config/properties/place',
  ],
  [
    'permissions.net',
    'names an address',
    saying({ permissions: { net: ['acme.example', 'https://acme.example/a'] } }),
    'connector.json#/permissions/net/1',
  ],
  [
    'permissions.fs',
    'climbs',
    saying({ permissions: { fs: ['/srv/../etc'] } }),
    'connector.json#/permissions/fs/0',
  ],
  ['permissions.none', 'reaches nothing', saying({ permissions: {} }), 'connector.json#/permissions'],
  [
    'modes.cursor-version',
    'has a cursor that nobody reads',
    saying({ modes: ['push'], permissions: {}, cursorVersion: 2 }),
    'connector.json#/cursorVersion',
  ],
  ['code.lint', 'evaluates', { 'index.ts': '\nexport const run = (text) => eval(text);\n' }, 'index.ts:2'],
];

describe("a connector's folder, judged without running it", () => {
  it('has nothing wrong with it when it is good', async () => {
    await write({});
    const inspection = await inspectFolder(folder, async () => []);
    expect(inspection).toEqual({
      folder,
      findings: [],
      name: 'acme',
      version: '1.0.0',
      modes: ['sync'],
      permissions: manifest.permissions,
      integrity: await folderIntegrity(folder),
    });
  });

  it('can be broken in every way that is listed', () => {
    expect([...new Set(broken.map(([id]) => id))].sort()).toEqual(Object.keys(findingRules).sort());
  });

  it.each(broken)('%s: when it %s', async (id, _what, files, place) => {
    await write(files);
    const findings = await inspect();
    expect(findings.map((finding) => [finding.id, placeOf(finding)])).toContainEqual([id, place]);
    expect(findings.find((finding) => finding.id === id)).toMatchObject(findingRules[id]);
  });

  it('is told all that is wrong, not only the first', async () => {
    await write(saying({ name: 'Acme', version: '1', licence: '' }));
    expect((await inspect()).map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/name', '/version', '/licence']),
    );
  });

  it('has no integrity where a link leads out of it', async () => {
    await write({});
    await symlink('/etc/hostname', path.join(folder, 'hostname'));
    const { integrity, findings } = await inspectFolder(folder, async () => []);
    expect(integrity).toBeUndefined();
    expect(findings).toMatchObject([
      { id: 'code.lint', reason: expect.stringContaining('hostname is a link') },
    ]);
  });

  it('is good for every connector of the hub itself', { timeout: 120_000 }, async () => {
    const names = (await readdir('connectors', { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { name } of names) {
      const { findings } = await inspectFolder(path.join('connectors', name), async () => connectors);
      expect(
        findings.filter(({ level }) => level === 'MUST'),
        name,
      ).toEqual([]);
    }
  });
});
