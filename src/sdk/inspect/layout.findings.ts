import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Finding, toFinding } from './finding.ts';

/** Which files a connector's folder has. Paths are relative to it. */
export interface Layout {
  manifestFile: string;
  entry: string | undefined;
  packageVersion: string | undefined;
  findings: Finding[];
}

const ENTRIES = ['index.ts', 'index.mts', 'index.js', 'index.mjs', 'dist/index.js'];
const HARNESSES = ['ts', 'mts', 'js', 'mjs'].map((ending) => `conformance.${ending}`);

/** The entry of a folder that names none in package.json. */
export function usualEntry(folder: string): string | undefined {
  return ENTRIES.find((name) => existsSync(path.join(folder, name)));
}

/** Whether a connector without code needs an entry is for its manifest to say. */
export async function inspectLayout(folder: string): Promise<Layout> {
  const findings: Finding[] = [];
  const has = (name: string) => existsSync(path.join(folder, name));
  const said = has('package.json') ? await readPackage(folder, findings) : {};
  const inside = (key: 'manifest' | 'entry' | 'conformance'): string | undefined => {
    const name = said[key];
    if (name === undefined) return undefined;
    const isInside =
      typeof name === 'string' && path.resolve(folder, name).startsWith(path.resolve(folder) + path.sep);
    if (isInside && has(name)) return path.normalize(name);
    const reason = isInside ? `there is no ${name}` : `${String(name)} is not inside the package`;
    findings.push(
      toFinding('package.path', reason, { file: 'package.json', pointer: `/hubConnector/${key}` }),
    );
    return undefined;
  };
  if (!has('README.md'))
    findings.push(toFinding('folder.readme', 'there is no README.md', { file: 'README.md' }));
  const conformance = inside('conformance') ?? HARNESSES.find(has);
  if (!conformance)
    findings.push(toFinding('folder.harness', `there is no ${HARNESSES[0]}`, { file: HARNESSES[0]! }));
  const entry = inside('entry') ?? usualEntry(folder);
  if (entry && !/\.m[jt]s$/.test(entry) && !(await isModule(folder)))
    findings.push(toFinding('package.type', `${entry} is taken for CommonJS`, { file: 'package.json' }));
  return {
    manifestFile: inside('manifest') ?? 'connector.json',
    entry,
    packageVersion: said.version,
    findings,
  };
}

/** What the nearest package.json says of files whose ending leaves it open, as Node.js looks it up. */
async function isModule(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder), last = ''; at !== last; last = at, at = path.dirname(at)) {
    const text = await readFile(path.join(at, 'package.json'), 'utf8').catch(() => undefined);
    // One that is not JSON has a finding of its own.
    if (text !== undefined) return /"type"\s*:\s*"module"/.test(text);
  }
  return false;
}

interface Said {
  manifest?: unknown;
  entry?: unknown;
  conformance?: unknown;
  version?: string;
}

async function readPackage(folder: string, findings: Finding[]): Promise<Said> {
  const file = 'package.json';
  let json: { version?: unknown; hubConnector?: unknown };
  try {
    json = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
  } catch {
    findings.push(toFinding('package.json', 'it is not JSON', { file }));
    return {};
  }
  const version = typeof json.version === 'string' ? { version: json.version } : {};
  if (typeof json.hubConnector !== 'object' || json.hubConnector === null) {
    findings.push(
      toFinding('package.hub-connector', 'package.json does not say that it is a connector', { file }),
    );
    return version;
  }
  return { ...json.hubConnector, ...version };
}
