import { rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConnectorPackages } from '../../src/sdk/package-find.ts';
import { loadAllowedConnectors } from '../../src/sdk/package-loader.ts';
import { folderIntegrity } from '../../src/sdk/package-loader-integrity.ts';
import { judgeConnectorFolder } from '../../src/sdk/package-loader-judge.ts';
import {
  code,
  createPackageRoot,
  line,
  manifest,
  type PackageChange,
  type PackageRoot,
  refusal,
} from './package-root.ts';

let packages: PackageRoot;
let root: string;
beforeEach(async () => {
  packages = await createPackageRoot();
  root = packages.root;
});
afterEach(() => packages.remove());

describe('connector packages', () => {
  it('are found by what package.json says, and nothing of them runs', async () => {
    await packages.install({ code: 'globalThis.hasRun = true;' });
    await packages.install({ name: 'plain', package: { hubConnector: undefined } });
    await packages.install({
      name: 'outside',
      package: { hubConnector: { manifest: '../../../etc/passwd' } },
    });
    const found = await findConnectorPackages(root);
    expect(found).toMatchObject([{ package: '@acme/tolls', version: '2.1.0' }]);
    expect(await loadAllowedConnectors([], root)).toEqual([]);
    expect((globalThis as { hasRun?: boolean }).hasRun).toBeUndefined();
  });

  it('are none where nothing is installed', async () => {
    expect(await findConnectorPackages(root)).toEqual([]);
  });

  it('load when they are on the list, with the manifest that was judged', async () => {
    const folder = await packages.install();
    const integrity = await folderIntegrity(folder);
    const [module] = await loadAllowedConnectors([{ ...line, integrity }], root);
    expect(module?.manifest).toEqual(manifest);
    const connector = await module!.create({} as never);
    expect(await connector.check({} as never)).toEqual({ ok: true });
  });

  it.each<[string, PackageChange, object, string]>([
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
    await packages.install(change);
    const said = await refusal(loadAllowedConnectors([{ ...line, ...listed }], root));
    expect(said).toContain('HUB_CONNECTOR_REFUSED connectors[0](@acme/tolls)');
    expect(said).toContain(reason);
    if (change.name === undefined) expect(said).toContain(' node_modules/@acme/tolls');
    expect(said).not.toContain('\n');
  });

  it('are refused when importing does not end', { timeout: 20_000 }, async () => {
    await packages.install({ code: 'for (;;) {}' });
    expect(await refusal(loadAllowedConnectors([line], root))).toContain('import: importing takes longer');
  });

  it('see no environment while they are judged', async () => {
    process.env.PLANTED_FOR_WORKER = 'planted';
    const folder = await packages.install({
      code: code('if (globalThis.process["env"].PLANTED_FOR_WORKER) throw new Error("it sees secrets");'),
    });
    const { steps } = await judgeConnectorFolder(folder, { entry: path.join(folder, 'dist/index.js') });
    delete process.env.PLANTED_FOR_WORKER;
    expect(steps.at(-1)).toMatchObject({ step: 'modes', ok: true });
  });

  it('cannot take a name that is taken', async () => {
    await packages.install();
    await packages.install({ name: 'twin' });
    const list = [line, { package: 'twin', version: '2.1.0' }];
    expect(await refusal(loadAllowedConnectors(list, root))).toContain('another connector "acme-tolls"');
  });

  it('name the file and line that the lint found', async () => {
    await packages.install({ code: code('const run = (text) => eval(text);') });
    await expect(loadAllowedConnectors([line], root)).rejects.toMatchObject({
      code: 'HUB_CONNECTOR_REFUSED',
      fixer: 'operator',
      where: { file: 'node_modules/@acme/tolls/dist/index.js:2', field: 'connectors[0](@acme/tolls)' },
    });
  });
});

describe('the digest of a folder', () => {
  it('changes with a byte, a name or a file, and with nothing else', async () => {
    const folder = await packages.install();
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
    const folder = await packages.install();
    await symlink('/etc/hostname', path.join(folder, 'dist', 'link.js'));
    await expect(folderIntegrity(folder)).rejects.toThrow('dist/link.js is a link');
  });
});
