import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isProblem } from '../../kernel/problem.ts';
import type { Manifest } from '../contract.ts';
import { judgeConfig } from '../judge-config.ts';
import { compileSchema } from '../schema.ts';
import { type ConformanceCheck, skip } from './check.ts';
import { generateConfigs } from './generate-config.ts';

const GENERATED = 100;

function assertAccepted(manifest: Manifest, config: Record<string, unknown>, what: string): void {
  try {
    judgeConfig(manifest, structuredClone(config), 'fixture', {});
  } catch (error) {
    const reason = isProblem(error) ? error.en : String(error);
    assert.fail(`${what} is refused: ${reason}: ${JSON.stringify(config)}`);
  }
}

const generatedPass: ConformanceCheck = {
  id: 'config.generated',
  level: 'MUST',
  title: '100 configurations made up from the schema pass it',
  async run(bench) {
    const { manifest } = bench.harness.module;
    const { config } = (await bench.start()).good;
    for (const made of generateConfigs(manifest.config, config, GENERATED))
      assertAccepted(manifest, made, 'a configuration that the schema describes');
  },
};

/** Configurations kept from earlier versions: file name → content. */
async function keptConfigs(folder: string): Promise<Map<string, Record<string, unknown>>> {
  const place = path.join(folder, 'fixtures', 'configs');
  const names = await readdir(place).catch(() => []);
  const kept = new Map<string, Record<string, unknown>>();
  for (const name of names.filter((file) => file.endsWith('.json')).sort())
    kept.set(name, JSON.parse(await readFile(path.join(place, name), 'utf8')));
  return kept;
}

const backwardCompatible: ConformanceCheck = {
  id: 'config.backward-compatible',
  level: 'MUST',
  title: 'Configurations of earlier versions are still valid',
  async run({ harness }) {
    const { module, previous, folder } = harness;
    const kept = folder === undefined ? new Map() : await keptConfigs(folder);
    if (kept.size === 0 && !previous)
      skip('first version: no fixtures/configs/*.json and no manifest of an earlier one');
    for (const [name, config] of kept) assertAccepted(module.manifest, config, `fixtures/configs/${name}`);
    if (!previous) return;
    const example = (kept.values().next().value ?? {}) as Record<string, unknown>;
    const validate = compileSchema(previous.config);
    const made = generateConfigs(previous.config, example, GENERATED).filter((config) =>
      validate(structuredClone(config)),
    );
    assert.ok(made.length > 0, `no configuration of version ${previous.version} could be made up`);
    for (const config of made)
      assertAccepted(module.manifest, config, `a configuration of version ${previous.version}`);
  },
};

export const configChecks = [generatedPass, backwardCompatible];
