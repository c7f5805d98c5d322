import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import { ConnectorError, type ConnectorModule } from '../../src/sdk/index.ts';
import { findConnectorPackages } from '../../src/sdk/package-find.ts';
import { loadAllowedConnectors } from '../../src/sdk/package-loader.ts';
import { folderIntegrity } from '../../src/sdk/package-loader-integrity.ts';
import {
  code,
  codeFree,
  createPackageRoot,
  line,
  manifest,
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

describe("a connector of the operator's list", () => {
  it('are found from a folder below, the nearest first', async () => {
    await packages.install();
    const below = path.join(root, 'province', 'config');
    await mkdir(below, { recursive: true });
    expect(await loadAllowedConnectors([line], below)).toHaveLength(1);
    await cp(path.join(root, 'node_modules'), path.join(below, 'node_modules'), { recursive: true });
    const [nearest] = await findConnectorPackages(below);
    expect(nearest?.folder).toBe(path.join(below, 'node_modules', '@acme/tolls'));
  });

  it('are refused when a byte was changed after the list was written', async () => {
    const folder = await packages.install();
    const integrity = await folderIntegrity(folder);
    await writeFile(path.join(folder, 'dist', 'index.js'), `${code()}\n`);
    expect(await refusal(loadAllowedConnectors([{ ...line, integrity }], root))).toContain(
      'at step integrity: the folder is sha512-',
    );
  });

  it('may be written in TypeScript', async () => {
    const folder = await packages.install({
      package: { hubConnector: { manifest: 'connector.json', entry: 'index.ts' } },
    });
    const text = code('type Yes = true;').replace('../connector.json', './connector.json');
    await writeFile(path.join(folder, 'index.ts'), text.replace('ok: true', 'ok: true as Yes'));
    const [module] = await loadAllowedConnectors([line], root);
    expect(await (await module!.create({} as never)).check({} as never)).toEqual({ ok: true });
  });

  it('may be a folder that no package manager put there', async () => {
    const folder = path.join(root, 'ours', 'tolls');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'connector.json'), JSON.stringify(manifest));
    await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(path.join(folder, 'index.js'), code().replace('../connector.json', './connector.json'));
    const listed = { folder: 'ours/tolls', version: '2.1.0', integrity: await folderIntegrity(folder) };
    const [module] = await loadAllowedConnectors([listed], root);
    expect(module?.manifest).toEqual(manifest);
    expect(await refusal(loadAllowedConnectors([{ ...listed, version: '2.0.0' }], root))).toContain(
      'connectors[0](ours/tolls) ours/tolls/connector.json',
    );
    expect(await refusal(loadAllowedConnectors([{ ...listed, folder: 'nowhere' }], root))).toContain(
      'there is no such folder',
    );
  });

  it('throw errors that count, with a copy of the SDK of their own', async () => {
    const folder = await packages.install({
      code: code(`import { ConnectorError } from './contract.ts';`).replace(
        'async *read() {}',
        `async *read() { throw new ConnectorError('rate_limited', 'not so fast', { retryAfterMs: 7 }); }`,
      ),
    });
    await cp('src/sdk/contract.ts', path.join(folder, 'dist', 'contract.ts'));
    const [module] = await loadAllowedConnectors([line], root);
    const connector = await module!.create({} as never);
    const thrown = await (async () => {
      for await (const _ of connector.read!({} as never, {} as never));
    })().catch((error: unknown) => error);
    expect(Object.getPrototypeOf(thrown)).not.toBe(ConnectorError.prototype);
    expect(thrown).toBeInstanceOf(ConnectorError);
    expect(thrown).toMatchObject({ kind: 'rate_limited', retryAfterMs: 7 });
  });

  it('need no code, as a folder either', async () => {
    const folder = path.join(root, 'tolls');
    await mkdir(folder);
    await writeFile(path.join(folder, 'connector.json'), JSON.stringify({ ...manifest, ...codeFree }));
    const bases = [rest as ConnectorModule];
    const [module] = await loadAllowedConnectors([{ folder, version: '2.1.0' }], root, bases);
    expect(module).toMatchObject({ extends: 'rest', manifest: { name: 'acme-tolls' } });
    await writeFile(
      path.join(folder, 'connector.json'),
      JSON.stringify({ ...manifest, ...codeFree, name: 'rest' }),
    );
    expect(await refusal(loadAllowedConnectors([{ folder, version: '2.1.0' }], root, bases))).toContain(
      'there is another connector "rest"',
    );
  });

  it('need no code when they extend a built-in one', async () => {
    await packages.install({ package: { hubConnector: { manifest: 'connector.json' } }, manifest: codeFree });
    const [module] = await loadAllowedConnectors([line], root, [rest as ConnectorModule]);
    expect(module?.manifest.name).toBe('acme-tolls');
    expect(await refusal(loadAllowedConnectors([line], root))).toContain('meta-schema: it extends "rest"');
  });
});
