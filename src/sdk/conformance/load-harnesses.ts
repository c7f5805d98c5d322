import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem, toError } from '../../kernel/problem.ts';
import { CONNECTOR_UNTESTABLE } from '../../kernel/problems/connector.ts';
import type { ConnectorModule } from '../contract.ts';
import { extendConnector } from '../extend-manifest.ts';
import { importFile } from '../import-file.ts';
import type { CodeFreeHarness, ConnectorHarness } from './harness.ts';
import { conformanceChecks } from './index.ts';

type Given = CodeFreeHarness & Partial<Pick<ConnectorHarness, 'module'>>;

/** Where a harness is when package.json does not name it (`hubConnector.conformance`). */
const USUAL = ['ts', 'mts', 'js', 'mjs'].map((ending) => `conformance.${ending}`);

/**
 * Imports the harnesses of a connector's folder, by name; this runs its author's code. `bases` are those that a connector
 * without code may extend. Throws CONNECTOR_UNTESTABLE with the file and what it misses.
 */
export async function loadHarnesses(
  folder: string,
  bases: () => Promise<readonly ConnectorModule[]>,
): Promise<Map<string, ConnectorHarness>> {
  const refuse = (reason: string, file?: string, cause?: unknown): never => {
    throw new Problem(
      CONNECTOR_UNTESTABLE,
      { folder, reason },
      { ...(file ? { where: { file } } : {}), ...(cause === undefined ? {} : { cause }) },
    );
  };
  const named = await readNamed(folder);
  const file = [...(named === undefined ? [] : [named]), ...USUAL]
    .map((name) => path.join(folder, name))
    .find((candidate) => existsSync(candidate));
  if (!file) return refuse(`there is no ${named ?? USUAL[0]}`);
  let exports: { harness?: Given; harnesses?: Record<string, Given> };
  try {
    exports = await importFile(file);
  } catch (error) {
    return refuse(`importing ${path.basename(file)} fails: ${toError(error).message}`, file, error);
  }
  const given = Object.entries({
    ...(exports.harness ? { harness: exports.harness } : {}),
    ...exports.harnesses,
  });
  if (given.length === 0) return refuse(`${path.basename(file)} exports no "harness"`, file);
  const codeFree = await moduleWithoutCode(folder, bases);
  return new Map(
    given.map(([name, harness]) => {
      const module = harness.module ?? codeFree ?? refuse(`${name} names no "module"`, file);
      if (typeof harness.start !== 'function') refuse(`${name} has no function "start"`, file);
      for (const id of Object.keys(harness.skips ?? {}))
        if (!conformanceChecks.some((check) => check.id === id))
          refuse(`${name}.skips names "${id}", which is no check`, file);
      return [name, { ...harness, skips: harness.skips ?? {}, folder: harness.folder ?? folder, module }];
    }),
  );
}

async function readNamed(folder: string): Promise<string | undefined> {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const json = JSON.parse(await readFile(file, 'utf8')) as { hubConnector?: { conformance?: unknown } };
  const named = json.hubConnector?.conformance;
  return typeof named === 'string' ? named : undefined;
}

/** The module of a connector whose `connector.json` extends another one; undefined = it has code. */
async function moduleWithoutCode(
  folder: string,
  bases: () => Promise<readonly ConnectorModule[]>,
): Promise<ConnectorModule | undefined> {
  const file = path.join(folder, 'connector.json');
  if (!existsSync(file)) return undefined;
  const json = JSON.parse(await readFile(file, 'utf8')) as { extends?: unknown };
  if (json.extends === undefined) return undefined;
  const base = (await bases()).find(({ manifest }) => manifest.name === json.extends);
  if (!base)
    throw new Problem(
      CONNECTOR_UNTESTABLE,
      { folder, reason: `it extends "${String(json.extends)}", which is not here` },
      { where: { file } },
    );
  return extendConnector(base, json);
}
