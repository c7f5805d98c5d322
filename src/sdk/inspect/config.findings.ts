import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isProblem, toError } from '../../kernel/problem.ts';
import { generateConfigs } from '../conformance/generate-config.ts';
import {
  listContradictions,
  listUnmarkedSecrets,
  listUnrenderable,
  listUntitled,
  type SchemaFault,
} from '../conformance/schema-faults.ts';
import type { Manifest } from '../contract.ts';
import { judgeConfig } from '../judge-config.ts';
import { type Finding, type FindingId, toFinding } from './finding.ts';

const GENERATED = 100;

/** Judges the schema of the configuration: what a form can show, what is secret, whether it agrees with itself. */
export function inspectConfig(manifest: Manifest, file: string, json: Record<string, unknown>): Finding[] {
  const lists: [FindingId, Iterable<SchemaFault>][] = [
    ['config.renderable', listUnrenderable(manifest.config)],
    ['config.secret', listUnmarkedSecrets(manifest.config)],
    ['config.contradiction', listContradictions(manifest.config)],
    ['config.title', listUntitled(manifest.config)],
  ];
  const found = lists.flatMap(([id, faults]) =>
    [...faults].map(({ pointer, reason }) => toFinding(id, reason, { file, pointer })),
  );
  const refused = firstRefused(manifest, (json.example ?? {}) as Record<string, unknown>);
  if (refused) found.push(toFinding('config.generated', refused, { file, pointer: '/config' }));
  return found;
}

function firstRefused(manifest: Manifest, example: Record<string, unknown>): string | undefined {
  let made: Record<string, unknown>[];
  try {
    made = generateConfigs(manifest.config, example, GENERATED);
  } catch {
    // It asks for a text of an unusual pattern: only the harness has one, and `config.generated` of the kit tries it.
    return undefined;
  }
  return made.map((config) => refusalOf(manifest, config)).find((reason) => reason !== undefined);
}

/** Configurations of earlier versions, `fixtures/configs/*.json`. */
export async function inspectKeptConfigs(folder: string, manifest: Manifest): Promise<Finding[]> {
  const below = path.join('fixtures', 'configs');
  const names = await readdir(path.join(folder, below)).catch(() => []);
  const found: Finding[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith('.json')).sort()) {
    const file = path.posix.join('fixtures', 'configs', name);
    const reason = await readFile(path.join(folder, below, name), 'utf8')
      .then((text) => refusalOf(manifest, JSON.parse(text)))
      .catch((error: unknown) => toError(error).message);
    if (reason !== undefined) found.push(toFinding('config.kept', reason, { file }));
  }
  return found;
}

function refusalOf(manifest: Manifest, config: Record<string, unknown>): string | undefined {
  try {
    judgeConfig(manifest, structuredClone(config), manifest.name, {});
    return undefined;
  } catch (error) {
    if (!isProblem(error)) throw error;
    return `${error.en}: ${JSON.stringify(config)}`;
  }
}
