import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConnectorError } from '../contract.ts';
import { judgeConfig } from '../judge-config.ts';
import { judgeManifest } from '../manifest.ts';
import type { ConformanceCheck } from './check.ts';
import { listUnmarkedSecrets, listUnrenderable, type SchemaFault } from './schema-faults.ts';
import type { Schema } from './walk-schema.ts';

const manifestValid: ConformanceCheck = {
  id: 'manifest.valid',
  level: 'MUST',
  title: 'The manifest is valid: contract version, semantic version, licence, modes',
  async run({ harness: { module, folder } }) {
    judgeManifest(structuredClone(module.manifest));
    const file = folder === undefined ? undefined : path.join(folder, 'connector.json');
    if (file === undefined || !existsSync(file)) return;
    const written = JSON.parse(await readFile(file, 'utf8')) as object;
    // One without code takes what it does not say from its base.
    if (!('extends' in written))
      assert.deepEqual(module.manifest, written, 'the manifest it exports is not its connector.json');
  },
};

const configRenderable: ConformanceCheck = {
  id: 'manifest.config-renderable',
  level: 'MUST',
  title: 'The configuration schema can be shown as a form, and a choice is told by one constant',
  async run({ harness }) {
    assertNone([...listUnrenderable(harness.module.manifest.config)]);
  },
};

function assertNone(faults: readonly SchemaFault[]): void {
  const [first] = faults;
  assert.ok(!first, first && `${first.pointer}: ${first.reason}`);
}

const secretsMarked: ConformanceCheck = {
  id: 'manifest.secrets-marked',
  level: 'MUST',
  title: 'Every property that is named like a secret is marked as one, and only texts are',
  async run({ harness }) {
    assertNone([...listUnmarkedSecrets(harness.module.manifest.config)]);
  },
};

/** The configuration without one property, for every property in it that its schema requires. */
function* withoutRequired(
  value: unknown,
  schema: Schema,
  path: string,
): Generator<{ path: string; value: unknown }> {
  if (value === null || typeof value !== 'object') return;
  const branches = (schema.oneOf ?? []) as Schema[];
  const required = new Set((schema.required ?? []) as string[]);
  for (const [key, child] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key;
    const copy = (changed: unknown) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
    if (required.has(key)) {
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      yield { path: at, value: rest };
    }
    const inner = Array.isArray(value)
      ? (schema.items as Schema | undefined)
      : ((schema.properties as Record<string, Schema> | undefined)?.[key] ??
        branches
          .map((branch) => (branch.properties as Record<string, Schema> | undefined)?.[key])
          .find(Boolean));
    if (inner)
      for (const found of withoutRequired(child, inner, at))
        yield { path: found.path, value: copy(found.value) };
  }
}

const requiredFields: ConformanceCheck = {
  id: 'config.required',
  level: 'MUST',
  title: 'A good configuration passes, and each missing required field is refused by name',
  async run(bench) {
    const { manifest } = bench.harness.module;
    const { config } = (await bench.start()).good;
    judgeConfig(manifest, config, 'fixture', {});
    let tried = 0;
    for (const { path, value } of withoutRequired(config, manifest.config, '')) {
      tried += 1;
      assert.throws(
        () => judgeConfig(manifest, value as Record<string, unknown>, 'fixture', {}),
        (error: { where?: { field?: string } }) => error.where?.field === path,
        `config without ${path} is not refused at ${path}`,
      );
    }
    assert.ok(tried > 0, 'the configuration has no required field');
  },
};

const modesMatch: ConformanceCheck = {
  id: 'contract.modes',
  level: 'MUST',
  title: 'The functions that exist are those of the modes that are declared',
  async run(bench) {
    const { modes } = bench.harness.module.manifest;
    const { connector } = await bench.open(await bench.start());
    const has = (mode: string) => modes.includes(mode as 'sync');
    assert.equal(connector.read !== undefined, has('sync') || has('stream'), 'read ⇔ sync or stream');
    assert.equal(connector.query !== undefined, has('live'), 'query ⇔ live');
    assert.equal(connector.receive !== undefined, has('push'), 'receive ⇔ push');
  },
};

export function assertConnectorError(error: unknown, kind: string): true {
  const isForeign = !(error instanceof ConnectorError) && (error as Error | null)?.name === 'ConnectorError';
  assert.ok(
    !isForeign,
    'it is called ConnectorError and is not the one of the SDK: the hub takes it for a bug',
  );
  assert.ok(error instanceof ConnectorError, `expected ConnectorError "${kind}", got ${String(error)}`);
  assert.ok(error.kind === kind, `expected ConnectorError "${kind}", got "${error.kind}": ${error.message}`);
  return true;
}

export const manifestChecks = [manifestValid, configRenderable, secretsMarked, requiredFields, modesMatch];
