import { existsSync } from 'node:fs';
import path from 'node:path';
import { Problem, toError } from '../kernel/problem.ts';
import { CONNECTOR_REFUSED } from '../kernel/problems/connector.ts';
import type { ConnectorModule, Manifest } from './contract.ts';
import { importFile } from './import-file.ts';
import { type FoundFolder, findConnectorPackages, findInFolder } from './package-find.ts';
import { moduleOf } from './package-loader-import.ts';
import { judgeConnectorFolder } from './package-loader-judge.ts';

/** One line of the operator's list: a connector that this hub may run beside the built-in ones. Nothing else is loaded. */
export type AllowedConnector = (
  | {
      /** Name on npm, e.g. `@acme/hub-connector-tolls`, installed beside the configuration or above it. */
      package: string;
    }
  | {
      /** Folder of the connector; relative to the configuration's file. */
      folder: string;
    }
) & {
  /** Exactly this one, as in its connector.json (and package.json). */
  version: string;
  /** `sha512-…` of the folder, as `hub connector check` prints it. Absent = not compared. */
  integrity?: string;
  /** What it may touch. Default: any host that a source's configuration names, and no folder. */
  grants?: Manifest['permissions'];
};

/** What became of one line of the list. */
export interface Verdict {
  allowed: AllowedConnector;
  /** Present when it was accepted. */
  accepted?: { manifest: Manifest; found: FoundFolder; module?: ConnectorModule };
  /** Why it was not; `file` is where. */
  refused?: { step: string; reason: string; file: string; cause?: unknown };
}

const DEFAULT_GRANTS: Manifest['permissions'] = { net: ['*'], fs: [] };

/** How a line is called in messages. */
export const nameOf = (allowed: AllowedConnector) =>
  'package' in allowed ? allowed.package : allowed.folder;

/**
 * Judges one line of the list, in the order of `judgeConnectorFolder`; what is wrong is in the verdict, never thrown.
 * `taken` are the names that other connectors have.
 */
export async function judgeAllowed(
  allowed: AllowedConnector,
  from: string,
  bases: readonly ConnectorModule[],
  taken: readonly string[],
): Promise<Verdict> {
  const refuse = (step: string, reason: string, file: string): Verdict => ({
    allowed,
    refused: { step, reason, file },
  });
  const found = await locate(allowed, from);
  if (!found)
    return 'package' in allowed
      ? refuse('find', 'no package of this name with "hubConnector" is in node_modules', from)
      : refuse('find', 'there is no such folder', path.resolve(from, allowed.folder));
  const installed = 'version' in found ? String(found.version) : undefined;
  if (installed !== undefined && installed !== allowed.version)
    return refuse(
      'version',
      `version ${installed} is installed, ${allowed.version} is listed`,
      path.join(found.folder, 'package.json'),
    );
  const { manifestFile, entry } = found;
  const { steps, manifest, module } = await judgeConnectorFolder(found.folder, {
    manifestFile,
    entry,
    integrity: allowed.integrity,
    grants: allowed.grants ?? DEFAULT_GRANTS,
    bases,
  });
  const last = steps.at(-1)!;
  if (!manifest) return refuse(last.step, last.detail, last.file ?? found.folder);
  if (manifest.version !== allowed.version)
    return refuse(
      'version',
      `${installed === undefined ? 'the list' : 'package.json'} says version ${allowed.version}, connector.json ${manifest.version}`,
      manifestFile,
    );
  if (taken.includes(manifest.name))
    return refuse('name', `there is another connector "${manifest.name}"`, manifestFile);
  return { allowed, accepted: { manifest, found, ...(module ? { module } : {}) } };
}

async function locate(allowed: AllowedConnector, from: string): Promise<FoundFolder | undefined> {
  if ('package' in allowed)
    return (await findConnectorPackages(from)).find((candidate) => candidate.package === allowed.package);
  const folder = path.resolve(from, allowed.folder);
  return existsSync(folder) ? findInFolder(folder) : undefined;
}

/**
 * Loads the connectors of the operator's list, each after it was judged; `from` is the folder of the configuration,
 * `bases` are the built-in ones, which connectors without code may extend and whose names are taken. Throws
 * CONNECTOR_REFUSED at the first line that is refused, with file, step and reason.
 */
export async function loadAllowedConnectors(
  list: readonly AllowedConnector[],
  from: string,
  bases: readonly ConnectorModule[] = [],
): Promise<ConnectorModule[]> {
  const loaded: ConnectorModule[] = [];
  for (const [index, allowed] of list.entries()) {
    const taken = [...bases, ...loaded].map(({ manifest }) => manifest.name);
    const verdict = await judgeAllowed(allowed, from, bases, taken);
    loaded.push(await loadAccepted(verdict, from, index));
  }
  return loaded;
}

async function loadAccepted(verdict: Verdict, from: string, index: number): Promise<ConnectorModule> {
  const connector = nameOf(verdict.allowed);
  const refuse = ({ step, reason, file, cause }: NonNullable<Verdict['refused']>): never => {
    const shown = path.relative(from, file);
    throw new Problem(
      CONNECTOR_REFUSED,
      { connector, step, reason },
      {
        where: {
          file: shown.startsWith('..') ? file : shown || '.',
          field: `connectors[${index}](${connector})`,
        },
        ...(cause === undefined ? {} : { cause }),
      },
    );
  };
  if (!verdict.accepted) return refuse(verdict.refused!);
  const { manifest, found, module } = verdict.accepted;
  if (module) return module;
  const file = found.entry!;
  const exports = await importFile(file).catch((cause: unknown) =>
    refuse({ step: 'import', reason: toError(cause).message, file, cause }),
  );
  const exported = moduleOf(exports);
  if (!exported) return refuse({ step: 'import', reason: 'it exports no { manifest, create }', file });
  // The judged manifest is the one that counts.
  return { manifest, create: (ctx) => exported.create(ctx) };
}
