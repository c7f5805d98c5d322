import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { toError } from '../../kernel/problem.ts';
import { lintConnector } from '../conformance/lint.ts';
import type { ConnectorModule, Manifest } from '../contract.ts';
import { folderIntegrity } from '../package-loader-integrity.ts';
import { inspectConfig, inspectKeptConfigs } from './config.findings.ts';
import { type Finding, toFinding } from './finding.ts';
import { inspectLayout, type Layout } from './layout.findings.ts';
import { inspectManifest } from './manifest.findings.ts';

/** What can be said of a connector's folder without running it. */
export interface Inspection {
  folder: string;
  findings: Finding[];
  /** As far as connector.json could be read. */
  name?: string;
  version?: string;
  modes?: readonly string[];
  extends?: string;
  permissions?: Manifest['permissions'];
  /** For the operator's list; absent where a link leads out of the folder. */
  integrity?: string;
}

/**
 * Judges a connector's folder: layout, package.json, connector.json, configuration schema, kept configurations, and its
 * code as text. Nothing of it runs; everything that is wrong is told, not only the first. `loadBases` gives those that a
 * connector without code may extend.
 */
export async function inspectFolder(
  folder: string,
  loadBases: () => Promise<readonly ConnectorModule[]>,
): Promise<Inspection> {
  const layout = await inspectLayout(folder);
  const { findings } = layout;
  const json = await readManifest(folder, layout);
  if (!json) return { folder, findings };
  const { manifest, found } = inspectManifest(json, layout, 'extends' in json ? await loadBases() : []);
  findings.push(...found);
  if (layout.packageVersion !== undefined && layout.packageVersion !== json.version)
    findings.push(
      toFinding(
        'package.version',
        `package.json says ${layout.packageVersion}, connector.json ${String(json.version)}`,
        {
          file: 'package.json',
          pointer: '/version',
        },
      ),
    );
  if (manifest) {
    findings.push(...inspectConfig(manifest, layout.manifestFile, json));
    findings.push(...(await inspectKeptConfigs(folder, manifest)));
  }
  findings.push(...(await inspectCode(folder, manifest ?? { permissions: {} })));
  const integrity = await folderIntegrity(folder).catch((error: unknown) => {
    findings.push(
      toFinding('code.lint', `${toError(error).message} that leads out of the folder`, { file: '.' }),
    );
    return undefined;
  });
  return {
    folder,
    findings,
    ...(typeof json.name === 'string' ? { name: json.name } : {}),
    ...(typeof json.version === 'string' ? { version: json.version } : {}),
    ...(typeof json.extends === 'string' ? { extends: json.extends } : {}),
    ...(manifest ? { modes: manifest.modes, permissions: manifest.permissions } : {}),
    ...(integrity === undefined ? {} : { integrity }),
  };
}

async function readManifest(
  folder: string,
  { manifestFile, findings }: Layout,
): Promise<Record<string, unknown> | undefined> {
  const text = await readFile(path.join(folder, manifestFile), 'utf8').catch(() => undefined);
  if (text === undefined) {
    findings.push(toFinding('folder.manifest', `there is no ${manifestFile}`, { file: manifestFile }));
    return undefined;
  }
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json))
      return json as Record<string, unknown>;
    findings.push(toFinding('manifest.json', 'it is no object', { file: manifestFile, pointer: '' }));
  } catch (error) {
    findings.push(toFinding('manifest.json', toError(error).message, { file: manifestFile }));
  }
  return undefined;
}

/** Its code as text: what is careless or forbidden, by file and line. */
async function inspectCode(folder: string, manifest: Pick<Manifest, 'permissions'>): Promise<Finding[]> {
  const found = await lintConnector(folder, manifest);
  return found.map(({ place, rule, message }) => {
    const [file, line] = place.split(':') as [string, string?];
    return toFinding('code.lint', `${rule}: ${message}`, { file, ...(line ? { line: Number(line) } : {}) });
  });
}
