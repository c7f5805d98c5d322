import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import { isProblem } from '../../src/kernel/problem.ts';
import type { ConnectorModule } from '../../src/sdk/index.ts';
import { findConnectorPackages, loadAllowedConnectors } from '../../src/sdk/package-loader.ts';
import { folderIntegrity } from '../../src/sdk/package-loader-integrity.ts';
import { judgeConnectorFolder } from '../../src/sdk/package-loader-judge.ts';

const manifest = {
  name: 'acme-tolls',
  version: '2.1.0',
  api: '^1',
  licence: 'MIT',
  description: 'Tolls of a road nobody has built',
  modes: ['sync'],
  config: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
  permissions: { net: ['*.acme.example'] },
};

const code = (body = '') => `import manifest from '../connector.json' with { type: 'json' };
${body}
const create = () => ({ check: async () => ({ ok: true }), discover: async () => [], async *read() {} });
export const acme = { manifest, create };
`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'hub-packages-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A package as npm would have put it there; every call may change one thing. */
async function install(
  change: { name?: string; package?: object; manifest?: object | string; code?: string } = {},
): Promise<string> {
  const name = change.name ?? '@acme/tolls';
  const folder = path.join(root, 'node_modules', name);
  await mkdir(path.join(folder, 'dist'), { recursive: true });
  const json = {
    name,
    version: '2.1.0',
    type: 'module',
    keywords: ['hub-connector'],
    hubConnector: { manifest: 'connector.json', entry: 'dist/index.js' },
    ...change.package,
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(json));
  const text =
    typeof change.manifest === 'string'
      ? change.manifest
      : JSON.stringify({ ...manifest, ...change.manifest });
  await writeFile(path.join(folder, 'connector.json'), text);
  await writeFile(path.join(folder, 'dist', 'index.js'), change.code ?? code());
  return folder;
}

const line = { package: '@acme/tolls', version: '2.1.0' };

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isProblem(error)) return `${error.code} ${error.en}`;
    throw error;
  }
  return 'loaded';
}

describe('connector packages', () => {
  it('are found by what package.json says, and nothing of them runs', async () => {
    await install({ code: 'globalThis.hasRun = true;' });
    await install({ name: 'plain', package: { hubConnector: undefined } });
    await install({ name: 'outside', package: { hubConnector: { manifest: '../../../etc/passwd' } } });
    const found = await findConnectorPackages(root);
    expect(found).toMatchObject([{ package: '@acme/tolls', version: '2.1.0' }]);
    expect(await loadAllowedConnectors([], root)).toEqual([]);
    expect((globalThis as { hasRun?: boolean }).hasRun).toBeUndefined();
  });

  it('are none where nothing is installed', async () => {
    expect(await findConnectorPackages(root)).toEqual([]);
  });

  it('load when they are on the list, with the manifest that was judged', async () => {
    const folder = await install();
    const integrity = await folderIntegrity(folder);
    const [module] = await loadAllowedConnectors([{ ...line, integrity }], root);
    expect(module?.manifest).toEqual(manifest);
    const connector = await module!.create({} as never);
    expect(await connector.check({} as never)).toEqual({ ok: true });
  });

  it.each<[string, Parameters<typeof install>[0], object, string]>([
    ['is not installed', { name: 'other' }, {}, 'no package of this name'],
    ['has another version', {}, { version: '2.0.0' }, 'version 2.1.0 is installed'],
    ['was changed on disk', {}, { integrity: 'sha512-AAAA' }, 'integrity: the folder is sha512-'],
    ['has no JSON', { manifest: '{' }, {}, 'json: '],
    ['misses an entry', { manifest: { modes: [] } }, {}, 'meta-schema: '],
    ['speaks another contract', { manifest: { api: '^2' } }, {}, 'api: '],
    ['has no licence', { manifest: { licence: '' } }, {}, 'licence: '],
    [
      'wants a folder',
      { manifest: { permissions: { fs: ['/etc'] } } },
      {},
      'permissions: it wants fs "/etc"',
    ],
    [
      'wants more hosts than granted',
      {},
      { grants: { net: ['tolls.acme.example'] } },
      'permissions: it wants net "*.acme.example"',
    ],
    [
      'runs a script',
      { package: { scripts: { postinstall: 'x' } } },
      {},
      'lint: package.json lifecycle-script',
    ],
    ['evaluates', { code: code('const run = (text) => eval(text);') }, {}, 'lint: dist/index.js:2 eval'],
    ['exports nothing', { code: 'export const a = 1;' }, {}, 'import: it exports no { manifest, create }'],
    ['throws', { code: 'throw new Error("not today");' }, {}, 'import: not today'],
    [
      'shows another manifest than it runs with',
      {
        code: code().replace(
          '{ manifest, create }',
          '{ manifest: { ...manifest, permissions: {} }, create }',
        ),
      },
      {},
      'import: the manifest it exports is not its connector.json',
    ],
    [
      'has a mode without its function',
      { manifest: { modes: ['sync', 'live'] } },
      {},
      'modes: query is missing (live)',
    ],
    [
      'is called otherwise in connector.json',
      { manifest: { version: '9.0.0' } },
      {},
      'package.json says version 2.1.0, connector.json 9.0.0',
    ],
  ])('are refused with one line when the package %s', async (_name, change, listed, reason) => {
    await install(change);
    const said = await refusal(loadAllowedConnectors([{ ...line, ...listed }], root));
    expect(said).toContain('HUB_CONFIG_INVALID');
    expect(said).toContain('connectors(@acme/tolls)');
    expect(said).toContain(reason);
    expect(said).not.toContain('\n');
  });

  it('are refused when importing does not end', { timeout: 20_000 }, async () => {
    await install({ code: 'for (;;) {}' });
    expect(await refusal(loadAllowedConnectors([line], root))).toContain('import: importing takes longer');
  });

  it('see no environment while they are judged', async () => {
    process.env.PLANTED_FOR_WORKER = 'planted';
    const folder = await install({
      code: code('if (globalThis.process["env"].PLANTED_FOR_WORKER) throw new Error("it sees secrets");'),
    });
    const { steps } = await judgeConnectorFolder(folder, { entry: path.join(folder, 'dist/index.js') });
    delete process.env.PLANTED_FOR_WORKER;
    expect(steps.at(-1)).toMatchObject({ step: 'modes', ok: true });
  });

  it('cannot take a name that is taken', async () => {
    await install();
    await install({ name: 'twin' });
    const list = [line, { package: 'twin', version: '2.1.0' }];
    expect(await refusal(loadAllowedConnectors(list, root))).toContain('another connector "acme-tolls"');
  });

  it('need no code when they extend a built-in one', async () => {
    const config = manifest.config;
    await install({
      package: { hubConnector: { manifest: 'connector.json' } },
      manifest: {
        extends: 'rest',
        permissions: { net: ['*'] },
        config: { ...config, required: ['baseUrl'], properties: { baseUrl: { type: 'string' } } },
        body: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of connector.json
          baseUrl: '${config.baseUrl}',
          datasets: [{ name: 'tolls', path: 'tolls', key: ['id'], schema: { type: 'object' } }],
        },
        example: { baseUrl: 'https://acme.example' },
      },
    });
    const [module] = await loadAllowedConnectors([line], root, [rest as ConnectorModule]);
    expect(module?.manifest.name).toBe('acme-tolls');
    expect(await refusal(loadAllowedConnectors([line], root))).toContain('meta-schema: it extends "rest"');
  });
});

describe('the digest of a folder', () => {
  it('changes with a byte, a name or a file, and with nothing else', async () => {
    const folder = await install();
    const before = await folderIntegrity(folder);
    expect(before).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    expect(await folderIntegrity(folder)).toBe(before);
    await writeFile(path.join(folder, 'dist', 'more.js'), '');
    const more = await folderIntegrity(folder);
    expect(more).not.toBe(before);
    await writeFile(path.join(folder, 'dist', 'more.js'), ' ');
    expect(await folderIntegrity(folder)).not.toBe(more);
    await rm(path.join(folder, 'dist', 'more.js'));
    expect(await folderIntegrity(folder)).toBe(before);
  });

  it('is refused where a link leads away', async () => {
    const folder = await install();
    await symlink('/etc/hostname', path.join(folder, 'dist', 'link.js'));
    await expect(folderIntegrity(folder)).rejects.toThrow('dist/link.js is a link');
  });
});
