import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cruise, cruise, root, rules } from './cruise.ts';

const FOLDERS = ['src', 'connectors', 'migrations'];

/** File → what it imports. One violation for every rule, and beside it what the same rule allows. */
const tree: Record<string, string[]> = {
  'src/kernel/clean.ts': [],
  'src/kernel/bad.ts': ['../model/clean.ts'],
  'src/model/clean.ts': ['../kernel/clean.ts'],
  'src/model/bad.ts': ['../store/clean.ts'],
  'src/sdk/index.ts': ['../kernel/clean.ts', '../model/clean.ts'],
  'src/sdk/bad.ts': ['../store/clean.ts'],
  'src/events/clean.ts': ['../kernel/clean.ts'],
  'src/events/bad.ts': ['../store/clean.ts'],
  'src/store/clean.ts': ['../kernel/clean.ts', '../model/clean.ts', '../events/clean.ts'],
  'src/store/bad.ts': ['../access/clean.ts'],
  'src/access/clean.ts': ['../kernel/clean.ts'],
  'src/access/bad.ts': ['../store/clean.ts'],
  'src/graphql/clean.ts': [
    '../store/clean.ts',
    '../events/clean.ts',
    '../access/clean.ts',
    '../model/clean.ts',
  ],
  'src/graphql/bad.ts': ['../ingest/clean.ts'],
  'src/subgraphs/index.ts': ['./roads/clean.ts', './vehicles/clean.ts'],
  'src/subgraphs/roads/clean.ts': ['../../graphql/clean.ts', '../../store/clean.ts', './own.ts'],
  'src/subgraphs/roads/own.ts': [],
  'src/subgraphs/roads/bad.ts': ['../../gateway/clean.ts'],
  'src/subgraphs/vehicles/clean.ts': [],
  'src/subgraphs/vehicles/bad.ts': ['../roads/clean.ts'],
  'src/ingest/clean.ts': ['../sdk/index.ts', '../store/clean.ts', '../events/clean.ts'],
  'src/ingest/bad.ts': ['../graphql/clean.ts'],
  'src/gateway/clean.ts': ['../graphql/clean.ts', '../access/clean.ts', '../events/clean.ts'],
  'src/gateway/bad.ts': ['../store/clean.ts'],
  'src/demo/clean.ts': ['../sdk/index.ts', '../model/clean.ts'],
  'src/demo/bad.ts': ['../store/clean.ts'],
  'src/hub/clean.ts': ['../gateway/clean.ts', '../ingest/clean.ts', '../store/clean.ts', '../demo/clean.ts'],
  'src/hub/bad.ts': ['../console/clean.ts'],
  'src/hub/lists.ts': ['../../migrations/index.ts'],
  'src/console/clean.ts': ['./own.ts'],
  'src/console/own.ts': [],
  'src/console/bad.ts': ['../kernel/clean.ts'],
  'src/main.ts': [
    './subgraphs/index.ts',
    '../connectors/index.ts',
    '../migrations/index.ts',
    './hub/clean.ts',
  ],
  'src/cli/clean.ts': ['../subgraphs/index.ts'],
  'src/model/loop.ts': ['./pool.ts'],
  'src/model/pool.ts': ['./loop.ts'],
  'connectors/index.ts': ['./rest/index.ts', './sql/index.ts'],
  'connectors/rest/index.ts': ['../../src/sdk/index.ts', './own.ts'],
  'connectors/rest/own.ts': [],
  'connectors/rest/bad.ts': ['../../src/kernel/clean.ts'],
  'connectors/sql/index.ts': ['../../src/sdk/index.ts'],
  'connectors/sql/bad.ts': ['../rest/index.ts'],
  'migrations/index.ts': [],
};

const expected = [
  'connector-knows-sdk-only: connectors/rest/bad.ts → src/kernel/clean.ts',
  'connector-knows-sdk-only: connectors/sql/bad.ts → connectors/rest/index.ts',
  'layer-access: src/access/bad.ts → src/store/clean.ts',
  'layer-console: src/console/bad.ts → src/kernel/clean.ts',
  'layer-demo: src/demo/bad.ts → src/store/clean.ts',
  'layer-events: src/events/bad.ts → src/store/clean.ts',
  'layer-gateway: src/gateway/bad.ts → src/store/clean.ts',
  'layer-graphql: src/graphql/bad.ts → src/ingest/clean.ts',
  'layer-hub: src/hub/bad.ts → src/console/clean.ts',
  'layer-hub: src/hub/lists.ts → migrations/index.ts',
  'layer-ingest: src/ingest/bad.ts → src/graphql/clean.ts',
  'layer-kernel: src/kernel/bad.ts → src/model/clean.ts',
  'layer-model: src/model/bad.ts → src/store/clean.ts',
  'layer-sdk: src/sdk/bad.ts → src/store/clean.ts',
  'layer-store: src/store/bad.ts → src/access/clean.ts',
  'layer-subgraphs: src/subgraphs/roads/bad.ts → src/gateway/clean.ts',
  'lists-are-for-wiring: src/hub/lists.ts → migrations/index.ts',
  'no-cycles: src/model/loop.ts → src/model/pool.ts',
  'subgraph-knows-itself-only: src/subgraphs/vehicles/bad.ts → src/subgraphs/roads/clean.ts',
];

describe('import rules', () => {
  it('hold over the whole project', async () => {
    const { violations, modules } = await cruise(root, FOLDERS);
    expect(violations).toEqual([]);
    // An empty answer from an empty look would prove nothing.
    expect(modules).toBeGreaterThan(200);
  });

  describe('in a tree that breaks each of them', () => {
    let base: string;
    let result: Cruise;
    beforeAll(async () => {
      base = await mkdtemp(path.join(tmpdir(), 'hub-imports-'));
      for (const [file, imports] of Object.entries(tree)) {
        const target = path.join(base, file);
        await mkdir(path.dirname(target), { recursive: true });
        // Types count too: they tie layers together as much as values do.
        const lines = imports.map((from, index) => `import type { thing as t${index} } from '${from}';`);
        await writeFile(
          target,
          `${lines.join('\n')}\nexport type thing = ${imports.map((_, i) => `t${i}`).join(' | ') || '1'};\n`,
        );
      }
      result = await cruise(base, FOLDERS);
    });
    afterAll(() => rm(base, { recursive: true, force: true }));

    it('say exactly what is wrong, and nothing about what is allowed', () => {
      expect(result.modules).toBe(Object.keys(tree).length);
      expect(result.violations.sort()).toEqual(expected);
    });

    it.each(rules.map(({ name }) => [String(name)]))('%s bites', (name) => {
      expect(result.violations.filter((violation) => violation.startsWith(`${name}: `))).not.toEqual([]);
    });
  });
});
