import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isProblem } from '../../src/kernel/problem.ts';

/** A connector.json that nothing is wrong with. */
export const manifest = {
  name: 'acme-tolls',
  version: '2.1.0',
  api: '^1',
  licence: 'MIT',
  description: 'Tolls of a road nobody has built',
  modes: ['sync'],
  config: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
  permissions: { net: ['*.acme.example'] },
};

/** The line of the operator's list for it. */
export const line = { package: '@acme/tolls', version: '2.1.0' };

/** An entry that does nothing, after `body`. */
export const code = (body = '') => `import manifest from '../connector.json' with { type: 'json' };
${body}
const create = () => ({ check: async () => ({ ok: true }), discover: async () => [], async *read() {} });
export const acme = { manifest, create };
`;

/** Entries of connector.json that make it one without code, over rest. */
export const codeFree = {
  extends: 'rest',
  permissions: { net: ['*'] },
  config: { ...manifest.config, required: ['baseUrl'], properties: { baseUrl: { type: 'string' } } },
  body: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of connector.json
    baseUrl: '${config.baseUrl}',
    datasets: [{ name: 'tolls', path: 'tolls', key: ['id'], schema: { type: 'object' } }],
  },
  example: { baseUrl: 'https://acme.example' },
};

export interface PackageRoot {
  root: string;
  /** Puts a package where npm would have put it; every call may change one thing. */
  install(change?: PackageChange): Promise<string>;
  remove(): Promise<void>;
}

export interface PackageChange {
  name?: string;
  package?: object;
  manifest?: object | string;
  code?: string;
}

/** A temporary folder with packages in its node_modules. */
export async function createPackageRoot(): Promise<PackageRoot> {
  const root = await mkdtemp(path.join(tmpdir(), 'hub-packages-'));
  return {
    root,
    remove: () => rm(root, { recursive: true, force: true }),
    async install(change = {}) {
      const name = change.name ?? line.package;
      const folder = path.join(root, 'node_modules', name);
      await mkdir(path.join(folder, 'dist'), { recursive: true });
      const json = {
        name,
        version: line.version,
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
    },
  };
}

/** The problem that stopped it, on one line; `loaded` when none did. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isProblem(error)) return `${error.code} ${error.where.field} ${error.where.file} ${error.en}`;
    throw error;
  }
  return 'loaded';
}
