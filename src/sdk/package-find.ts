import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { usualEntry } from './inspect/layout.findings.ts';

/** A folder that holds a connector, as far as package.json and the names of its files tell. */
export interface FoundFolder {
  folder: string;
  /** Absolute. */
  manifestFile: string;
  /** Absolute; undefined = without code. */
  entry?: string;
}

/** A package in node_modules that says it is a connector: package.json has `"hubConnector": { manifest, entry }`. */
export interface FoundPackage extends FoundFolder {
  package: string;
  version: string;
}

/**
 * Every connector package in the `node_modules` of a folder and of those above it, by name; the nearest of a name counts,
 * as Node.js resolves. Reads package.json files only; loads nothing.
 */
export async function findConnectorPackages(from: string): Promise<FoundPackage[]> {
  const found = new Map<string, FoundPackage>();
  for (
    let folder = path.resolve(from), last = '';
    folder !== last;
    last = folder, folder = path.dirname(folder)
  ) {
    const modules = path.join(folder, 'node_modules');
    const packages = await Promise.all(
      (await listPackages(modules)).map((name) => readPackage(path.join(modules, name))),
    );
    for (const candidate of packages)
      if (candidate && !found.has(candidate.package)) found.set(candidate.package, candidate);
  }
  return [...found.values()].sort((a, b) => (a.package < b.package ? -1 : 1));
}

/** The connector in a folder that no package manager put there. */
export async function findInFolder(folder: string): Promise<FoundFolder> {
  const said = await readPackage(folder);
  if (said) return said;
  const entry = usualEntry(folder);
  return {
    folder,
    manifestFile: path.join(folder, 'connector.json'),
    ...(entry === undefined ? {} : { entry: path.join(folder, entry) }),
  };
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
