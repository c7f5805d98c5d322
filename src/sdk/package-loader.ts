import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Problem, toError } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import type { ConnectorModule, Manifest } from './contract.ts';
import { moduleOf } from './package-loader-import.ts';
import { judgeConnectorFolder } from './package-loader-judge.ts';

/** One line of the operator's list: a connector from npm that this hub may run. Nothing else is loaded. */
export interface AllowedConnector {
  /** Name on npm, e.g. `@acme/hub-connector-tolls`. */
  package: string;
  /** Exactly this one, as in its package.json. */
  version: string;
  /** `sha512-…` of the installed folder, as `hub connector check` prints it. Absent = not compared. */
  integrity?: string;
  /** What it may touch. Default: any host that a source's configuration names, and no folder. */
  grants?: Manifest['permissions'];
}

/** A package in node_modules that says it is a connector: package.json has `"hubConnector": { manifest, entry }`. */
export interface FoundPackage {
  package: string;
  version: string;
  folder: string;
  /** Absolute. */
  manifestFile: string;
  /** Absolute; undefined = without code. */
  entry?: string;
}

const DEFAULT_GRANTS: Manifest['permissions'] = { net: ['*'], fs: [] };

/** Every connector package under `root/node_modules`, by name. Reads package.json files only; loads nothing. */
export async function findConnectorPackages(root: string): Promise<FoundPackage[]> {
  const modules = path.join(root, 'node_modules');
  const names = await listPackages(modules);
  const found = await Promise.all(names.map((name) => readPackage(path.join(modules, name))));
  return found
    .filter((candidate) => candidate !== undefined)
    .sort((a, b) => (a.package < b.package ? -1 : 1));
}

async function listPackages(modules: string): Promise<string[]> {
  if (!existsSync(modules)) return [];
  const names: string[] = [];
  for (const name of await readdir(modules)) {
    if (name.startsWith('.')) continue;
    if (!name.startsWith('@')) names.push(name);
    else for (const scoped of await readdir(path.join(modules, name))) names.push(`${name}/${scoped}`);
  }
  return names;
}

async function readPackage(folder: string): Promise<FoundPackage | undefined> {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  let json: { name?: unknown; version?: unknown; hubConnector?: unknown };
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // Whoever packed that is no connector of ours; an allow-list that names it says so.
    return undefined;
  }
  const said = json.hubConnector as { manifest?: unknown; entry?: unknown } | undefined;
  if (typeof said !== 'object' || said === null || typeof said.manifest !== 'string') return undefined;
  const inside = (relative: string) => {
    const absolute = path.resolve(folder, relative);
    return absolute.startsWith(folder + path.sep) ? absolute : undefined;
  };
  const manifestFile = inside(said.manifest);
  const entry = typeof said.entry === 'string' ? inside(said.entry) : undefined;
  if (!manifestFile) return undefined;
  return {
    package: String(json.name),
    version: String(json.version),
    folder,
    manifestFile,
    ...(entry ? { entry } : {}),
  };
}

/**
 * Loads the connectors of the operator's list, each after it was judged; `bases` are the built-in ones, which code-free
 * packages may extend and whose names are taken. Throws a Problem at the first line that is refused, with its reason.
 */
export async function loadAllowedConnectors(
  list: readonly AllowedConnector[],
  root: string,
  bases: readonly ConnectorModule[] = [],
): Promise<ConnectorModule[]> {
  if (list.length === 0) return [];
  const found = await findConnectorPackages(root);
  const loaded: ConnectorModule[] = [];
  for (const allowed of list) {
    const taken = [...bases, ...loaded].map(({ manifest }) => manifest.name);
    loaded.push(await loadOne(allowed, found, bases, taken));
  }
  return loaded;
}

async function loadOne(
  allowed: AllowedConnector,
  found: readonly FoundPackage[],
  bases: readonly ConnectorModule[],
  taken: readonly string[],
): Promise<ConnectorModule> {
  const refuse = (reason: string, cause?: unknown): never => {
    const where = `connectors(${allowed.package})`;
    throw new Problem(
      CONFIG_INVALID,
      { path: where, reason },
      { where: { field: where }, ...(cause === undefined ? {} : { cause }) },
    );
  };
  const pack = found.find((candidate) => candidate.package === allowed.package);
  if (!pack) return refuse('no package of this name with "hubConnector" is in node_modules');
  if (pack.version !== allowed.version)
    return refuse(`version ${pack.version} is installed, ${allowed.version} is listed`);
  const { manifestFile, entry } = pack;
  const { steps, manifest, module } = await judgeConnectorFolder(pack.folder, {
    manifestFile,
    entry,
    integrity: allowed.integrity,
    grants: allowed.grants ?? DEFAULT_GRANTS,
    bases,
  });
  const last = steps.at(-1)!;
  if (!manifest) return refuse(`${last.step}: ${last.detail}`);
  if (manifest.version !== pack.version)
    return refuse(`package.json says version ${pack.version}, connector.json ${manifest.version}`);
  if (taken.includes(manifest.name)) return refuse(`there is another connector "${manifest.name}"`);
  if (module) return module;
  try {
    const exported = moduleOf(await import(pathToFileURL(entry!).href));
    // The judged manifest is the one that counts.
    return { manifest, create: (ctx) => exported!.create(ctx) };
  } catch (error) {
    return refuse(`import: ${toError(error).message}`, error);
  }
}
