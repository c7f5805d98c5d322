import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LintFinding } from './lint-finding.ts';

/** Scripts that a package manager runs by itself (npm 10, "life cycle scripts"). */
const LIFECYCLE =
  /^(pre|post)?(install|prepare|publish|pack|uninstall|version)$|^(dependencies|prepublishOnly)$/;

/** An exact version, nothing that a later release can slip into. */
const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

interface PackageJson {
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** Judges a connector's package.json; a folder without one has nothing to install. */
export async function lintPackage(folder: string): Promise<LintFinding[]> {
  const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const place = 'package.json';
  let json: PackageJson;
  try {
    json = JSON.parse(text) as PackageJson;
  } catch {
    return [{ place, rule: 'package-json', message: 'it is not JSON' }];
  }
  const findings: LintFinding[] = [];
  for (const name of Object.keys(json.scripts ?? {}))
    if (LIFECYCLE.test(name))
      findings.push({
        place,
        rule: 'lifecycle-script',
        message: `script "${name}" runs when it is installed`,
      });
  for (const [name, version] of Object.entries({ ...json.dependencies, ...json.optionalDependencies }))
    if (!EXACT.test(version))
      findings.push({
        place,
        rule: 'pinned',
        message: `dependency ${name} "${version}" is not an exact version`,
      });
  return findings;
}
